#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace oamc {

/// Eight bytes of a text looked at in one step. That none of them is what `mayHave…` asks for is certain; otherwise each must be looked at by itself.
class EightBytes {
 public:
  static constexpr std::size_t kSize = 8;

  explicit EightBytes(const char* bytes) { std::memcpy(&word_, bytes, kSize); }

  /// One byte in each byte, in the order of the machine.
  std::uint64_t word() const { return word_; }
  bool mayHave(char c) const {
    std::uint64_t others = word_ ^ (kOnes * static_cast<unsigned char>(c));
    return ((others - kOnes) & ~others & kHighBits) != 0;
  }
  bool areAll(char c) const { return word_ == kOnes * static_cast<unsigned char>(c); }
  /// `c` is ASCII.
  bool mayHaveBelow(char c) const { return ((word_ - kOnes * static_cast<unsigned char>(c)) & ~word_ & kHighBits) != 0; }
  /// Whether one may be U+007F or above.
  bool mayHaveDeleteOrAbove() const { return (((word_ + kOnes) | word_) & kHighBits) != 0; }

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
