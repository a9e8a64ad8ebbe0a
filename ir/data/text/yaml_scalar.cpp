#include "ir/data/text/yaml_scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "ir/data/go_number.h"
#include "ir/data/text/eight_bytes.h"

namespace oamc {

namespace {

/// The bytes of at most eight letters in one number, the first lowest.
constexpr std::uint64_t packed(std::string_view text) {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) bytes |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  return bytes;
}

struct Word {
  std::uint64_t letters;
  YamlType type;
  bool boolean;
  bool inCue;  ///< CUE's reader knows it as well
};

// Each also in Title and UPPER case.
constexpr std::array kWords{
    Word{packed("y"), YamlType::kBool, true, false},   Word{packed("n"), YamlType::kBool, false, false},   Word{packed("no"), YamlType::kBool, false, false},
    Word{packed("on"), YamlType::kBool, true, false},  Word{packed("yes"), YamlType::kBool, true, false},  Word{packed("off"), YamlType::kBool, false, false},
    Word{packed("true"), YamlType::kBool, true, true}, Word{packed("null"), YamlType::kNull, false, true}, Word{packed("false"), YamlType::kBool, false, true},
};

/// Of a text that is no longer than the longest word.
const Word* findWord(std::string_view text) {
  constexpr std::uint64_t kCase = 0x20;  // the bit that is in a small letter and not in its capital
  std::uint64_t written = packed(text);
  std::uint64_t allCases = EightBytes::kOnes * kCase >> 8 * (EightBytes::kSize - text.size());
  auto word = std::ranges::find(kWords, written | allCases, &Word::letters);
  if (word == kWords.end()) return nullptr;
  std::uint64_t capitals = ~written & allCases;
  return capitals == 0 || capitals == kCase || capitals == allCases ? &*word : nullptr;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

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

std::optional<YamlScalar> resolveInteger(std::string_view magnitude, bool negative, YamlSchema schema, Arena& arena, SourceSpan span) {
  if (std::optional<std::int64_t> small = smallInteger(magnitude)) {
    constexpr std::int64_t kExactInFloat64 = std::int64_t{1} << 53;
    Data value = Data::number(Number::fromInt(negative ? -*small : *small), arena, span);
    return YamlScalar{YamlType::kInt, *small <= kExactInFloat64 ? value.asGoTree() : value};
  }
  Radix radix = radixOf(magnitude);
  std::optional<Number> number = Number::parseDigits(radix.digits, radix.base, arena);
  bool isBounded = schema == YamlSchema::kKubernetes;
  if (!number || (isBounded && !fits64Bits(*number, negative))) return std::nullopt;
  return YamlScalar{YamlType::kInt, Data::number(negative ? negate(*number) : *number, arena, span)};
}

/// An exponent out of a Number's reach: zero when it is negative, else not a number.
std::optional<Number> beyondReach(std::string_view magnitude) {
  std::size_t mark = magnitude.find_first_of("eE");
  bool isTiny = mark != std::string_view::npos && magnitude.substr(mark + 1).starts_with('-');
  return isTiny ? std::optional(Number::fromInt(0).withKind(false)) : std::nullopt;
}

std::optional<YamlScalar> resolveDecimal(std::string_view magnitude, bool negative, YamlSchema schema, Arena& arena, SourceSpan span) {
  if (!isDecimal(magnitude)) return std::nullopt;
  bool hasLeadingZero = magnitude.size() > 1 && magnitude[0] == '0' && countDigits(magnitude) == magnitude.size();
  if (schema == YamlSchema::kCue && hasLeadingZero) return std::nullopt;
  std::optional<Number> number = Number::parse(magnitude, arena);
  if (!number) number = beyondReach(magnitude);
  if (!number || !fitsFloat64(*number)) return std::nullopt;
  Number value = number->withKind(false);
  return YamlScalar{YamlType::kFloat, Data::number(negative ? negate(value) : value, arena, span)};
}

YamlScalar resolveNumber(std::string_view text, YamlSchema schema, Arena& arena, SourceSpan span) {
  std::string digits;
  std::string_view magnitude = text;
  if (text.find('_') != std::string_view::npos) {
    std::ranges::remove_copy(text, std::back_inserter(digits), '_');
    magnitude = digits;
  }
  bool negative = magnitude.starts_with('-');
  if (negative || magnitude.starts_with('+')) magnitude.remove_prefix(1);
  if (auto integer = resolveInteger(magnitude, negative, schema, arena, span)) return *integer;
  if (auto decimal = resolveDecimal(magnitude, negative, schema, arena, span)) return *decimal;
  return {YamlType::kString, Data::string(text, span)};
}

bool mayBeNumber(std::string_view text) { return !text.empty() && kYamlStringSizes[static_cast<unsigned char>(text[0])] == kNeverYamlString; }

/// Of a text that begins like no number.
YamlScalar resolveWord(std::string_view text, YamlSchema schema, SourceSpan span) {
  if (text.empty() || text == "~") return {YamlType::kNull, Data::null(span)};
  if (text == "<<") return {YamlType::kMerge, Data::string(text, span)};
  const Word* word = findWord(text);
  if (word == nullptr || (!word->inCue && schema == YamlSchema::kCue)) return {YamlType::kString, Data::string(text, span)};
  return {word->type, word->type == YamlType::kNull ? Data::null(span) : Data::boolean(word->boolean, span)};
}

YamlScalar resolve(std::string_view text, YamlSchema schema, Arena& arena, SourceSpan span) {
  if (isYamlString(text)) return {YamlType::kString, Data::string(text, span)};
  if (!mayBeNumber(text)) return resolveWord(text, schema, span);
  std::string_view nonFinite = isDigit(text[0]) ? "" : findNonFinite(text);
  if (!nonFinite.empty()) return {YamlType::kNonFinite, Data::string(nonFinite, span)};
  return resolveNumber(text, schema, arena, span);
}

}  // namespace

YamlScalar resolvePlainScalar(std::string_view text, YamlSchema schema, Arena& arena, SourceSpan span) {
  YamlScalar scalar = resolve(text, schema, arena, span);
  scalar.written = text;
  return scalar;
}

bool readsAsOtherType(std::string_view text) {
  if (isYamlString(text)) return false;
  if (!mayBeNumber(text)) return resolveWord(text, YamlSchema::kKubernetes, {}).type != YamlType::kString;
  Arena scratch;
  return resolve(text, YamlSchema::kKubernetes, scratch, {}).type != YamlType::kString;
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
