#include "ir/data/number.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "ir/data/number_parts.h"

namespace oamc {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t countDigits(std::string_view text, std::size_t from) {
  std::size_t at = from;
  while (at < text.size() && isDigit(text[at])) ++at;
  return at - from;
}

Uint128 toCoefficient(std::string_view digits) {
  Uint128 value = 0;
  for (char digit : digits) value = value * 10 + static_cast<Uint128>(digit - '0');
  return value;
}

/// Reads `e`, an optional sign and digits up to the end of the text. Nothing if they are malformed or far outside of what a number may have.
std::optional<std::int64_t> parseExponent(std::string_view text) {
  constexpr std::int64_t kEnough = 1'000'000'000;
  std::size_t at = 1;
  bool negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  if (at == text.size()) return std::nullopt;
  std::int64_t value = 0;
  for (; at < text.size(); ++at) {
    if (!isDigit(text[at])) return std::nullopt;
    value = std::min(value * 10 + (text[at] - '0'), kEnough);
  }
  return negative ? -value : value;
}

int digitValue(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::numeric_limits<int>::max();
}

}  // namespace

CoefficientDigits::CoefficientDigits(Uint128 coefficient) {
  std::size_t at = short_.size();
  while (coefficient > std::numeric_limits<std::uint64_t>::max()) {
    short_[--at] = static_cast<char>('0' + static_cast<int>(coefficient % 10));
    coefficient /= 10;
  }
  auto rest = static_cast<std::uint64_t>(coefficient);
  do {
    short_[--at] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  begin_ = static_cast<std::uint8_t>(at);
}

std::int64_t NumberParts::adjustedExponent(const Number& number) { return number.exponent_ + static_cast<std::int64_t>(digits(number).view().size()) - 1; }

Number NumberParts::make(bool negative, Uint128 coefficient, std::int32_t exponent, bool isInt) {
  Number number;
  number.low_ = static_cast<std::uint64_t>(coefficient);
  number.high_ = static_cast<std::uint64_t>(coefficient >> 64);
  number.exponent_ = exponent;
  number.isInt_ = isInt;
  number.isNegative_ = negative;
  return number;
}

Number NumberParts::make(bool negative, std::string_view digits, std::int32_t exponent, bool isInt, Arena& arena) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.size() <= kMaxShortDigits) return make(negative, toCoefficient(digits), exponent, isInt);
  Number number = make(negative, Uint128{0}, exponent, isInt);
  std::string_view copy = arena.copyText(digits);
  number.digits_ = copy.data();
  number.high_ = copy.size();
  number.isLong_ = true;
  return number;
}

Number Number::fromInt(std::int64_t value) {
  std::uint64_t magnitude = value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  return NumberParts::make(value < 0, magnitude, 0, true);
}

std::optional<Number> Number::parse(std::string_view text, Arena& arena) {
  bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::size_t whole = countDigits(text, 0);
  if (whole == text.size() && whole != 0 && whole <= kMaxShortDigits) return NumberParts::make(negative, toCoefficient(text), 0, true);

  std::size_t at = whole;
  std::size_t fraction = 0;
  bool hasPoint = at < text.size() && text[at] == '.';
  if (hasPoint) {
    fraction = countDigits(text, at + 1);
    at += 1 + fraction;
  }
  if (whole + fraction == 0) return std::nullopt;
  std::int64_t exponent = -static_cast<std::int64_t>(fraction);
  bool hasExponent = at < text.size();
  if (hasExponent) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    std::optional<std::int64_t> written = parseExponent(text.substr(at));
    if (!written) return std::nullopt;
    exponent += *written;
  }
  std::string digits(text.substr(0, whole));
  if (hasPoint) digits.append(text.substr(whole + 1, fraction));
  std::size_t leadingZeros = std::min(digits.find_first_not_of('0'), digits.size() - 1);
  std::int64_t adjusted = exponent + static_cast<std::int64_t>(digits.size() - leadingZeros) - 1;
  if (std::max(adjusted, exponent) > kMaxExponent || adjusted < -kMaxExponent) return std::nullopt;
  return NumberParts::make(negative, digits, static_cast<std::int32_t>(exponent), !hasPoint && !hasExponent, arena);
}

std::optional<Number> Number::parseDigits(std::string_view digits, int base, Arena& arena) {
  if (digits.empty()) return std::nullopt;
  if (base == 10) return countDigits(digits, 0) == digits.size() ? parse(digits, arena) : std::nullopt;
  // Decimal digits in groups of nine, least significant group first.
  constexpr std::uint32_t kGroup = 1'000'000'000;
  std::vector<std::uint32_t> groups{0};
  for (char digit : digits) {
    int value = digitValue(digit);
    if (value >= base) return std::nullopt;
    auto carry = static_cast<std::uint64_t>(value);
    for (std::uint32_t& group : groups) {
      carry += std::uint64_t{group} * static_cast<std::uint64_t>(base);
      group = static_cast<std::uint32_t>(carry % kGroup);
      carry /= kGroup;
    }
    if (carry != 0) groups.push_back(static_cast<std::uint32_t>(carry));
  }
  std::string decimal;
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    std::string part = std::to_string(*group);
    decimal.append(9 - part.size(), '0').append(part);
  }
  return NumberParts::make(false, decimal, 0, true, arena);
}

bool Number::isZero() const { return !isLong_ && low_ == 0 && high_ == 0; }

bool Number::isNegative() const { return isNegative_ && !isZero(); }

bool Number::isIntegral() const {
  if (exponent_ >= 0 || isZero()) return true;
  CoefficientDigits digits = NumberParts::digits(*this);
  std::string_view text = digits.view();
  std::size_t trailingZeros = text.size() - 1 - text.find_last_not_of('0');
  return static_cast<std::int64_t>(trailingZeros) >= -std::int64_t{exponent_};
}

std::optional<std::int64_t> Number::toInt64() const {
  if (isZero()) return 0;
  if (exponent_ == 0 && !isLong_ && high_ == 0 && low_ <= std::numeric_limits<std::int64_t>::max()) {
    auto value = static_cast<std::int64_t>(low_);
    return isNegative_ ? -value : value;
  }
  if (!isIntegral() || NumberParts::adjustedExponent(*this) > 18) return std::nullopt;
  // At most 19 digits are left of the point; a long coefficient has only zeros right of it.
  CoefficientDigits digits = NumberParts::digits(*this);
  std::string_view whole = digits.view().substr(0, static_cast<std::size_t>(NumberParts::adjustedExponent(*this)) + 1);
  Uint128 value = toCoefficient(whole) * powerOfTen(std::max(exponent_, 0));
  Uint128 limit = Uint128{1} << 63;
  if (value > limit || (value == limit && !isNegative_)) return std::nullopt;
  auto magnitude = static_cast<std::uint64_t>(value);
  return static_cast<std::int64_t>(isNegative_ ? std::uint64_t{0} - magnitude : magnitude);
}

Number Number::withKind(bool isInt) const {
  Number copy = *this;
  copy.isInt_ = isInt;
  return copy;
}

std::string Number::text() const {
  std::string out;
  appendText(out);
  return out;
}

void Number::appendText(std::string& out) const {
  CoefficientDigits coefficient = NumberParts::digits(*this);
  std::string_view digits = coefficient.view();
  std::int64_t adjusted = exponent_ + static_cast<std::int64_t>(digits.size()) - 1;
  if (isNegative_) out += '-';
  if (exponent_ > 0 || adjusted < -6) {
    out += digits[0];
    if (digits.size() > 1) out.append(".").append(digits.substr(1));
    out.append(adjusted < 0 ? "E" : "E+").append(std::to_string(adjusted));
    return;
  }
  if (adjusted < 0) {
    out.append("0.").append(static_cast<std::size_t>(-adjusted - 1), '0').append(digits);
    return;
  }
  auto whole = static_cast<std::size_t>(adjusted) + 1;
  out.append(digits.substr(0, whole));
  if (whole < digits.size()) out.append(".").append(digits.substr(whole));
}

std::strong_ordering compare(const Number& a, const Number& b) {
  if (a.isZero() || b.isZero() || a.isNegative_ != b.isNegative_) {
    auto sign = [](const Number& number) { return number.isZero() ? 0 : number.isNegative_ ? -1 : 1; };
    return sign(a) <=> sign(b);
  }
  auto directed = [&](std::strong_ordering magnitudes) { return a.isNegative_ ? 0 <=> magnitudes : magnitudes; };
  if (!a.isLong_ && !b.isLong_ && a.exponent_ == b.exponent_) {
    Uint128 left = NumberParts::coefficient(a);
    Uint128 right = NumberParts::coefficient(b);
    return directed(left < right ? std::strong_ordering::less : left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
  }
  std::int64_t adjustedA = NumberParts::adjustedExponent(a);
  std::int64_t adjustedB = NumberParts::adjustedExponent(b);
  if (adjustedA != adjustedB) return directed(adjustedA <=> adjustedB);
  CoefficientDigits digitsA = NumberParts::digits(a);
  CoefficientDigits digitsB = NumberParts::digits(b);
  auto withoutTrailingZeros = [](std::string_view digits) { return digits.substr(0, digits.find_last_not_of('0') + 1); };
  return directed(withoutTrailingZeros(digitsA.view()) <=> withoutTrailingZeros(digitsB.view()));
}

Number negate(const Number& a) {
  Number copy = a;
  copy.isNegative_ = !a.isNegative_ && !a.isZero();
  return copy;
}

}  // namespace oamc
