#pragma once

#include <vector>

#include "ir/cue/module.h"

namespace oamc {

/// Where a declaration stands with regard to comprehensions, for the marks in its comments (spec/rendering.md 4.3).
struct CommentScope {
  bool losesChain = false;  ///< comments above its chain count nowhere: a struct comprehension lies around it, no list element between
  bool isNested = false;    ///< in the body of a comprehension that is directly in the body of another
};

/// The scopes of all declarations of a module, by index. Chains that begin with a computed label lose nothing.
std::vector<CommentScope> commentScopes(const Module& module);

}  // namespace oamc
