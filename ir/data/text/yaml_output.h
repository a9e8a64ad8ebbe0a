#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "ir/data/text/yaml_style.h"

namespace oamc {

/// The line being written and the texts in it: knows column and indentation, breaks lines, folds and escapes.
class YamlOutput {
 public:
  YamlOutput(std::string& out, YamlPreset preset) : out_(out), preset_(preset) {}

  int indentation() const { return indentation_; }
  void setIndentation(int indentation) { indentation_ = indentation; }
  /// One step in; from the outermost level a block stays at column 0 and a text that continues goes to column 2.
  void indent(bool isText);
  /// Whether only indentation and marks like `- ` stand in this line, so that a block may begin in it.
  bool isLineStart() const { return isLineStart_; }

  /// Goes to the indentation, in a new line unless this one has nothing yet.
  void startLine();
  /// A mark with a blank in front if needed. A structural mark (`-`, `?`) leaves the line at its start.
  void mark(std::string_view text, bool isStructural);
  /// A mark that follows without a blank: `:` behind a key.
  void closeMark(std::string_view text);
  void text(std::string_view text, YamlTextStyle style, bool mayFold);
  /// A plain text of printable ASCII without blanks.
  void word(std::string_view text);
  /// Ends the document; before, not all of it has reached the string.
  void finish();

 private:
  void plain(std::string_view text, bool mayFold);
  void foldedPlain(std::string_view text);
  void singleQuoted(std::string_view text, bool mayFold);
  void doubleQuoted(std::string_view text, bool mayFold);
  void literal(std::string_view text);
  void escape(char32_t point);
  void flush();
  void append(std::string_view text);
  void fill(std::size_t count, char c);
  void put(std::string_view character);
  void putAll(std::string_view text);
  void putBreak(std::string_view character);
  void separate();
  bool mustFold(bool mayFold) const;
  bool staysInLine(std::string_view text, bool mayFold) const;

  static constexpr std::size_t kBlockBytes = 2048;

  std::string& out_;
  std::array<char, kBlockBytes> block_;  // what comes behind the string
  std::size_t used_ = 0;                 // bytes of the block
  YamlPreset preset_;
  int indentation_ = -1;
  int column_ = 0;
  bool afterBlank_ = true;
  bool isLineStart_ = true;
};

}  // namespace oamc
