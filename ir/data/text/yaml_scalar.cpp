#include "ir/data/text/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "ir/data/go_number.h"

namespace oamc {

namespace {

struct Word {
  std::string_view text;
  YamlType type;
  bool boolean;
  bool inCue;  ///< CUE's reader knows it as well
};

// Each also in Title and UPPER case.
constexpr std::array kWords{
    Word{"y", YamlType::kBool, true, false},   Word{"n", YamlType::kBool, false, false},    Word{"yes", YamlType::kBool, true, false},
    Word{"no", YamlType::kBool, false, false}, Word{"on", YamlType::kBool, true, false},    Word{"off", YamlType::kBool, false, false},
    Word{"true", YamlType::kBool, true, true}, Word{"false", YamlType::kBool, false, true}, Word{"null", YamlType::kNull, false, true},
};
constexpr std::size_t kLongestWord = 5;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool isOneCase(std::string_view text) {
  std::string_view rest = text.substr(1);
  bool restUpper = std::ranges::all_of(rest, isUpper);
  return std::ranges::none_of(rest, isUpper) || (restUpper && isUpper(text[0]));
}

const Word* findWord(std::string_view text) {
  if (text.empty() || text.size() > kLongestWord) return nullptr;
  for (const Word& word : kWords) {
    bool mayBe = text.size() == word.text.size() && lower(text[0]) == word.text[0];
    if (mayBe && isOneCase(text) && std::ranges::equal(text, word.text, {}, lower)) return &word;
  }
  return nullptr;
}

/// `.inf` with an optional sign, or `.nan`; the canonical spelling, or empty.
std::string_view findNonFinite(std::string_view text) {
  bool signedText = text.starts_with('+') || text.starts_with('-');
  std::string_view name = text.substr(signedText ? 1 : 0);
  if (name == ".inf" || name == ".Inf" || name == ".INF") return text[0] == '-' ? "-.inf" : ".inf";
  bool isNan = name == ".nan" || name == ".NaN" || name == ".NAN";
  return isNan && !signedText ? ".nan" : "";
}

std::size_t countDigits(std::string_view text) { return static_cast<std::size_t>(std::ranges::find_if_not(text, isDigit) - text.begin()); }

/// Digits with an optional point (on either side there may be none) and an optional exponent.
bool isDecimal(std::string_view text) {
  std::size_t whole = countDigits(text);
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    fraction = countDigits(text.substr(1));
    text.remove_prefix(1 + fraction);
  }
  if (whole + fraction == 0) return false;
  if (text.empty()) return true;
  if (lower(text[0]) != 'e') return false;
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && countDigits(text) == text.size();
}

struct Radix {
  int base;
  std::string_view digits;
};

Radix radixOf(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return {10, text};
  switch (lower(text[1])) {
    case 'x': return {16, text.substr(2)};
    case 'o': return {8, text.substr(2)};
    case 'b': return {2, text.substr(2)};
    default: return {8, text.substr(1)};
  }
}

/// Integers as the reference holds them: 64 bits, signed or (without minus) unsigned.
bool fits64Bits(const Number& number, bool negative) {
  std::uint64_t magnitude = 0;
  std::string text = number.text();
  if (std::from_chars(text.data(), text.data() + text.size(), magnitude).ec != std::errc()) return false;
  return !negative || magnitude <= std::uint64_t{1} << 63;
}

/// What most numbers are: decimal digits without a zero in front, few enough for 64 bits.
std::optional<std::int64_t> smallInteger(std::string_view magnitude) {
  constexpr std::size_t kSafeDigits = 18;
  bool isSmall = !magnitude.empty() && magnitude.size() <= kSafeDigits && (magnitude[0] != '0' || magnitude.size() == 1);
  if (!isSmall || countDigits(magnitude) != magnitude.size()) return std::nullopt;
  std::int64_t value = 0;
  for (char digit : magnitude) value = value * 10 + (digit - '0');
  return value;
}

std::optional<YamlScalar> resolveInteger(std::string_view magnitude, bool negative, YamlSchema schema, Arena& arena) {
  if (std::optional<std::int64_t> small = smallInteger(magnitude))
    return YamlScalar{YamlType::kInt, Data::number(Number::fromInt(negative ? -*small : *small), arena)};
  Radix radix = radixOf(magnitude);
  std::optional<Number> number = Number::parseDigits(radix.digits, radix.base, arena);
  bool isBounded = schema == YamlSchema::kKubernetes;
  if (!number || (isBounded && !fits64Bits(*number, negative))) return std::nullopt;
  return YamlScalar{YamlType::kInt, Data::number(negative ? negate(*number) : *number, arena)};
}

/// An exponent out of a Number's reach: zero when it is negative, else not a number.
std::optional<Number> beyondReach(std::string_view magnitude) {
  std::size_t mark = magnitude.find_first_of("eE");
  bool isTiny = mark != std::string_view::npos && magnitude.substr(mark + 1).starts_with('-');
  return isTiny ? std::optional(Number::fromInt(0).withKind(false)) : std::nullopt;
}

std::optional<YamlScalar> resolveDecimal(std::string_view magnitude, bool negative, YamlSchema schema, Arena& arena) {
  if (!isDecimal(magnitude)) return std::nullopt;
  bool hasLeadingZero = magnitude.size() > 1 && magnitude[0] == '0' && countDigits(magnitude) == magnitude.size();
  if (schema == YamlSchema::kCue && hasLeadingZero) return std::nullopt;
  std::optional<Number> number = Number::parse(magnitude, arena);
  if (!number) number = beyondReach(magnitude);
  if (!number || !fitsFloat64(*number)) return std::nullopt;
  Number value = number->withKind(false);
  return YamlScalar{YamlType::kFloat, Data::number(negative ? negate(value) : value, arena)};
}

YamlScalar resolveNumber(std::string_view text, YamlSchema schema, Arena& arena) {
  std::string digits;
  std::string_view magnitude = text;
  if (text.find('_') != std::string_view::npos) {
    std::ranges::remove_copy(text, std::back_inserter(digits), '_');
    magnitude = digits;
  }
  bool negative = magnitude.starts_with('-');
  if (negative || magnitude.starts_with('+')) magnitude.remove_prefix(1);
  if (auto integer = resolveInteger(magnitude, negative, schema, arena)) return *integer;
  if (auto decimal = resolveDecimal(magnitude, negative, schema, arena)) return *decimal;
  return {YamlType::kString, Data::string(text)};
}

/// What everything but a string begins with.
constexpr std::array<bool, 256> kBeginnings = [] {
  std::array<bool, 256> beginnings{};
  for (char c : std::string_view("0123456789+-.~<yYnNtTfFoO")) beginnings[static_cast<unsigned char>(c)] = true;
  return beginnings;
}();

YamlScalar resolve(std::string_view text, YamlSchema schema, Arena& arena) {
  if (text.empty() || text == "~") return {YamlType::kNull, Data()};
  if (!kBeginnings[static_cast<unsigned char>(text[0])]) return {YamlType::kString, Data::string(text)};
  if (text == "<<") return {YamlType::kMerge, Data::string(text)};
  const Word* word = findWord(text);
  if (word != nullptr && (word->inCue || schema == YamlSchema::kKubernetes))
    return {word->type, word->type == YamlType::kNull ? Data() : Data::boolean(word->boolean)};
  bool mayBeNumber = isDigit(text[0]) || text[0] == '+' || text[0] == '-' || text[0] == '.';
  if (!mayBeNumber) return {YamlType::kString, Data::string(text)};
  if (std::string_view name = findNonFinite(text); !name.empty()) return {YamlType::kNonFinite, Data::string(name)};
  return resolveNumber(text, schema, arena);
}

}  // namespace

YamlScalar resolvePlainScalar(std::string_view text, YamlSchema schema, Arena& arena) {
  YamlScalar scalar = resolve(text, schema, arena);
  scalar.written = text;
  return scalar;
}

bool readsAsOtherType(std::string_view text) {
  Arena scratch;
  return resolvePlainScalar(text, YamlSchema::kKubernetes, scratch).type != YamlType::kString;
}

std::optional<std::string> yamlKeyText(const YamlScalar& key, YamlSchema schema) {
  bool isCue = schema == YamlSchema::kCue;
  switch (key.type) {
    case YamlType::kNull: return isCue ? std::optional<std::string>("null") : std::nullopt;
    case YamlType::kBool: return key.value.boolean() ? "true" : "false";
    case YamlType::kInt:
      if (isCue) return std::string(key.written);
      if (!key.value.number().toInt64()) return std::nullopt;
      return key.value.number().text();
    case YamlType::kFloat: {
      if (isCue) return std::string(key.written);
      std::string text = goShortest(key.value.number(), 32);
      if (text == "+Inf") return ".inf";
      return text == "-Inf" ? "-.inf" : text;
    }
    case YamlType::kString:
    case YamlType::kMerge:
    case YamlType::kNonFinite: return std::string(key.value.text());
  }
  return std::nullopt;
}

}  // namespace oamc
