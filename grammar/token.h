#pragma once

#include <cstdint>
#include <vector>

namespace oamc {

/// The tokens of CUE (spec/cue.md 1.1) in the order of `tokens` in grammar/CueParser.g4.
enum class TokenKind : std::uint8_t {
  kEnd,
  kComma,  ///< empty when a newline stands for it
  kIdentifier,
  kNull,
  kTrue,
  kFalse,
  kBottom,
  kNumber,
  kString,  ///< string or bytes of any form, without interpolations
  kInterpolationStart,
  kInterpolationMiddle,
  kInterpolationEnd,
  kAttribute,
  kPackage,
  kImport,
  kFor,
  kIn,
  kIf,
  kLet,  ///< only where they act as keywords; elsewhere they are identifiers
  kLeftBrace,
  kRightBrace,
  kLeftBracket,
  kRightBracket,
  kLeftParen,
  kRightParen,
  kColon,
  kAssign,
  kDot,
  kEllipsis,
  kQuestion,
  kOr,
  kAnd,
  kLogicalOr,
  kLogicalAnd,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kMatch,
  kNotMatch,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNot,
  kWordOperator,  ///< `div`, `mod`, `quo`, `rem` between operands
  kBad,           ///< stands where an operand was begun and an error reported
};

/// Whether an operand ends with such a token, so that only a suffix, an operator or the end of an expression can follow.
constexpr bool endsOperand(TokenKind kind) {
  using enum TokenKind;
  return (kind >= kIdentifier && kind <= kString) || kind == kInterpolationEnd || kind == kRightBrace || kind == kRightBracket || kind == kRightParen ||
         kind == kBad;
}

/// A half-open byte range of the file.
struct Token {
  TokenKind kind;
  std::uint32_t begin;
  std::uint32_t end;

  bool isInsertedComma() const { return kind == TokenKind::kComma && begin == end; }
};

/// A `//` comment from its slashes to the end of the line, and the index of the first token after it.
struct Comment {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t nextToken;
};

/// The tokens of a file, ended by one kEnd, and its comments, both in the order of the text.
struct TokenList {
  std::vector<Token> tokens;
  std::vector<Comment> comments;
};

}  // namespace oamc
