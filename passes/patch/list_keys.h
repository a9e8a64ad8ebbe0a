#pragma once

#include <cstddef>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/base/source.h"
#include "ir/base/symbol.h"
#include "ir/cue/tree.h"
#include "passes/patch/notice.h"

namespace oamc {

/// A `patchKey` and its mark: alternatives, separated by commas. Empty: none.
struct PatchKey {
  std::string_view names;
  SourceSpan span;
};

/// A list of the patch that meets a list of the base under a key.
struct KeyedList {
  const TreeField& field;  ///< of the patch; its value is the list
  PatchKey key;            ///< own or inherited
  Tree& base;
};

/// Rewrites the elements of the patch list so that unifying by index merges by key (spec/rendering.md 4.5 LISTMERGE): placeholders `{}` where the base has an
/// element of its own, then what is new. With retainKeys, matched elements of the base become `{}`. Leaves the patch list alone when a key cannot be
/// used. Linear in the elements. Adds to `notices` what is lost or ignored; returns the number of elements looked at.
std::size_t mergeByKeys(const KeyedList& list, Arena& arena, SymbolTable& symbols, Notices& notices);

}  // namespace oamc
