#include "ir/data/go_number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <system_error>

#include "ir/data/number_parts.h"

namespace oamc {

namespace {

template <typename Float>
Float nearest(const Number& number) {
  std::string text = number.text();
  Float value = 0;
  auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc::result_out_of_range) return value;
  bool isTiny = text.find("E-") != std::string::npos;
  Float magnitude = isTiny ? Float{0} : std::numeric_limits<Float>::infinity();
  return number.isNegative() ? -magnitude : magnitude;
}

/// The shortest digits that read back as the same float, d.ddd × 10^exponent.
struct ShortestDigits {
  bool negative;
  std::string digits;
  int exponent;
};

template <typename Float>
ShortestDigits shortestDigits(Float value) {
  std::array<char, 64> buffer;
  auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  ShortestDigits result{text.starts_with('-'), {}, 0};
  if (result.negative) text.remove_prefix(1);
  std::size_t mark = text.find('e');
  for (char c : text.substr(0, mark))
    if (c != '.') result.digits += c;
  bool hasPlus = text[mark + 1] == '+';
  std::from_chars(text.data() + mark + (hasPlus ? 2 : 1), text.data() + text.size(), result.exponent);
  return result;
}

std::string scientific(const ShortestDigits& shortest, std::size_t exponentDigits) {
  std::string text(shortest.negative ? "-" : "");
  text += shortest.digits[0];
  if (shortest.digits.size() > 1) text.append(".").append(shortest.digits, 1);
  std::string exponent = std::to_string(std::abs(shortest.exponent));
  text.append(shortest.exponent < 0 ? "e-" : "e+");
  if (exponent.size() < exponentDigits) text.append(exponentDigits - exponent.size(), '0');
  return text.append(exponent);
}

std::string plain(const ShortestDigits& shortest) {
  std::string text(shortest.negative ? "-" : "");
  if (shortest.exponent < 0) return text.append("0.").append(static_cast<std::size_t>(-shortest.exponent - 1), '0').append(shortest.digits);
  auto whole = static_cast<std::size_t>(shortest.exponent) + 1;
  if (shortest.digits.size() <= whole) return text.append(shortest.digits).append(whole - shortest.digits.size(), '0');
  return text.append(shortest.digits, 0, whole).append(".").append(shortest.digits, whole);
}

template <typename Float>
std::string shortestText(Float value) {
  if (std::isinf(value)) return value < 0 ? "-Inf" : "+Inf";
  ShortestDigits shortest = shortestDigits(value);
  return shortest.exponent < -4 || shortest.exponent >= 6 ? scientific(shortest, 2) : plain(shortest);
}

/// As Go's encoding/json prints a float64.
std::string jsonText(double value) {
  ShortestDigits shortest = shortestDigits(value);
  bool isPlain = value == 0 || (shortest.exponent >= -6 && shortest.exponent < 21);
  return isPlain ? plain(shortest) : scientific(shortest, 1);
}

/// Integers that every float64 tells apart and that are written without an exponent; most numbers are.
bool isSmallInteger(const Number& number) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  std::optional<std::int64_t> value = NumberParts::exponent(number) == 0 ? number.toInt64() : std::nullopt;
  return value && *value >= -kExact && *value <= kExact;
}

bool isIntegerText(std::string_view text) { return text.find_first_of(".eE") == std::string_view::npos; }

/// Whether the number's canonical text is an integer, which Go then keeps as int64 if it fits.
bool isInt64Text(const Number& number) { return number.toInt64().has_value() && isIntegerText(number.text()); }

bool fitsUint64(std::string_view digits) {
  std::uint64_t value = 0;
  return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc();
}

}  // namespace

std::optional<Number> goNumber(const Number& number, Arena& arena) {
  if (isSmallInteger(number)) return Number::fromInt(*number.toInt64());
  double value = nearest<double>(number);
  if (std::isinf(value)) return std::nullopt;
  if (value == 0) return Number::fromInt(0);
  return Number::parse(jsonText(value), arena);
}

bool fitsFloat64(const Number& number) { return !std::isinf(nearest<double>(number)); }

std::string goShortest(const Number& number, int bits) { return bits == 32 ? shortestText(nearest<float>(number)) : shortestText(nearest<double>(number)); }

std::string goDumpNumber(const Number& number) { return isInt64Text(number) ? "(int64)" + number.text() : "(float64)" + goShortest(number, 64); }

std::string goYamlNumber(const Number& number) {
  if (number.isZero()) return "0";
  if (isSmallInteger(number) || isInt64Text(number)) return number.text();
  double value = nearest<double>(number);
  if (std::isinf(value)) return number.isNegative() ? "-.inf" : ".inf";
  std::string text = jsonText(value);
  std::int64_t asInt = 0;
  bool fits = std::from_chars(text.data(), text.data() + text.size(), asInt).ec == std::errc() || fitsUint64(text);
  return isIntegerText(text) && fits ? text : goShortest(number, 64);
}

}  // namespace oamc
