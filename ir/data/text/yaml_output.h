#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "ir/data/text/eight_bytes.h"
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
  /// Such a text as a key, in a line of its own, and its colon.
  void keyWord(std::string_view text);
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
  void appendBlanks(std::size_t count);
  void put(std::string_view character);
  void putAll(std::string_view text);
  void putBreak(std::string_view character);
  void separate();
  bool mustFold(bool mayFold) const;
  bool staysInLine(std::string_view text, bool mayFold) const;

  static constexpr std::size_t kBlockBytes = 2048;
  static constexpr std::size_t kMostBlanks = 32;  // that are written without counting them

  std::string& out_;
  std::array<char, kBlockBytes + kMostBlanks> block_;  // what comes behind the string, with room to write too much
  std::size_t used_ = 0;                               // bytes of the block, at most kBlockBytes
  YamlPreset preset_;
  int indentation_ = -1;
  int column_ = 0;
  bool afterBlank_ = true;
  bool isLineStart_ = true;
};

// What every line needs is inline.

inline void YamlOutput::append(std::string_view text) {
  if (text.size() > kBlockBytes - used_) [[unlikely]] {
    flush();
    if (text.size() > kBlockBytes) {
      out_ += text;
      return;
    }
  }
  copyShort(block_.data() + used_, text);
  used_ += text.size();
}

inline void YamlOutput::appendBlanks(std::size_t count) {
  if (count > kMostBlanks) return append(std::string(count, ' '));
  if (count > kBlockBytes - used_) flush();
  std::memset(block_.data() + used_, ' ', kMostBlanks);
  used_ += count;
}

inline void YamlOutput::putBreak(std::string_view character) {
  append(character);
  column_ = 0;
}

inline void YamlOutput::startLine() {
  int target = std::max(indentation_, 0);
  if (!isLineStart_ || column_ > target || (column_ == target && !afterBlank_)) putBreak("\n");
  if (column_ < target) {
    appendBlanks(static_cast<std::size_t>(target - column_));
    column_ = target;
  }
  afterBlank_ = true;
  isLineStart_ = true;
}

inline void YamlOutput::separate() {
  if (!afterBlank_) put(" ");
}

inline void YamlOutput::put(std::string_view character) {
  append(character);
  ++column_;
}

inline void YamlOutput::mark(std::string_view text, bool isStructural) {
  separate();
  append(text);
  column_ += static_cast<int>(text.size());
  afterBlank_ = false;
  isLineStart_ = isLineStart_ && isStructural;
}

inline void YamlOutput::closeMark(std::string_view text) {
  afterBlank_ = true;
  mark(text, false);
}

inline void YamlOutput::word(std::string_view text) { mark(text, false); }

inline void YamlOutput::keyWord(std::string_view text) {
  startLine();
  word(text);
  closeMark(":");
}

}  // namespace oamc
