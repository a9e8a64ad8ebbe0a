#pragma once

#include "stdlib/functions/native.h"

namespace oamc::path {

struct PatternRules {
  char separator;   ///< what `*` and `?` do not match
  bool hasEscapes;  ///< a backslash takes the meaning from the next character
};

/// Whether all of `name` matches a pattern with `*`, `?` and `[a-z]`. A failure if the pattern is malformed.
Outcome<bool> matchPattern(std::string_view pattern, std::string_view name, const PatternRules& rules);

}  // namespace oamc::path
