#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// `object` with the member `key` set to `value`: replaced in its place or appended. Anything that is no object counts as an empty one. The rest is shared.
Data withMember(const Data& object, std::string_view key, const Data& value, Arena& arena);

/// `object` without the member `key`; the same value when it has none.
Data withoutMember(const Data& object, std::string_view key, Arena& arena);

/// `object` with `value` at the end of `path` (of at least one key), objects being made on the way. Values that are no objects on the way are replaced.
Data withPath(const Data& object, std::span<const std::string_view> path, const Data& value, Arena& arena);

/// The value at the end of `path`, or null.
const Data* findPath(const Data& object, std::span<const std::string_view> path);

/// The text of the string at `path`, or nothing that can be told from an empty one.
std::string_view textAt(const Data& object, std::initializer_list<std::string_view> path);

}  // namespace oamc
