#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace oamc {

/// The candidate that `word` most likely meant, for "did you mean": the least edit distance (insert, delete, replace, swap neighbours; case is
/// ignored), at most a third of the longer length rounded up and never the whole word. Ties go to the earlier candidate. Empty when nothing is near.
std::optional<std::string_view> suggest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace oamc
