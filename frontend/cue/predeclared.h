#pragma once

#include <span>
#include <string_view>

#include "ir/cue/kind.h"

namespace oamc {

/// A name that CUE knows without a declaration (spec/cue.md 2.1, 3): a type, a range of numbers, or a core function.
struct Predeclared {
  std::string_view name;
  Kind kind = Kind::kBottom;   ///< kBottom for functions
  std::string_view low = {};   ///< decimal lexeme of the lower bound; empty: none
  std::string_view high = {};  ///< likewise for the upper one
};

/// The predeclared thing that `name` or, for the unshadowable form, `__name` stands for; null if there is none.
const Predeclared* findPredeclared(std::string_view name);

/// All of them, for suggestions.
std::span<const Predeclared> predeclaredTable();

}  // namespace oamc
