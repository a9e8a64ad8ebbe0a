#include "stdlib/functions/float_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace oamc {

namespace {

/// A decimal without point: 0.digits × 10^point. Zero has the digits "0" and the point 1.
struct Digits {
  std::string text;
  int point;
};

/// The digits of a positive value in scientific notation; `precision` digits behind the first, or the fewest that are exact.
Digits scientificDigits(double value, int precision, int bits) {
  std::string buffer(static_cast<std::size_t>(std::max(precision, 0)) + 40, '\0');
  char* end = buffer.data() + buffer.size();
  std::to_chars_result result{};
  if (precision >= 0) result = std::to_chars(buffer.data(), end, value, std::chars_format::scientific, precision);
  else if (bits == 32) result = std::to_chars(buffer.data(), end, static_cast<float>(value), std::chars_format::scientific);
  else result = std::to_chars(buffer.data(), end, value, std::chars_format::scientific);
  std::string_view text(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()));
  std::size_t exponentAt = text.find('e');
  int exponent = 0;
  std::string_view exponentText = text.substr(exponentAt + 1);
  if (exponentText.starts_with('+')) exponentText.remove_prefix(1);
  std::from_chars(exponentText.data(), exponentText.data() + exponentText.size(), exponent);
  std::string digits(text.substr(0, exponentAt));
  std::erase(digits, '.');
  return {digits, exponent + 1};
}

std::string exponentText(char letter, int exponent, std::string_view base = "") {
  std::string digits = std::to_string(std::abs(exponent));
  std::string text(base);
  text += letter;
  text += exponent < 0 ? '-' : '+';
  if (digits.size() < 2) text += '0';
  return text + digits;
}

std::string scientificText(const Digits& digits, char letter) {
  std::string text = digits.text.substr(0, 1);
  if (digits.text.size() > 1) text += "." + digits.text.substr(1);
  return text + exponentText(letter, digits.point - 1);
}

/// All digits with a point, filled up with zeros.
std::string plainText(const Digits& digits) {
  auto size = static_cast<int>(digits.text.size());
  if (digits.point <= 0) return "0." + std::string(static_cast<std::size_t>(-digits.point), '0') + digits.text;
  if (digits.point >= size) return digits.text + std::string(static_cast<std::size_t>(digits.point - size), '0');
  return digits.text.substr(0, static_cast<std::size_t>(digits.point)) + "." + digits.text.substr(static_cast<std::size_t>(digits.point));
}

std::string fixedText(double value, int precision, int bits) {
  if (precision < 0) return plainText(scientificDigits(value, -1, bits));
  std::string buffer(static_cast<std::size_t>(precision) + 330, '\0');
  std::to_chars_result result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, precision);
  buffer.resize(static_cast<std::size_t>(result.ptr - buffer.data()));
  return buffer;
}

std::string generalText(double value, const FloatFormat& format) {
  bool isShortest = format.precision < 0;
  int precision = format.precision == 0 ? 1 : format.precision;
  Digits digits = scientificDigits(value, isShortest ? -1 : precision - 1, format.bits);
  while (!isShortest && digits.text.size() > 1 && digits.text.back() == '0') digits.text.pop_back();
  auto size = static_cast<int>(digits.text.size());
  int limit = precision > size && size >= digits.point ? size : precision;
  if (isShortest) limit = format.shortestLimit;
  int exponent = digits.point - 1;
  if (exponent < -4 || exponent >= limit) return scientificText(digits, format.letter == 'G' ? 'E' : 'e');
  return plainText(digits);
}

struct Binary {
  std::uint64_t mantissa;
  int exponent;  ///< of the last bit
  int bits;      ///< of the mantissa
};

Binary split(double value, int bits) {
  int mantissaBits = bits == 32 ? 24 : 53;
  int lowest = bits == 32 ? -149 : -1074;
  if (value == 0) return {0, lowest, mantissaBits};
  int exponent = 0;
  double fraction = std::frexp(value, &exponent);
  int last = std::max(exponent - mantissaBits, lowest);
  return {static_cast<std::uint64_t>(std::ldexp(fraction, exponent - last)), last, mantissaBits};
}

std::string binaryText(double value, int bits) {
  Binary parts = split(value, bits);
  return std::to_string(parts.mantissa) + "p" + (parts.exponent < 0 ? "" : "+") + std::to_string(parts.exponent);
}

/// `0x1.8p+00`: the mantissa is normalized to one bit before the point.
std::string hexText(double value, const FloatFormat& format) {
  constexpr int kFractionBits = 60;
  Binary parts = split(value, format.bits);
  int exponent = 0;
  std::uint64_t mantissa = parts.mantissa;
  if (mantissa != 0) {
    exponent = parts.exponent + kFractionBits;
    while ((mantissa >> kFractionBits) == 0) {
      mantissa <<= 1;
      --exponent;
    }
  }
  constexpr int kFractionDigits = kFractionBits / 4;
  if (format.precision >= 0 && format.precision < kFractionDigits) {
    int dropped = kFractionBits - 4 * format.precision;
    std::uint64_t unit = std::uint64_t{1} << dropped;
    std::uint64_t rest = mantissa & (unit - 1);
    mantissa >>= dropped;
    if (rest > unit / 2 || (rest == unit / 2 && mantissa % 2 == 1)) ++mantissa;
    mantissa <<= dropped;
    if ((mantissa >> kFractionBits) > 1) {
      mantissa >>= 1;
      ++exponent;
    }
  }
  std::string fraction(kFractionDigits, '0');
  for (int i = 0; i < kFractionDigits; ++i) fraction[static_cast<std::size_t>(i)] = "0123456789abcdef"[mantissa >> (kFractionBits - 4 * (i + 1)) & 15];
  if (format.precision >= 0) fraction.resize(static_cast<std::size_t>(format.precision), '0');
  else fraction.resize(fraction.find_last_not_of('0') + 1);
  std::string text = "0x" + std::to_string(mantissa >> kFractionBits);
  if (!fraction.empty()) text += "." + fraction;
  text = exponentText('p', exponent, text);
  if (format.letter != 'X') return text;
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

}  // namespace

std::string formatFloat(double value, const FloatFormat& format) {
  if (format.bits == 32) value = static_cast<double>(static_cast<float>(value));
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Inf" : "+Inf";
  std::string sign = std::signbit(value) ? "-" : "";
  value = std::abs(value);
  switch (format.letter) {
    case 'e':
    case 'E': return sign + scientificText(scientificDigits(value, format.precision, format.bits), format.letter);
    case 'f': return sign + fixedText(value, format.precision, format.bits);
    case 'g':
    case 'G': return sign + generalText(value, format);
    case 'b': return sign + binaryText(value, format.bits);
    case 'x':
    case 'X': return sign + hexText(value, format);
    default: return std::string("%") + format.letter;
  }
}

std::optional<Number> numberFromDouble(double value, Arena& arena) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 40> buffer;
  std::to_chars_result result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  std::optional<Number> number = Number::parse({buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data())}, arena);
  return number ? std::optional(number->withKind(false)) : std::nullopt;
}

}  // namespace oamc
