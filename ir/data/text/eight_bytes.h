#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace oamc {

/// Eight bytes of a text looked at in one step. `false` of a question is exact; `true` means that one of the bytes must be looked at by itself.
class EightBytes {
 public:
  static constexpr std::size_t kSize = 8;

  explicit EightBytes(const char* bytes) { std::memcpy(&word_, bytes, kSize); }

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

  static constexpr std::uint64_t kOnes = 0x0101010101010101;
  static constexpr std::uint64_t kHighBits = kOnes << 7;

 private:
  std::uint64_t word_;
};

}  // namespace oamc
