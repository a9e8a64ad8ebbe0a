#include <algorithm>
#include <string>
#include <vector>

#include "frontend/cue/literal.h"
#include "ir/data/number.h"

namespace oamc {

namespace {

bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

int radixOf(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 10;
  switch (text[1]) {
    case 'x':
    case 'X': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 10;
  }
}

int digitValue(char byte) {
  if (isDigit(byte)) return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return 16;
}

/// The parts of a decimal literal, each with its separators.
struct DecimalParts {
  std::string_view whole;
  std::string_view fraction;
  std::string_view exponent;  ///< with its sign
  std::string_view multiplier;
  std::string_view rest;
  bool hasPoint = false;
  bool hasExponent = false;
};

std::string_view takeDigits(std::string_view& text) {
  std::size_t size = std::min(text.find_first_not_of("0123456789_"), text.size());
  std::string_view digits = text.substr(0, size);
  text.remove_prefix(size);
  return digits;
}

DecimalParts splitDecimal(std::string_view text) {
  DecimalParts parts;
  parts.whole = takeDigits(text);
  if (text.starts_with('.')) {
    parts.hasPoint = true;
    text.remove_prefix(1);
    parts.fraction = takeDigits(text);
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    parts.hasExponent = true;
    std::string_view exponent = text.substr(1);
    std::size_t sign = exponent.starts_with('+') || exponent.starts_with('-') ? 1 : 0;
    std::string_view digits = exponent.substr(sign);
    parts.exponent = exponent.substr(0, sign + takeDigits(digits).size());
    text = digits;
  } else if (!text.empty() && std::string_view("KMGTP").find(text.front()) != std::string_view::npos) {
    std::size_t size = text.size() > 1 && text[1] == 'i' ? 2 : 1;
    parts.multiplier = text.substr(0, size);
    text.remove_prefix(size);
  }
  parts.rest = text;
  return parts;
}

/// A separator stands before a digit and is never doubled.
bool separatorsAreSound(std::string_view text) {
  for (std::size_t at = text.find('_'); at != std::string_view::npos; at = text.find('_', at + 1)) {
    if (at == 0 || at + 1 == text.size() || text[at - 1] == '_' || digitValue(text[at + 1]) == 16) return false;
  }
  return true;
}

std::string withoutSeparators(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  return digits;
}

/// Multiplies decimal digits by a small number, nine digits at a time.
std::string multiplyDigits(std::string_view digits, std::uint64_t factor) {
  constexpr std::uint64_t kBase = 1'000'000'000;
  constexpr std::size_t kGroup = 9;
  std::string reversed;
  std::uint64_t carry = 0;
  while (!digits.empty() || carry != 0) {
    std::string_view group = digits.substr(digits.size() > kGroup ? digits.size() - kGroup : 0);
    digits.remove_suffix(group.size());
    std::uint64_t value = 0;
    for (char digit : group) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    value = value * factor + carry;
    carry = value / kBase;
    value %= kBase;
    for (std::size_t count = 0; count != kGroup; ++count, value /= 10) reversed.push_back(static_cast<char>('0' + value % 10));
  }
  return {reversed.rbegin(), reversed.rend()};
}

/// The whole number that a literal with a multiplier stands for, or nothing if it has a fraction.
std::optional<std::string> multiplied(const DecimalParts& parts) {
  std::size_t power = std::string_view("KMGTP").find(parts.multiplier.front()) + 1;
  std::string digits = withoutSeparators(parts.whole) + withoutSeparators(parts.fraction);
  std::size_t fractionSize = withoutSeparators(parts.fraction).size();
  for (; power != 0; --power) digits = multiplyDigits(digits, parts.multiplier.size() == 2 ? 1024 : 1000);
  std::size_t wholeSize = digits.size() > fractionSize ? digits.size() - fractionSize : 0;
  if (digits.find_first_not_of('0', wholeSize) != std::string::npos) return std::nullopt;
  digits.resize(wholeSize);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits.empty() ? "0" : digits;
}

/// The written exponent, or nothing if it has more digits than any use.
std::optional<std::int64_t> exponentOf(const DecimalParts& parts) {
  std::string digits = withoutSeparators(parts.exponent);
  bool isNegative = digits.starts_with('-');
  digits.erase(0, std::min(digits.find_first_not_of("+-0"), digits.size()));
  constexpr std::size_t kMaxDigits = 18;
  if (digits.size() > kMaxDigits) return std::nullopt;
  std::int64_t value = digits.empty() ? 0 : std::stoll(digits);
  return isNegative ? -value : value;
}

/// A number whose power of ten lies outside ±100,000 loses its exponent and its point: `1.5e100001` is 15, as in the reference implementation.
std::optional<std::string> withoutHugeExponent(const DecimalParts& parts) {
  constexpr std::int64_t kMaxExponent = 100'000;
  std::int64_t exponent = *exponentOf(parts);
  std::string fraction = withoutSeparators(parts.fraction);
  std::string digits = withoutSeparators(parts.whole) + fraction;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) digits = "0";
  std::int64_t scientific = exponent - static_cast<std::int64_t>(fraction.size()) + static_cast<std::int64_t>(digits.size()) - 1;
  auto isHuge = [](std::int64_t power) { return power > kMaxExponent || power < -kMaxExponent; };
  if (!isHuge(exponent) && !isHuge(scientific)) return std::nullopt;
  return digits + "e0";
}

NumberProblem checkRadix(std::string_view digits, int radix) {
  if (digits.empty()) return NumberProblem::kNoDigits;
  for (char byte : digits) {
    if (byte != '_' && digitValue(byte) >= radix) return NumberProblem::kDigit;
  }
  return NumberProblem::kNone;
}

}  // namespace

std::size_t maxNumberSize(std::string_view text) { return radixOf(text) == 10 ? 100'000 : 1'000; }

NumberProblem checkNumber(std::string_view text) {
  if (text.size() > maxNumberSize(text)) return NumberProblem::kTooLong;
  int radix = radixOf(text);
  if (radix != 10) {
    NumberProblem problem = checkRadix(text.substr(2), radix);
    return problem == NumberProblem::kNone && !separatorsAreSound(text) ? NumberProblem::kSeparator : problem;
  }
  DecimalParts parts = splitDecimal(text);
  bool isFloat = parts.hasPoint || parts.hasExponent;
  if (!parts.rest.empty() || (parts.whole == "0" && !isFloat && !parts.multiplier.empty())) return NumberProblem::kSuffix;
  if (!separatorsAreSound(text)) return NumberProblem::kSeparator;
  bool startsWithZero = parts.whole.size() > 1 && parts.whole.front() == '0';
  if (startsWithZero && (!isFloat || parts.whole.find('_') != std::string_view::npos)) return NumberProblem::kLeadingZero;
  if (parts.hasExponent && (parts.exponent.empty() || !isDigit(parts.exponent.back()))) return NumberProblem::kNoDigits;
  if (parts.hasExponent && !exponentOf(parts)) return NumberProblem::kExponent;
  if (!parts.multiplier.empty() && !multiplied(parts)) return NumberProblem::kFraction;
  return NumberProblem::kNone;
}

std::string_view describe(NumberProblem problem) {
  switch (problem) {
    case NumberProblem::kNone: return "";
    case NumberProblem::kTooLong: return "it is too long";
    case NumberProblem::kLeadingZero: return "an integer does not start with `0`";
    case NumberProblem::kSeparator: return "a `_` stands alone between two digits";
    case NumberProblem::kNoDigits: return "digits are missing";
    case NumberProblem::kDigit: return "a digit does not belong to its base";
    case NumberProblem::kSuffix: return "a number ends with a digit, a point, or one of `K M G T P Ki Mi Gi Ti Pi`";
    case NumberProblem::kFraction: return "multiplied out it is not a whole number";
    case NumberProblem::kExponent: return "its exponent has too many digits";
  }
  return "";
}

std::string_view decimalOf(std::string_view text, Arena& arena) {
  int radix = radixOf(text);
  if (radix != 10) {
    Arena scratch;
    std::optional<Number> value = Number::parseDigits(withoutSeparators(text.substr(2)), radix, scratch);
    OAMC_CHECK(value.has_value(), "checkNumber accepted the digits");
    return arena.copyText(value->text());
  }
  DecimalParts parts = splitDecimal(text);
  if (!parts.multiplier.empty()) return arena.copyText(*multiplied(parts));
  if (parts.hasExponent) {
    if (std::optional<std::string> digits = withoutHugeExponent(parts)) return arena.copyText(*digits);
  }
  return text.find('_') == std::string_view::npos ? text : arena.copyText(withoutSeparators(text));
}

}  // namespace oamc
