#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ir/base/symbol.h"
#include "ir/cue/tree.h"

namespace oamc {

/// One name of a path below an E-tree node: matches a field by its text (optional fields and definitions too) and a list element by decimal index.
struct PathStep {
  Symbol name{};
  std::optional<std::uint32_t> index;
};

/// The steps of a dotted key path (`metadata.name`); quotes around a step are ignored (spec/rendering.md 4.5 LOOKUP).
std::vector<PathStep> parseKeyPath(std::string_view path, SymbolTable& symbols);

/// The index of the first field with this name, whatever its kind and mark; nothing when there is none or `node` is no struct.
std::optional<std::uint32_t> findField(const Tree& node, Symbol name);

/// Follows `path` from `node`; null where it ends. The `...` of an open list counts as its last element.
const Tree* lookup(const Tree& node, std::span<const PathStep> path);

}  // namespace oamc
