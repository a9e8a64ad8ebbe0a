#pragma once

#include <cstdint>

#include "ir/base/arena.h"
#include "ir/base/symbol.h"
#include "ir/cue/tree.h"
#include "passes/patch/notice.h"

namespace oamc {

struct StrategicOutcome {
  Notices notices;
  bool isComplete = true;  ///< false: more than `maxSteps` nodes had to be visited
};

/// Prepares two E-trees so that unifying them is a strategic merge (spec/rendering.md 4.5): opens the lists of `base`, then walks the marked fields of `patch`:
/// aligns keyed lists, replaces lists, replaces what is marked retainKeys. Changes both trees; afterwards they may share nodes, and lists below a
/// replaced value have then been merged with themselves, as in the reference (4.6 "sharing trap"). Trees are at most `maxDepth` deep.
StrategicOutcome mergeStrategic(Tree& base, Tree& patch, Arena& arena, SymbolTable& symbols, std::uint32_t maxDepth, std::uint64_t maxSteps);

}  // namespace oamc
