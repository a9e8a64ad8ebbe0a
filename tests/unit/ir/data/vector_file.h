#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// Runs `check` on every line of fixtures/vectors/<name>.jsonl and reports each vector for which it returns a text (what was wrong). Vectors
/// listed as `id: reason` in <name>.known-failures must fail; one that passes is reported too, so that the list only shrinks.
void checkVectors(std::string_view name, const std::function<std::optional<std::string>(const Data& vector, Arena& arena)>& check);

/// A text of the vector's object; empty if there is none.
std::string_view textOf(const Data& vector, std::string_view key);

}  // namespace oamc
