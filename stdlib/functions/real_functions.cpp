#include "stdlib/functions/real_functions.h"

#include <boost/multiprecision/cpp_dec_float.hpp>

#include "stdlib/functions/decimal.h"

namespace boost::multiprecision::backends {

/// The library makes its constants and powers of two before `main`, half a million instructions that few runs need. Each of them is a static local, so whoever
/// asks for one first makes it.
template <>
cpp_dec_float<100>::initializer::initializer() {}

}  // namespace boost::multiprecision::backends

namespace oamc::math {

namespace {

/// Enough digits that the 34 kept ones are right even after a large power.
using Real = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<100>>;

constexpr int kDigits = 34;

Real toReal(const Number& number) { return Real(number.text()); }

FunctionFailure outOfRange() { return fail("the exponent of the result is out of range"); }

/// All 34 digits, with trailing zeros.
Outcome<Decimals> rounded(const Real& value, Arena& arena) {
  if (!isfinite(value)) return outOfRange();
  std::optional<Number> number = Number::parse(value.str(kDigits - 1, std::ios_base::scientific), arena);
  if (!number) return outOfRange();
  return Decimals{number->withKind(false)};
}

Outcome<Decimals> zero() { return Decimals{Number::fromInt(0)}; }

/// The exact power, if its coefficient keeps to 34 digits.
std::optional<Outcome<Decimals>> exactPower(const Number& base, std::int64_t exponent, Arena& arena) {
  Decimal decimal = toDecimal(base);
  std::size_t digits = decimal.coefficient.str().size();
  bool isPowerOfTen = decimal.coefficient == 1;
  bool isShort = isPowerOfTen || (exponent <= kDigits * 4 && static_cast<std::int64_t>(digits) <= 2 * kDigits);
  if (!isShort) return std::nullopt;
  if (!isPowerOfTen) decimal.coefficient = pow(decimal.coefficient, static_cast<unsigned>(exponent));
  if (decimal.coefficient.str().size() > kDigits) return std::nullopt;
  constexpr std::int64_t kMostExponent = 200'000;
  if (decimal.exponent != 0 && exponent > kMostExponent / std::abs(decimal.exponent)) return outOfRange();
  decimal.exponent *= exponent;
  decimal.isNegative = decimal.isNegative && exponent % 2 == 1;
  std::optional<Number> number = toNumber(decimal, false, arena);
  if (!number) return outOfRange();
  return Decimals{*number};
}

}  // namespace

Outcome<Decimals> power(const Number& base, const Number& exponent, Arena& arena) {
  if (base.isZero()) {
    if (exponent.isZero()) return fail("zero to the power of zero is not defined");
    if (exponent.isNegative()) return fail("zero to a negative power is infinite");
    return zero();
  }
  if (!exponent.isIntegral()) {
    if (base.isNegative()) return fail(base.text() + " is negative, only integral powers of it are real numbers");
    return rounded(pow(toReal(base), toReal(exponent)), arena);
  }
  std::optional<std::int64_t> integral = exponent.toInt64();
  constexpr std::int64_t kMostIntegral = 1'000'000'000;
  if (!integral || std::abs(*integral) > kMostIntegral) return outOfRange();
  if (*integral >= 0) {
    if (std::optional<Outcome<Decimals>> exact = exactPower(base, *integral, arena)) return *exact;
  }
  return rounded(pow(toReal(base), static_cast<int>(*integral)), arena);
}

Outcome<Decimals> exponential(const Number& exponent, Arena& arena) {
  if (exponent.isZero()) return Decimals{Number::fromInt(1)};
  if (abs(toReal(exponent)) > 300'000) return outOfRange();
  return rounded(exp(toReal(exponent)), arena);
}

Outcome<Decimals> naturalLogarithm(const Number& number, Arena& arena) {
  if (number.isZero()) return fail("the logarithm of zero is infinite");
  if (number.isNegative()) return fail(number.text() + " is negative, it has no logarithm");
  Real value = log(toReal(number));
  return value == 0 ? zero() : rounded(value, arena);
}

Outcome<Decimals> logarithm(const Number& number, int base, Arena& arena) {
  Outcome<Decimals> natural = naturalLogarithm(number, arena);
  if (std::holds_alternative<FunctionFailure>(natural) || std::get<Decimals>(natural).value.isZero()) return natural;
  Outcome<Decimals> result = rounded(log(toReal(number)) / log(Real(base)), arena);
  if (base != 2 || std::holds_alternative<FunctionFailure>(result)) return result;
  return Decimals{*divide(std::get<Decimals>(result).value, Number::fromInt(1), arena)};
}

Outcome<Decimals> cubeRoot(const Number& number, Arena& arena) { return number.isZero() ? zero() : rounded(cbrt(toReal(number)), arena); }

}  // namespace oamc::math
