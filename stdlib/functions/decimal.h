#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>

#include "ir/data/number.h"

namespace oamc {

using BigInteger = boost::multiprecision::cpp_int;

/// The parts of a number, for functions that compute with its digits: ±coefficient × 10^exponent.
struct Decimal {
  bool isNegative = false;  ///< may be set on zero
  BigInteger coefficient;
  std::int64_t exponent = 0;
};

Decimal toDecimal(const Number& number);
/// Nothing when the exponent is out of the range of numbers.
std::optional<Number> toNumber(const Decimal& decimal, bool isInt, Arena& arena);

/// The value of an integral number, and the int of a value; nothing when that has too many digits.
BigInteger toBigInteger(const Number& number);
std::optional<Number> toInteger(const BigInteger& value, Arena& arena);

inline BigInteger powerOfTen(std::int64_t power) { return boost::multiprecision::pow(BigInteger(10), static_cast<unsigned>(power)); }

}  // namespace oamc
