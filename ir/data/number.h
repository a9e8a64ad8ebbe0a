#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "ir/base/arena.h"

namespace oamc {

/// An exact decimal number of CUE and JSON: coefficient × 10^exponent with a kind (int or float), trivially copyable. Coefficients of up to 38
/// digits live in the value, larger ones as digits in an arena that must outlive it. Never a double. Rules: spec/cue.md 2.12 and 2.16.
class Number {
 public:
  Number() = default;
  static Number fromInt(std::int64_t value);

  /// Reads a decimal lexeme of JSON or CUE without separators or multipliers: `-12`, `1.50`, `.5`, `5.`, `1e3`. The kind is int when there is
  /// neither point nor exponent; every digit is kept. Nothing if the text is no such number or the exponent leaves ±100,000.
  static std::optional<Number> parse(std::string_view text, Arena& arena);

  /// Reads digits of `base` (2, 8, 10, 16), an int of any size.
  static std::optional<Number> parseDigits(std::string_view digits, int base, Arena& arena);

  bool isInt() const { return isInt_; }  ///< the kind, not the value: 1.0 is a float
  bool isIntegral() const;               ///< the value has no fraction
  bool isZero() const;
  bool isNegative() const;
  std::optional<std::int64_t> toInt64() const;  ///< the value, if it is integral and fits
  Number withKind(bool isInt) const;

  /// The canonical text (spec/cue.md 2.16): plain when exponent <= 0 and adjusted exponent >= -6, else `d.dddE±n`.
  std::string text() const;
  void appendText(std::string& out) const;

  /// By value, across kinds.
  friend std::strong_ordering compare(const Number& a, const Number& b);

  friend Number negate(const Number& a);
  /// 34 significant digits, round half up; int when both are int (spec/cue.md 2.12). Nothing when the exponent overflows.
  friend std::optional<Number> add(const Number& a, const Number& b, Arena& arena);
  friend std::optional<Number> subtract(const Number& a, const Number& b, Arena& arena);
  friend std::optional<Number> multiply(const Number& a, const Number& b, Arena& arena);
  /// Always a float; 34 digits, trailing zeros as spec/cue.md 2.12 says. `b` must not be zero.
  friend std::optional<Number> divide(const Number& a, const Number& b, Arena& arena);

  /// Exact on ints of any size; `b` must not be zero. div/mod are Euclidean, quo/rem truncated.
  friend Number integerDiv(const Number& a, const Number& b, Arena& arena);
  friend Number integerMod(const Number& a, const Number& b, Arena& arena);
  friend Number integerQuo(const Number& a, const Number& b, Arena& arena);
  friend Number integerRem(const Number& a, const Number& b, Arena& arena);

 private:
  friend class NumberParts;

  // The magnitude of the coefficient is 128 bits, high_ above low_. Only a coefficient that does not fit is long: high_ decimal digits at digits_.
  union {
    std::uint64_t low_ = 0;
    const char* digits_;
  };
  std::uint64_t high_ = 0;
  std::int32_t exponent_ = 0;
  bool isInt_ = true;
  bool isNegative_ = false;  // may be set on zero
  bool isLong_ = false;
};

static_assert(sizeof(Number) <= 32 && std::is_trivially_copyable_v<Number>);

}  // namespace oamc
