#include "ir/data/text/yaml_number.h"

#include <algorithm>
#include <cstdlib>

#include "ir/data/go_number.h"
#include "ir/data/number_parts.h"

namespace oamc {

namespace {

/// Integers up to 21 digits and small fractions are plain; beyond them a point and a sign tell YAML 1.1 that the number is one.
std::string manifestNumber(const Number& number) {
  constexpr std::int64_t kPlainDigits = 21;
  constexpr std::int64_t kPlainZeros = 6;
  if (number.isZero()) return "0";
  std::int64_t power = NumberParts::exponent(number);
  if (number.isInt() && power == 0) return number.text();
  std::string digits(NumberParts::digits(number).view());
  while (digits.ends_with('0')) {
    digits.pop_back();
    ++power;
  }
  auto size = static_cast<std::int64_t>(digits.size());
  std::int64_t point = size + power;  // digits left of the decimal point
  std::string out(number.isNegative() ? "-" : "");
  if (point > kPlainDigits || point <= -kPlainZeros) {
    std::string exponent = std::to_string(std::abs(point - 1));
    out.append(digits, 0, 1).append(".").append(size > 1 ? digits.substr(1) : "0").append(point > 0 ? "e+" : "e-");
    return out.append(exponent.size() < 2 ? "0" : "").append(exponent);
  }
  if (point <= 0) return out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  if (point >= size) return out.append(digits).append(static_cast<std::size_t>(point - size), '0');
  return out.append(digits, 0, static_cast<std::size_t>(point)).append(".").append(digits, static_cast<std::size_t>(point));
}

/// A float that looks like an int gets a point.
std::string cueNumber(const Number& number) {
  std::string text = number.text();
  bool looksInt = text.find_first_of(".E") == std::string::npos;
  return number.isInt() || !looksInt ? text : text + ".";
}

/// What most numbers are: an int of digits alone, which look the same everywhere.
std::optional<std::int64_t> plainInteger(const Number& number) {
  bool isPlain = number.isInt() && NumberParts::exponent(number) == 0 && !number.isZero();
  return isPlain ? number.toInt64() : std::nullopt;
}

}  // namespace

std::string yamlNumber(const Number& number, YamlPreset preset) {
  if (std::optional<std::int64_t> digits = plainInteger(number)) return std::to_string(*digits);
  switch (preset) {
    case YamlPreset::kManifest: return manifestNumber(number);
    case YamlPreset::kGoYaml2: return goYamlNumber(number);
    case YamlPreset::kCueYaml: return cueNumber(number);
  }
  return number.text();
}

}  // namespace oamc
