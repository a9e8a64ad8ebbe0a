#pragma once

#include <cstdint>
#include <vector>

#include "ir/base/stack.h"

namespace oamc {

/// The tokens of CUE (spec/cue.md 1.1) in the order of `tokens` in grammar/CueParser.g4.
enum class TokenKind : std::int8_t {
  kEnd = -1,   ///< as ANTLR counts it
  kComma = 1,  ///< empty when a newline stands for it
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
  bool followsComment;  ///< a comment ends between the token before and this one
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
  Stack<Token> tokens;
  std::vector<Comment> comments;
  bool hasWideNames = false;  ///< some name has characters beyond ASCII, so that it may not be in its normal form
};

}  // namespace oamc
