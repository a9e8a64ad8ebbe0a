#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// One part of a path such as `output.spec.ports[0].name` or `outputs["my-svc"].kind`: a key, or an index of a list.
struct PathPart {
  std::string_view key;
  std::optional<std::size_t> index;
};

/// The parts of a path of `valueFrom` or `parameterKey` (spec/workflow.md 1.8); nothing for any other expression. Views look into `text`.
std::optional<std::vector<PathPart>> parseValuePath(std::string_view text);

/// The value at `path`; null when there is none.
const Data* valueAt(const Data& root, std::span<const PathPart> path);

/// `root` with `value` at `path`. Missing parents are made, and an index equal to the length appends; nothing when an index leads beyond that, or into a value that is
/// not a list. Parts that are new live in `arena`.
std::optional<Data> withValueAt(const Data& root, std::span<const PathPart> path, const Data& value, Arena& arena);

}  // namespace oamc
