#pragma once

#include <string>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/base/symbol.h"
#include "ir/cue/tree.h"

namespace oamc {

/// Builds an E-tree from a notation for tests: `l@patchKey=name: [{name: 'a', n: 1}, ...], d: *1, o?: 2`. Strings stand in single quotes, `*x` is an undecided
/// value, marks follow the label. The text of marks and strings must outlive the tree.
Tree* readTree(std::string_view text, Arena& arena, SymbolTable& symbols);

/// The same notation without marks.
std::string writeTree(const Tree& tree, const SymbolTable& symbols);

}  // namespace oamc
