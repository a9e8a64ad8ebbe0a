#include <charconv>
#include <cmath>
#include <limits>

#include "stdlib/functions/cue_literal.h"
#include "stdlib/functions/decimal.h"
#include "stdlib/functions/float_text.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/quote.h"
#include "stdlib/functions/unicode.h"

namespace oamc::strconv {

namespace {

FunctionFailure invalid(std::string_view text, std::string_view what) { return fail("`" + std::string(text) + "` is not " + std::string(what)); }

int digitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

/// Underscores stand between digits, or between a base prefix and a digit.
bool hasWellPlacedUnderscores(std::string_view digits, bool hasPrefix) {
  char previous = hasPrefix ? '0' : '_';
  for (char c : digits) {
    if (c == '_' && previous == '_') return false;
    if (c == '.' && previous == '_') return false;
    previous = c == '.' ? '_' : c;
  }
  return !digits.ends_with('_');
}

struct Digits {
  std::string text;  ///< without prefix and underscores
  int base;
};

/// Reads the base from the prefix when `base` is 0.
std::optional<Digits> readPrefix(std::string_view text, std::int64_t base) {
  if (base != 0) return Digits{std::string(text), static_cast<int>(base)};
  int found = 10;
  char marker = text.size() > 1 && text[0] == '0' ? text[1] : '\0';
  if (marker == 'x' || marker == 'X') found = 16;
  else if (marker == 'b' || marker == 'B') found = 2;
  else if (marker != '\0') found = 8;
  if (found != 10) text.remove_prefix(marker == 'o' || marker == 'O' || found != 8 ? 2 : 1);
  if (!hasWellPlacedUnderscores(text, found != 10)) return std::nullopt;
  std::string digits(text);
  std::erase(digits, '_');
  return Digits{digits, found};
}

/// The magnitude of digits, up to 2^64 - 1. Nothing if it is larger; `isDigits` tells whether the text was digits at all.
std::optional<std::uint64_t> magnitude(const Digits& digits, bool& isDigits) {
  isDigits = !digits.text.empty() && std::ranges::all_of(digits.text, [&](char c) { return digitValue(c) < digits.base; });
  if (!isDigits) return std::nullopt;
  std::uint64_t value = 0;
  std::from_chars_result result = std::from_chars(digits.text.data(), digits.text.data() + digits.text.size(), value, digits.base);
  return result.ec == std::errc() ? std::optional(value) : std::nullopt;
}

Outcome<Number> parseInteger(CallContext& call, std::string_view text, std::int64_t base, std::int64_t bits, bool isSigned) {
  if (base != 0 && (base < 2 || base > 36)) return fail("base " + std::to_string(base) + " is not 0 or from 2 to 36");
  if (bits < 0 || bits > 64) return fail("size " + std::to_string(bits) + " is not from 0 to 64 bits");
  if (bits == 0) bits = 64;
  bool hasSign = isSigned && (text.starts_with('-') || text.starts_with('+'));
  bool isNegative = hasSign && text[0] == '-';
  std::optional<Digits> digits = readPrefix(text.substr(hasSign ? 1 : 0), base);
  bool isDigits = false;
  std::optional<std::uint64_t> value = digits ? magnitude(*digits, isDigits) : std::nullopt;
  if (!isDigits) return invalid(text, base == 0 ? "an integer" : "an integer of base " + std::to_string(base));
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max() >> (64 - bits);
  if (isSigned) most = (most >> 1) + (isNegative ? 1 : 0);
  if (!value || *value > most)
    return invalid(text, "in the range of " + std::string(isSigned ? "" : "unsigned ") + "integers of " + std::to_string(bits) + " bits");
  Number number = *Number::parse(std::to_string(*value), call.arena);
  return isNegative ? negate(number) : number;
}

Outcome<Number> parseInt(CallContext& call, std::string_view text, std::int64_t base, std::int64_t bits) { return parseInteger(call, text, base, bits, true); }

Outcome<Number> parseUint(CallContext& call, std::string_view text, std::int64_t base, std::int64_t bits) {
  return parseInteger(call, text, base, bits, false);
}

Outcome<Number> atoi(CallContext& call, std::string_view text) { return parseInteger(call, text, 10, 64, true); }

bool isHexFloat(std::string_view text) { return text.starts_with("0x") || text.starts_with("0X"); }

/// Reads all of `text`; nothing if it is no number. Numbers beyond the range are infinite, those below it zero.
template <typename Float>
std::optional<double> readFloat(std::string_view text) {
  bool isHex = isHexFloat(text);
  if (isHex) {
    text.remove_prefix(2);
    if (text.find_first_of("pP") == std::string_view::npos) return std::nullopt;
  }
  if (text.empty() || text[0] == '-') return std::nullopt;
  Float value = 0;
  std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), value, isHex ? std::chars_format::hex : std::chars_format::general);
  if (result.ptr != text.data() + text.size() || result.ec == std::errc::invalid_argument) return std::nullopt;
  if (result.ec == std::errc()) return static_cast<double>(value);
  std::size_t exponent = text.find_first_of(isHex ? "pP" : "eE");
  bool isTiny = exponent == std::string_view::npos ? text.starts_with("0.") || text.starts_with('.') : text.substr(exponent + 1).starts_with('-');
  return isTiny ? 0.0 : std::numeric_limits<double>::infinity();
}

Outcome<Number> parseFloat(CallContext& call, std::string_view text, std::int64_t bits) {
  std::string_view digits = text;
  bool hasSign = digits.starts_with('-') || digits.starts_with('+');
  if (hasSign) digits.remove_prefix(1);
  std::string plain(digits);
  std::erase(plain, '_');
  bool isHex = isHexFloat(digits);
  std::string_view unsignedDigits = digits.substr(isHex ? 2 : 0);
  bool isPlaced = plain.size() == digits.size() || hasWellPlacedUnderscores(unsignedDigits, isHex);
  bool isNumber = isPlaced && !plain.empty() && (plain[0] == '.' || (plain[0] >= '0' && plain[0] <= '9'));
  std::optional<double> value;
  if (isNumber) value = bits == 32 ? readFloat<float>(plain) : readFloat<double>(plain);
  if (!value) return invalid(text, "a number");
  std::optional<Number> number = numberFromDouble(*value, call.arena);
  if (!number) return invalid(text, "in the range of floats of " + std::string(bits == 32 ? "32" : "64") + " bits");
  if (!text.starts_with('-')) return *number;
  return *Number::parse("-" + number->text(), call.arena);
}

Outcome<bool> parseBool(std::string_view text) {
  for (std::string_view word : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == word) return true;
  }
  for (std::string_view word : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == word) return false;
  }
  return invalid(text, "a bool: 1, t, T, true, TRUE, True, 0, f, F, false, FALSE, False are");
}

std::string formatBool(bool value) { return value ? "true" : "false"; }

Outcome<std::string> formatInteger(Integer value, std::int64_t base) {
  constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (base < 2 || base > 62) return fail("base " + std::to_string(base) + " is not from 2 to 62");
  BigInteger rest = toBigInteger(value.value);
  bool isNegative = rest < 0;
  if (base == 10) return rest.str();
  if (isNegative) rest = -rest;
  // As many digits at a time as fit into 64 bits, least significant first.
  std::uint64_t group = static_cast<std::uint64_t>(base);
  int groupDigits = 1;
  for (; group < std::numeric_limits<std::uint64_t>::max() / 62 / 62; ++groupDigits) group *= static_cast<std::uint64_t>(base);
  std::string reversed;
  do {
    BigInteger quotient;
    BigInteger remainder;
    boost::multiprecision::divide_qr(rest, BigInteger(group), quotient, remainder);
    auto part = static_cast<std::uint64_t>(remainder);
    for (int i = 0; i < groupDigits; ++i, part /= static_cast<std::uint64_t>(base)) reversed += kDigits[part % static_cast<std::uint64_t>(base)];
    rest = quotient;
  } while (rest != 0);
  reversed.resize(std::max<std::size_t>(reversed.find_last_not_of('0') + 1, 1));
  if (isNegative) reversed += '-';
  return std::string(reversed.rbegin(), reversed.rend());
}

Outcome<std::string> formatFloatText(double value, std::int64_t letter, std::int64_t precision, std::int64_t bits) {
  if (letter < 0 || letter > 255) return fail("format " + std::to_string(letter) + " is not the code of a character");
  if (bits != 32 && bits != 64) return fail("size " + std::to_string(bits) + " is not 32 or 64 bits");
  if (precision > 0) {
    if (auto tooLarge = checkResultSize(static_cast<std::size_t>(precision), kMaxResultBytes, "digits")) return *tooLarge;
  }
  auto limited = static_cast<int>(std::max<std::int64_t>(precision, -1));
  if (bits == 32) value = static_cast<double>(static_cast<float>(value));
  return formatFloat(value, {.letter = static_cast<char>(letter), .precision = limited, .bits = static_cast<int>(bits)});
}

std::string quote(std::string_view text) { return quoteText(text, '"', QuoteStyle::kPrintable); }
std::string quoteToAscii(std::string_view text) { return quoteText(text, '"', QuoteStyle::kAscii); }
std::string quoteToGraphic(std::string_view text) { return quoteText(text, '"', QuoteStyle::kGraphic); }

/// Numbers that are no code points become one that no character has.
char32_t toCodePoint(std::int64_t value) { return value < 0 || value > 0x10FFFF ? 0x110000 : static_cast<char32_t>(value); }

std::optional<FunctionFailure> checkRune(std::int64_t value) {
  if (value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return fail(std::to_string(value) + " has more than the 32 bits of a code point");
}

template <QuoteStyle Style>
Outcome<std::string> quoteRune(std::int64_t value) {
  if (auto tooLarge = checkRune(value)) return *tooLarge;
  return quoteCodePoint(toCodePoint(value), Style);
}

template <bool (*Predicate)(char32_t)>
Outcome<bool> testRune(std::int64_t value) {
  if (auto tooLarge = checkRune(value)) return *tooLarge;
  return toCodePoint(value) <= 0x10FFFF && Predicate(toCodePoint(value));
}

Outcome<std::string> unquote(std::string_view literal) {
  Outcome<std::string> content = unquoteLiteral(literal);
  if (std::holds_alternative<FunctionFailure>(content)) return content;
  return unicode::toValid(std::get<std::string>(content));
}

constexpr FunctionDef kFunctions[] = {
    row<atoi>("Atoi", "(s: string) int", "The integer that decimal digits with an optional sign spell.", R"(strconv.Atoi("-42") ⇒ -42)"),
    row<formatBool>("FormatBool", "(b: bool) string", "`true` or `false`.", R"(strconv.FormatBool(true) ⇒ "true")"),
    row<formatFloatText>("FormatFloat", "(f: number, fmt: int, prec: int, bitSize: int) string",
                         "A number in the format whose letter has the code `fmt` (e, f, g, b, x), with `prec` digits or the fewest (-1).",
                         R"(strconv.FormatFloat(3.14159, 102, 2, 64) ⇒ "3.14")"),
    row<formatInteger>("FormatInt", "(i: int, base: int) string", "An integer in a base from 2 to 62.", R"(strconv.FormatInt(255, 16) ⇒ "ff")"),
    row<formatInteger>("FormatUint", "(i: int, base: int) string", "An integer in a base from 2 to 62.", R"(strconv.FormatUint(7, 2) ⇒ "111")"),
    row<testRune<unicode::isGraphic>>("IsGraphic", "(r: int) bool", "Whether a code point is a letter, mark, number, punctuation, symbol or space.",
                                      R"(strconv.IsGraphic(160) ⇒ true)"),
    row<testRune<unicode::isPrint>>("IsPrint", "(r: int) bool", "As IsGraphic, but of the spaces only the blank.", R"(strconv.IsPrint(160) ⇒ false)"),
    row<parseBool>("ParseBool", "(str: string) bool", "The bool that a word spells.", R"(strconv.ParseBool("T") ⇒ true)"),
    row<parseFloat>("ParseFloat", "(s: string, bitSize: int) number", "The nearest float of 32 or 64 bits that a text spells.",
                    R"(strconv.ParseFloat("1.5e3", 64) ⇒ 1.5E+3)"),
    row<parseInt>("ParseInt", "(s: string, base: int, bitSize: int) int", "The integer that digits of a base spell; base 0 is told by the prefix.",
                  R"(strconv.ParseInt("-0x2A", 0, 64) ⇒ -42)"),
    row<parseUint>("ParseUint", "(s: string, base: int, bitSize: int) int", "As ParseInt, without a sign.", R"(strconv.ParseUint("ff", 16, 8) ⇒ 255)"),
    row<quote>("Quote", "(s: string) string", "A text in quotes with escape sequences.", R"(strconv.Quote("a\n☺") ⇒ "\"a\\n☺\"")"),
    row<quoteRune<QuoteStyle::kPrintable>>("QuoteRune", "(r: int) string", "A code point in single quotes.", R"(strconv.QuoteRune(9786) ⇒ "'☺'")"),
    row<quoteRune<QuoteStyle::kAscii>>("QuoteRuneToASCII", "(r: int) string", "As QuoteRune, with only ASCII characters.",
                                       R"(strconv.QuoteRuneToASCII(9786) ⇒ "'\\u263a'")"),
    row<quoteRune<QuoteStyle::kGraphic>>("QuoteRuneToGraphic", "(r: int) string", "As QuoteRune, with spaces as they are.",
                                         R"(strconv.QuoteRuneToGraphic(9) ⇒ "'\\t'")"),
    row<quoteToAscii>("QuoteToASCII", "(s: string) string", "As Quote, with only ASCII characters.", R"(strconv.QuoteToASCII("☺") ⇒ "\"\\u263a\"")"),
    row<quoteToGraphic>("QuoteToGraphic", "(s: string) string", "As Quote, with spaces as they are.", R"(strconv.QuoteToGraphic("☺\t") ⇒ "\"☺\\t\"")"),
    row<unquote>("Unquote", "(s: string) string", "The content of a CUE string literal.", R"(strconv.Unquote("\"a\\nb\"") ⇒ "a\nb")"),
};

constexpr ConstantDef kConstants[] = {{"IntSize", "64", "The number of bits of an int of the reference."}};

}  // namespace

PackageDef package() { return {"strconv", kFunctions, kConstants}; }

}  // namespace oamc::strconv
