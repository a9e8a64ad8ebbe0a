#pragma once

#include "stdlib/functions/native.h"

namespace oamc::json {

enum class TokenKind : std::uint8_t { kOpenObject, kCloseObject, kOpenList, kCloseList, kColon, kComma, kString, kNumber, kTrue, kFalse, kNull };

struct Token {
  TokenKind kind;
  std::string_view text;  ///< as written; strings with quotes and escapes
};

/// Splits JSON text (RFC 8259, at most 1,000 levels) into the tokens of well-formed values.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  /// True when only white space is left.
  bool atEnd();
  /// Appends the tokens of the next value; a failure says what was seen and at which byte.
  std::optional<FunctionFailure> readValue(std::vector<Token>& tokens);
  std::size_t position() const { return at_; }

 private:
  std::optional<FunctionFailure> readNested(std::vector<Token>& tokens, int depth);
  std::optional<FunctionFailure> readMembers(std::vector<Token>& tokens, int depth);
  std::optional<FunctionFailure> readItems(std::vector<Token>& tokens, int depth);
  std::optional<FunctionFailure> readString(std::vector<Token>& tokens);
  std::optional<FunctionFailure> readNumber(std::vector<Token>& tokens);
  std::optional<FunctionFailure> readWord(std::vector<Token>& tokens, std::string_view word, TokenKind kind);
  std::optional<FunctionFailure> unexpected(std::string_view wanted);
  void push(std::vector<Token>& tokens, TokenKind kind, std::size_t size);
  std::size_t skipDigits(std::size_t at) const;
  void skipSpace();
  bool nextIs(char c);

  std::string_view text_;
  std::size_t at_ = 0;
};

/// The tokens of a text that is one value.
Outcome<std::vector<Token>> tokenize(std::string_view text);

/// The content of a string token. A failure if an escaped surrogate has no partner.
Outcome<std::string> unquote(std::string_view quoted);

}  // namespace oamc::json
