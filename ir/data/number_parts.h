#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ir/data/number.h"

namespace oamc {

__extension__ using Uint128 = unsigned __int128;
__extension__ using Int128 = __int128;

/// Digits kept by arithmetic (spec/cue.md 2.12).
inline constexpr int kPrecision = 34;
inline constexpr std::int32_t kMaxExponent = 100'000;
inline constexpr int kMaxShortDigits = 38;  ///< 10^38 - 1 fits into 128 bits, 39 digits may not

/// The decimal digits of a coefficient; a view into the arena when it is long, else into the object itself.
class CoefficientDigits {
 public:
  explicit CoefficientDigits(Uint128 coefficient);
  explicit CoefficientDigits(std::string_view longDigits) : long_(longDigits) {}
  std::string_view view() const { return long_.data() != nullptr ? long_ : std::string_view(short_.data() + begin_, short_.size() - begin_); }

 private:
  std::array<char, 40> short_;
  std::uint8_t begin_ = 0;
  std::string_view long_;
};

/// The inside of a Number, for the files that compute with it. Not for use outside ir/data.
class NumberParts {
 public:
  static bool isLong(const Number& number) { return number.isLong_; }
  /// Of a number that is not long.
  static Uint128 coefficient(const Number& number) { return Uint128{number.high_} << 64 | number.low_; }
  static CoefficientDigits digits(const Number& number) {
    return number.isLong_ ? CoefficientDigits({number.digits_, number.high_}) : CoefficientDigits(coefficient(number));
  }
  static std::int32_t exponent(const Number& number) { return number.exponent_; }
  static bool signBit(const Number& number) { return number.isNegative_; }
  /// The exponent of the first digit: that of `d.ddd × 10^adjusted`.
  static std::int64_t adjustedExponent(const Number& number);

  static Number make(bool negative, Uint128 coefficient, std::int32_t exponent, bool isInt);
  /// From digits of any length, with or without leading zeros; copied into the arena when the coefficient is long.
  static Number make(bool negative, std::string_view digits, std::int32_t exponent, bool isInt, Arena& arena);
};

/// 10^power, for power <= 38.
constexpr Uint128 powerOfTen(int power) {
  Uint128 value = 1;
  for (int i = 0; i < power; ++i) value *= 10;
  return value;
}

}  // namespace oamc
