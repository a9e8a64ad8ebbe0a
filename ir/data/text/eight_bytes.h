#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace oamc {

/// Eight bytes of a text looked at in one step. The first byte that a mark names is certainly such a one; those behind it may be named by mistake.
class EightBytes {
 public:
  static constexpr std::size_t kSize = 8;
  /// Has bits in the bytes that are meant.
  using Marks = std::uint64_t;

  explicit EightBytes(const char* bytes) {
    std::memcpy(&word_, bytes, kSize);
    if constexpr (std::endian::native == std::endian::big) word_ = __builtin_bswap64(word_);
  }

  /// The first byte is the lowest.
  std::uint64_t word() const { return word_; }

  Marks having(char c) const {
    std::uint64_t differences = others(c);
    return (differences - kOnes) & ~differences & kHighBits;
  }
  Marks others(char c) const { return word_ ^ (kOnes * static_cast<unsigned char>(c)); }
  /// `c` is ASCII.
  Marks below(char c) const { return (word_ - kOnes * static_cast<unsigned char>(c)) & ~word_ & kHighBits; }
  /// U+007F or above.
  Marks deleteOrAbove() const { return ((word_ + kOnes) | word_) & kHighBits; }

  /// How many bytes stand in front of the first that is marked; kSize if none is.
  static std::size_t countBefore(Marks marks) { return static_cast<std::size_t>(std::countr_zero(marks)) / 8; }

  static constexpr std::uint64_t kOnes = 0x0101010101010101;  ///< 1 in each byte

 private:
  static constexpr std::uint64_t kHighBits = kOnes << 7;

  std::uint64_t word_;
};

/// memcpy for texts that are mostly short.
inline void copyShort(char* to, std::string_view from) {
  std::size_t size = from.size();
  auto copyEnds = [&]<typename Word>(Word) {
    std::memcpy(to, from.data(), sizeof(Word));
    std::memcpy(to + size - sizeof(Word), from.data() + size - sizeof(Word), sizeof(Word));
  };
  if (size > 2 * sizeof(std::uint64_t)) {
    std::memcpy(to, from.data(), size);
  } else if (size >= sizeof(std::uint64_t)) {
    copyEnds(std::uint64_t{});
  } else if (size >= sizeof(std::uint32_t)) {
    copyEnds(std::uint32_t{});
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
}

}  // namespace oamc
