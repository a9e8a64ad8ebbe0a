#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oamc::time {

/// The nanoseconds of `1h30m`, `-1.5s`, `0`. Nothing if the text is no duration or exceeds 64 bits.
std::optional<std::int64_t> parseDuration(std::string_view text);

/// `1h2m3.5s`, `1.5µs`, `0s`.
std::string durationText(std::int64_t nanoseconds);

}  // namespace oamc::time
