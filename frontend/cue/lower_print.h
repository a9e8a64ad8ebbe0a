#pragma once

#include <string>

#include "ir/cue/module.h"

namespace oamc {

/// A readable dump of a lowered module, for debugging and tests: structs and lists as CUE, everything else as `(operator operands)`. A reference
/// is its name with the number of scopes up, `a^0`, or a word for what it refers to, `node^1`; a `#` before a path says that it closes. A `?` or
/// `!` after a label is its marker, a `*` before a term its default mark.
std::string printModule(const Module& module);

}  // namespace oamc
