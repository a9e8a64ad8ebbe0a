#pragma once

#include <string_view>
#include <vector>

#include "stdlib/functions/native.h"

namespace oamc::text_template {

struct Token {
  enum class Kind { kWord, kField, kVariable, kDot, kString, kCharacter, kNumber, kPipe, kOpen, kClose, kComma, kDeclare, kAssign, kEnd };
  Kind kind = Kind::kEnd;
  std::string_view text;  ///< as written; fields without their dot
  bool isSpaced = false;  ///< blanks stand before it
};

/// A piece of a template: a text, or an action in tokens.
struct Piece {
  bool isAction = false;
  std::string_view text;  ///< with the blanks gone that neighbours trim
  std::vector<Token> tokens;
  std::size_t line = 1;
};

/// Splits a template at `{{` and `}}`; comments are left out.
Outcome<std::vector<Piece>> splitTemplate(std::string_view text);

}  // namespace oamc::text_template
