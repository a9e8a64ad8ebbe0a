#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oamc {

/// The reference tokens of a JSON pointer, unescaped (RFC 6901 section 4). As the reference's library does, what stands before the first `/`
/// is ignored: a text without one has no tokens.
std::vector<std::string> splitPointer(std::string_view pointer);

/// Escapes one reference token: `~` as `~0`, `/` as `~1`.
std::string escapePointerToken(std::string_view token);

/// A token as the position of an element of a list with `size` elements: signs and leading zeros are accepted, -1 is the last element.
/// Nothing if it is no number or outside of the list.
std::optional<std::size_t> listPosition(std::string_view token, std::size_t size);

}  // namespace oamc
