#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "frontend/cue/syntax_error_list.h"
#include "grammar/token.h"
#include "ir/base/limits.h"

namespace oamc {

/// How a string or bytes literal is written: its quote, `"""` or `"`, and the number of `#` around it.
struct StringForm {
  char quote = '"';
  bool isMultiline = false;
  std::uint32_t hashes = 0;

  std::uint32_t quoteCount() const { return isMultiline ? 3 : 1; }
  /// Bytes of the opening and of the closing delimiter.
  std::uint32_t delimiterSize() const { return hashes + quoteCount(); }
  /// The closing delimiter, for messages.
  std::string closing() const { return std::string(quoteCount(), quote) + std::string(hashes, '#'); }
};

/// The form of the literal that starts at the beginning of `text`, or nothing if it is not one.
std::optional<StringForm> stringFormOf(std::string_view text);

/// Turns the text of one file into tokens: inserts commas at line ends, settles contextual keywords, follows strings through their interpolations
/// (spec/cue.md 1.1). Works in one pass over valid UTF-8 without NUL (see checkEncoding); time is linear. Reports E10xx.
class Scanner {
 public:
  /// Tokens and comments are added to `tokens`. The referenced objects must outlive the scanner.
  Scanner(std::string_view text, const Limits& limits, SyntaxErrorList& errors, TokenList& tokens)
      : text_(text), limits_(limits), errors_(errors), list_(tokens), tokens_(tokens.tokens) {}

  /// False if the file is nested too deeply to be parsed; the error is in the list then.
  bool run();

 private:
  enum class OpenKind : std::uint8_t { kBrace, kList, kIndex, kParen, kInterpolation };
  struct Open {
    OpenKind kind;
    std::uint32_t begin;
    StringForm form;  ///< of the string around an interpolation
  };
  enum class ForState : std::uint8_t { kNone, kFirstName, kAfterFirst, kSecondName, kIn };

  // scanner.cpp
  void scanTokens();
  void scanSharp();
  void scanNewline();
  void scanComment();
  void scanDots();
  void scanOperator();
  void scanIllegal();
  void scanCloser(TokenKind kind);
  void scanOpener(TokenKind kind);
  bool open(OpenKind kind, const StringForm& form);
  void push(TokenKind kind, std::uint32_t size);
  void pushEmpty(TokenKind kind);
  void pushComma();
  TokenKind lastKind() const { return tokens_.empty() ? TokenKind::kEnd : tokens_.back().kind; }
  char peek(std::uint32_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return {text_.data() + at_, text_.size() - at_}; }

  // scan_words.cpp
  void scanWord();
  void scanMarkedWord();
  std::uint32_t nameSize(std::string_view text);
  void pushWord(std::string_view word);
  TokenKind wordKind(std::string_view word) const;
  bool startsClause() const;
  bool isFollowedByLabelMark(std::string_view after, bool isIf) const;
  void followName();

  // scan_strings.cpp
  void scanString(const StringForm& form);
  void resumeString();
  void scanStringBody(const StringForm& form, std::uint32_t literalBegin, bool isFirst);
  void endInterpolationAtNewline();
  void endInterpolationsAtEnd();
  void scanAttribute();
  std::uint32_t attributeStringEnd(std::uint32_t at, const StringForm& form) const;

  // scan_numbers.cpp
  void scanNumber();

  std::string_view text_;
  const Limits& limits_;
  SyntaxErrorList& errors_;
  TokenList& list_;
  Stack<Token>& tokens_;
  Stack<Open> open_;
  std::uint32_t at_ = 0;
  bool wantsComma_ = false;  ///< a newline now would stand for a comma
  bool followsComment_ = false;
  bool isTooDeep_ = false;
  ForState forState_ = ForState::kNone;
};

/// Finds what cannot be scanned at all: UTF-16, binary data, invalid UTF-8, NUL, a byte order mark inside. Reports E1001 and E1002 and returns
/// whether there was nothing of the kind.
bool checkEncoding(std::string_view text, SyntaxErrorList& errors);

}  // namespace oamc
