#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdlib>
#include <string>

#include "ir/base/check.h"
#include "ir/data/number.h"
#include "ir/data/number_parts.h"

namespace oamc {

namespace {

using Big = boost::multiprecision::cpp_int;

Big toBig(const Number& number) {
  Big value;
  if (NumberParts::isLong(number)) {
    CoefficientDigits digits = NumberParts::digits(number);
    value = Big(std::string(digits.view()));
  } else {
    Uint128 coefficient = NumberParts::coefficient(number);
    value = (Big(static_cast<std::uint64_t>(coefficient >> 64)) << 64) | static_cast<std::uint64_t>(coefficient);
  }
  return NumberParts::signBit(number) ? -value : value;
}

Big bigPowerOfTen(std::int64_t power) { return boost::multiprecision::pow(Big(10), static_cast<unsigned>(power)); }

/// Checks the exponent of a rounded result: nothing when the adjusted exponent overflows.
std::optional<Number> inRange(const Number& number) {
  std::int64_t adjusted = number.isZero() ? NumberParts::exponent(number) : NumberParts::adjustedExponent(number);
  if (std::abs(adjusted) > kMaxExponent) return std::nullopt;
  return number;
}

/// Keeps 34 digits of a magnitude, rounding half up. The exponent grows by the number of digits dropped.
std::optional<Number> rounded(bool negative, Uint128 magnitude, std::int64_t exponent, bool isInt) {
  constexpr Uint128 kLimit = powerOfTen(kPrecision);
  if (magnitude >= kLimit) {
    auto dropped = static_cast<int>(CoefficientDigits(magnitude).view().size()) - kPrecision;
    Uint128 unit = powerOfTen(dropped);
    magnitude = magnitude / unit + (magnitude % unit >= unit / 2 ? 1 : 0);
    exponent += dropped;
    if (magnitude == kLimit) {
      magnitude /= 10;
      ++exponent;
    }
  }
  if (std::abs(exponent) > 2 * kMaxExponent) return std::nullopt;
  return inRange(NumberParts::make(negative, magnitude, static_cast<std::int32_t>(exponent), isInt));
}

std::optional<Number> rounded(bool negative, const Big& magnitude, std::int64_t exponent, bool isInt) {
  constexpr std::size_t kGuarded = kPrecision + 4;  // fits into 128 bits
  std::string digits = magnitude.str();
  std::size_t kept = std::min(digits.size(), kGuarded);
  Uint128 value = 0;
  for (char digit : digits.substr(0, kept)) value = value * 10 + static_cast<Uint128>(digit - '0');
  // Half up looks at one digit only, so the digits behind the guard digits cannot change the outcome.
  return rounded(negative, value, exponent + static_cast<std::int64_t>(digits.size() - kept), isInt);
}

bool fitsFastSum(const Number& number) {
  constexpr Uint128 kLimit = 1'000'000'000'000'000'000;
  return !NumberParts::isLong(number) && NumberParts::coefficient(number) < kLimit;
}

Int128 signedCoefficient(const Number& number) {
  auto value = static_cast<Int128>(NumberParts::coefficient(number));
  return NumberParts::signBit(number) ? -value : value;
}

/// The sum of two numbers, `high` having the larger exponent.
std::optional<Number> addAligned(const Number& high, const Number& low, bool isInt) {
  std::int64_t gap = std::int64_t{NumberParts::exponent(high)} - NumberParts::exponent(low);
  bool bothNegative = NumberParts::signBit(high) && NumberParts::signBit(low);
  if (gap > kMaxExponent) return std::nullopt;
  if (gap <= 18 && fitsFastSum(high) && fitsFastSum(low)) {
    Int128 sum = signedCoefficient(high) * static_cast<Int128>(powerOfTen(static_cast<int>(gap))) + signedCoefficient(low);
    bool negative = sum < 0 || (sum == 0 && bothNegative);
    return rounded(negative, static_cast<Uint128>(sum < 0 ? -sum : sum), NumberParts::exponent(low), isInt);
  }
  Big lowCoefficient = toBig(low);
  std::int64_t exponent = NumberParts::exponent(low);
  // Far below the last digit kept, only the sign of the small term matters: it becomes one unit just below the guard digits.
  constexpr std::int64_t kReach = kPrecision + 6;
  std::int64_t lowest = NumberParts::exponent(high) - kReach;
  if (gap > kReach && !high.isZero() && (low.isZero() || NumberParts::adjustedExponent(low) < lowest)) {
    lowCoefficient = low.isZero() ? 0 : NumberParts::signBit(low) ? -1 : 1;
    exponent = lowest;
    gap = kReach;
  }
  Big sum = (high.isZero() ? Big(0) : Big(toBig(high) * bigPowerOfTen(gap))) + lowCoefficient;
  bool negative = sum < 0 || (sum == 0 && bothNegative);
  return rounded(negative, Big(abs(sum)), exponent, isInt);
}

Number withSign(const Number& number, bool negative) {
  if (NumberParts::isLong(number)) return negative == NumberParts::signBit(number) ? number : negate(number);
  return NumberParts::make(negative, NumberParts::coefficient(number), NumberParts::exponent(number), number.isInt());
}

/// The value of an integral number as one big integer.
Big toInteger(const Number& number) {
  OAMC_CHECK(number.isIntegral(), "integer division gets integers");
  std::int32_t exponent = NumberParts::exponent(number);
  if (exponent >= 0) return Big(toBig(number) * bigPowerOfTen(exponent));
  return Big(toBig(number) / bigPowerOfTen(-std::int64_t{exponent}));
}

Number fromInteger(const Big& value, Arena& arena) { return NumberParts::make(value < 0, Big(abs(value)).str(), 0, true, arena); }

/// Remainder in [0, |b|), which makes the division Euclidean.
template <typename Integer>
Integer euclideanRemainder(const Integer& a, const Integer& b) {
  Integer remainder = a % b;
  if (remainder < 0) remainder += b < 0 ? Integer(-b) : b;
  return remainder;
}

/// Two integers whose quotients and remainders the machine computes: wider than what they hold, so that nothing overflows.
struct MachineIntegers {
  Int128 a;
  Int128 b;
};

std::optional<MachineIntegers> asMachineIntegers(const Number& a, const Number& b) {
  std::optional<std::int64_t> left = a.toInt64();
  std::optional<std::int64_t> right = b.toInt64();
  return left && right ? std::optional(MachineIntegers{*left, *right}) : std::nullopt;
}

Number fromMachineInteger(Int128 value) { return NumberParts::make(value < 0, static_cast<Uint128>(value < 0 ? -value : value), 0, true); }

}  // namespace

std::optional<Number> add(const Number& a, const Number& b, Arena&) {
  bool isInt = a.isInt() && b.isInt();
  return NumberParts::exponent(a) >= NumberParts::exponent(b) ? addAligned(a, b, isInt) : addAligned(b, a, isInt);
}

std::optional<Number> subtract(const Number& a, const Number& b, Arena& arena) { return add(a, withSign(b, !NumberParts::signBit(b)), arena); }

std::optional<Number> multiply(const Number& a, const Number& b, Arena&) {
  bool isInt = a.isInt() && b.isInt();
  bool negative = NumberParts::signBit(a) != NumberParts::signBit(b);
  std::int64_t exponent = std::int64_t{NumberParts::exponent(a)} + NumberParts::exponent(b);
  constexpr Uint128 kHalf = Uint128{1} << 64;
  if (!NumberParts::isLong(a) && !NumberParts::isLong(b)) {
    Uint128 left = NumberParts::coefficient(a);
    Uint128 right = NumberParts::coefficient(b);
    if (left < kHalf && right < kHalf) return rounded(negative, left * right, exponent, isInt);
  }
  return rounded(negative, Big(abs(Big(toBig(a) * toBig(b)))), exponent, isInt);
}

std::optional<Number> divide(const Number& a, const Number& b, Arena&) {
  OAMC_CHECK(!b.isZero(), "the divisor is not zero");
  std::int64_t exponent = std::int64_t{NumberParts::exponent(a)} - NumberParts::exponent(b);
  if (a.isZero()) return NumberParts::make(false, Uint128{0}, exponent < 0 ? -1 : 0, false);

  // The dividend is widened so that the quotient has 34 digits and a guard digit or two.
  auto digitsOf = [](const Number& number) { return static_cast<std::int64_t>(NumberParts::digits(number).view().size()); };
  std::int64_t widened = std::max<std::int64_t>(0, kPrecision + 2 + digitsOf(b) - digitsOf(a));
  bool negative = NumberParts::signBit(a) != NumberParts::signBit(b);
  bool isShort = digitsOf(a) + widened <= kMaxShortDigits && !NumberParts::isLong(b);
  std::optional<Number> result =
      isShort ? rounded(negative, NumberParts::coefficient(a) * powerOfTen(static_cast<int>(widened)) / NumberParts::coefficient(b), exponent - widened, false)
              : rounded(negative, Big(Big(abs(toBig(a))) * bigPowerOfTen(widened) / Big(abs(toBig(b)))), exponent - widened, false);
  if (!result) return std::nullopt;

  Uint128 coefficient = NumberParts::coefficient(*result);
  std::int32_t power = NumberParts::exponent(*result);
  bool hadDecimals = power < 0;
  for (; coefficient % 10 == 0; ++power) coefficient /= 10;
  if (hadDecimals && power >= 0) {
    coefficient *= 10;
    --power;
  }
  return NumberParts::make(negative, coefficient, power, false);
}

Number integerDiv(const Number& a, const Number& b, Arena& arena) {
  if (auto small = asMachineIntegers(a, b)) return fromMachineInteger((small->a - euclideanRemainder(small->a, small->b)) / small->b);
  Big dividend = toInteger(a);
  Big divisor = toInteger(b);
  return fromInteger(Big((dividend - euclideanRemainder(dividend, divisor)) / divisor), arena);
}

Number integerMod(const Number& a, const Number& b, Arena& arena) {
  if (auto small = asMachineIntegers(a, b)) return fromMachineInteger(euclideanRemainder(small->a, small->b));
  return fromInteger(euclideanRemainder(toInteger(a), toInteger(b)), arena);
}

Number integerQuo(const Number& a, const Number& b, Arena& arena) {
  if (auto small = asMachineIntegers(a, b)) return fromMachineInteger(small->a / small->b);
  return fromInteger(Big(toInteger(a) / toInteger(b)), arena);
}

Number integerRem(const Number& a, const Number& b, Arena& arena) {
  if (auto small = asMachineIntegers(a, b)) return fromMachineInteger(small->a % small->b);
  return fromInteger(Big(toInteger(a) % toInteger(b)), arena);
}

}  // namespace oamc
