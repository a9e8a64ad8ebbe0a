#pragma once

#include <cstdint>
#include <string>

namespace oamc {

/// A set of CUE's basic types (spec/cue.md 2.1), as bits.
enum class Kind : std::uint8_t {
  kBottom = 0,
  kNull = 1 << 0,
  kBool = 1 << 1,
  kInt = 1 << 2,
  kFloat = 1 << 3,
  kString = 1 << 4,
  kBytes = 1 << 5,
  kStruct = 1 << 6,
  kList = 1 << 7,
  kNumber = kInt | kFloat,
  kScalar = kNull | kBool | kNumber | kString | kBytes,
  kTop = (1 << 8) - 1,
};

constexpr Kind operator&(Kind a, Kind b) { return Kind(static_cast<unsigned>(a) & static_cast<unsigned>(b)); }
constexpr Kind operator|(Kind a, Kind b) { return Kind(static_cast<unsigned>(a) | static_cast<unsigned>(b)); }
constexpr Kind operator~(Kind a) { return Kind(~static_cast<unsigned>(a) & static_cast<unsigned>(Kind::kTop)); }
constexpr bool intersects(Kind a, Kind b) { return (a & b) != Kind::kBottom; }
constexpr bool contains(Kind whole, Kind part) { return (whole & part) == part; }

/// As CUE writes it: `int`, `number`, `(int|string)`, `_`, `_|_`.
std::string kindText(Kind kind);

}  // namespace oamc
