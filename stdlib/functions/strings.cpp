#include "ir/data/text/utf8.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/unicode.h"

namespace oamc::strings {

namespace {

using Texts = std::vector<std::string_view>;

constexpr std::size_t kNone = std::string_view::npos;

/// The byte offset, or -1.
std::int64_t offset(std::size_t found) { return found == kNone ? -1 : static_cast<std::int64_t>(found); }

FunctionFailure outOfRange(std::int64_t from, std::int64_t to, std::size_t size, std::string_view unit) {
  return fail("range " + std::to_string(from) + " to " + std::to_string(to) + " is not inside of the " + std::to_string(size) + " " + std::string(unit) +
              " of the text");
}

bool isRange(std::int64_t from, std::int64_t to, std::size_t size) { return from >= 0 && from <= to && static_cast<std::uint64_t>(to) <= size; }

bool holdsCodePoint(std::string_view set, std::string_view bytes) { return set.find(bytes) != kNone; }

bool hasPart(std::string_view text, std::string_view part) { return text.find(part) != kNone; }

std::int64_t index(std::string_view text, std::string_view part) { return offset(text.find(part)); }

std::int64_t lastIndex(std::string_view text, std::string_view part) { return offset(text.rfind(part)); }

std::int64_t indexAny(std::string_view text, std::string_view set) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = decodeUtf8(text.substr(at)).size;
    if (holdsCodePoint(set, text.substr(at, size))) return offset(at);
    at += size;
  }
  return -1;
}

std::int64_t lastIndexAny(std::string_view text, std::string_view set) {
  std::int64_t last = -1;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = decodeUtf8(text.substr(at)).size;
    if (holdsCodePoint(set, text.substr(at, size))) last = offset(at);
    at += size;
  }
  return last;
}

bool hasAny(std::string_view text, std::string_view set) { return indexAny(text, set) >= 0; }

std::int64_t count(std::string_view text, std::string_view part) {
  if (part.empty()) return static_cast<std::int64_t>(unicode::countCodePoints(text)) + 1;
  std::int64_t found = 0;
  for (std::size_t at = text.find(part); at != kNone; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::int64_t order(std::string_view a, std::string_view b) {
  int sign = a.compare(b);
  return sign < 0 ? -1 : sign > 0 ? 1 : 0;
}

bool hasPrefix(std::string_view text, std::string_view prefix) { return text.starts_with(prefix); }
bool hasSuffix(std::string_view text, std::string_view suffix) { return text.ends_with(suffix); }

std::string_view trimPrefix(std::string_view text, std::string_view prefix) { return text.starts_with(prefix) ? text.substr(prefix.size()) : text; }

std::string_view trimSuffix(std::string_view text, std::string_view suffix) {
  return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text;
}

/// Where the first code point for which `isTrimmed` does not hold starts, and where the last one ends.
template <typename Predicate>
std::pair<std::size_t, std::size_t> keptRange(std::string_view text, Predicate isTrimmed) {
  std::size_t first = text.size();
  std::size_t end = text.size();
  for (std::size_t at = 0; at < text.size();) {
    CodePoint next = decodeUtf8(text.substr(at));
    if (!isTrimmed(next.value, text.substr(at, next.size))) {
      if (first == text.size()) first = at;
      end = at + next.size;
    }
    at += next.size;
  }
  return {first, end};
}

std::pair<std::size_t, std::size_t> rangeOutside(std::string_view text, std::string_view set) {
  return keptRange(text, [&](char32_t, std::string_view bytes) { return holdsCodePoint(set, bytes); });
}

std::string_view trim(std::string_view text, std::string_view set) {
  auto [first, end] = rangeOutside(text, set);
  return text.substr(first, end - first);
}

std::string_view trimLeft(std::string_view text, std::string_view set) { return text.substr(rangeOutside(text, set).first); }

std::string_view trimRight(std::string_view text, std::string_view set) {
  auto [first, end] = rangeOutside(text, set);
  return first == text.size() ? std::string_view() : text.substr(0, end);
}

std::string_view trimSpace(std::string_view text) {
  auto [first, end] = keptRange(text, [](char32_t value, std::string_view) { return unicode::isSpace(value); });
  return text.substr(first, end - first);
}

Texts fields(std::string_view text) {
  Texts words;
  std::size_t start = 0;
  std::size_t at = 0;
  auto finish = [&] {
    if (at > start) words.push_back(text.substr(start, at - start));
  };
  while (at < text.size()) {
    CodePoint next = decodeUtf8(text.substr(at));
    if (unicode::isSpace(next.value)) {
      finish();
      start = at + next.size;
    }
    at += next.size;
  }
  finish();
  return words;
}

/// Splits at `separator` into at most `limit` parts (negative: all), of which `kept` bytes of each separator stay at the end.
Texts splitInto(std::string_view text, std::string_view separator, std::size_t kept, std::int64_t limit) {
  Texts parts;
  if (limit == 0) return parts;
  auto hasRoom = [&] { return limit < 0 || static_cast<std::int64_t>(parts.size()) + 1 < limit; };
  if (separator.empty()) {
    while (!text.empty()) {
      std::size_t size = hasRoom() ? decodeUtf8(text).size : text.size();
      parts.push_back(text.substr(0, size));
      text.remove_prefix(size);
    }
    return parts;
  }
  for (std::size_t found = text.find(separator); found != kNone && hasRoom(); found = text.find(separator)) {
    parts.push_back(text.substr(0, found + kept));
    text.remove_prefix(found + separator.size());
  }
  parts.push_back(text);
  return parts;
}

Texts split(std::string_view text, std::string_view separator) { return splitInto(text, separator, 0, -1); }
Texts splitN(std::string_view text, std::string_view separator, std::int64_t limit) { return splitInto(text, separator, 0, limit); }
Texts splitAfter(std::string_view text, std::string_view separator) { return splitInto(text, separator, separator.size(), -1); }
Texts splitAfterN(std::string_view text, std::string_view separator, std::int64_t limit) { return splitInto(text, separator, separator.size(), limit); }

Outcome<std::string> join(Texts parts, std::string_view separator) {
  std::size_t size = parts.empty() ? 0 : separator.size() * (parts.size() - 1);
  for (std::string_view part : parts) size += part.size();
  if (auto tooLarge = checkResultSize(size, kMaxResultBytes, "bytes")) return *tooLarge;
  std::string joined;
  joined.reserve(size);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) joined += separator;
    joined += parts[i];
  }
  return joined;
}

Outcome<std::string> repeat(std::string_view text, std::int64_t times) {
  if (times < 0) return fail("count " + std::to_string(times) + " is negative");
  if (text.empty()) return std::string();
  if (static_cast<std::uint64_t>(times) > kMaxResultBytes / text.size()) {
    return fail("repeating " + std::to_string(text.size()) + " bytes " + std::to_string(times) + " times builds more than " + std::to_string(kMaxResultBytes) +
                " bytes");
  }
  std::string repeated;
  repeated.reserve(text.size() * static_cast<std::size_t>(times));
  for (std::int64_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

Outcome<std::string> replace(std::string_view text, std::string_view old, std::string_view replacement, std::int64_t limit) {
  std::int64_t matches = count(text, old);
  std::int64_t remaining = limit < 0 ? matches : std::min(limit, matches);
  std::size_t size = text.size() + static_cast<std::size_t>(remaining) * replacement.size();
  if (auto tooLarge = checkResultSize(size, kMaxResultBytes, "bytes")) return *tooLarge;
  std::string replaced;
  for (; remaining > 0; --remaining) {
    std::size_t found = text.find(old);
    replaced.append(text.substr(0, found)).append(replacement);
    text.remove_prefix(found + old.size());
    if (!old.empty() || text.empty()) continue;
    // An empty text is found before every code point and at the end.
    std::size_t step = decodeUtf8(text).size;
    if (remaining > 1) {
      replaced.append(text.substr(0, step));
      text.remove_prefix(step);
    }
  }
  return replaced.append(text);
}

std::string toUpper(std::string_view text) { return unicode::mapCodePoints(text, unicode::toUpper); }
std::string toLower(std::string_view text) { return unicode::mapCodePoints(text, unicode::toLower); }

/// Maps the first code point of every word; words are separated by white space.
std::string mapInitials(std::string_view text, char32_t (*map)(char32_t)) {
  std::string mapped;
  bool atStart = true;
  while (!text.empty()) {
    CodePoint next = decodeUtf8(text);
    appendUtf8(mapped, atStart ? map(next.value) : next.value);
    atStart = unicode::isSpace(next.value);
    text.remove_prefix(next.size);
  }
  return mapped;
}

std::string toTitle(std::string_view text) { return mapInitials(text, unicode::toTitle); }
std::string toCamel(std::string_view text) { return mapInitials(text, unicode::toLower); }

bool minRunes(std::string_view text, std::int64_t least) { return static_cast<std::int64_t>(unicode::countCodePoints(text)) >= least; }
bool maxRunes(std::string_view text, std::int64_t most) { return static_cast<std::int64_t>(unicode::countCodePoints(text)) <= most; }

Data runes(CallContext& call, std::string_view text) {
  std::span<Data> items = call.arena.createArray<Data>(unicode::countCodePoints(text));
  for (Data& item : items) {
    CodePoint next = decodeUtf8(text);
    item = toData(static_cast<std::int64_t>(next.value), call.arena);
    text.remove_prefix(next.size);
  }
  return Data::list(items);
}

Outcome<std::string_view> sliceRunes(std::string_view text, std::int64_t from, std::int64_t to) {
  std::size_t size = unicode::countCodePoints(text);
  if (!isRange(from, to, size)) return outOfRange(from, to, size, "code points");
  auto skip = [](std::string_view rest, std::int64_t codePoints) {
    std::size_t at = 0;
    for (; codePoints > 0; --codePoints) at += decodeUtf8(rest.substr(at)).size;
    return at;
  };
  std::string_view tail = text.substr(skip(text, from));
  return tail.substr(0, skip(tail, to - from));
}

Outcome<std::int64_t> byteAt(TextOrBytes bytes, std::int64_t at) {
  if (at < 0 || static_cast<std::uint64_t>(at) >= bytes.text.size()) {
    return fail("index " + std::to_string(at) + " is out of range, there are " + std::to_string(bytes.text.size()) + " bytes");
  }
  return static_cast<unsigned char>(bytes.text[static_cast<std::size_t>(at)]);
}

FunctionResult byteSlice(TextOrBytes bytes, std::int64_t from, std::int64_t to) {
  if (!isRange(from, to, bytes.text.size())) return outOfRange(from, to, bytes.text.size(), "bytes");
  return Data::bytes(bytes.text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
}

constexpr FunctionDef kFunctions[] = {
    row<byteAt>("ByteAt", "(b: bytes | string, i: int) int", "The byte at an offset.", R"(strings.ByteAt("abc", 1) ⇒ 98)"),
    row<byteSlice>("ByteSlice", "(b: bytes | string, start: int, end: int) bytes", "The bytes from one offset up to another.",
                   R"(strings.ByteSlice("abc", 1, 2) ⇒ "Yg==")"),
    row<order>("Compare", "(a: string, b: string) int", "-1, 0 or 1 as `a` is bytewise less than, equal to or greater than `b`.",
               R"(strings.Compare("a", "b") ⇒ -1)"),
    row<hasPart>("Contains", "(s: string, substr: string) bool", "Whether a text contains another one.", R"(strings.Contains("kubevela", "vela") ⇒ true)"),
    row<hasAny>("ContainsAny", "(s: string, chars: string) bool", "Whether a text contains one of the characters.",
                R"(strings.ContainsAny("abc", "xyzb") ⇒ true)"),
    row<count>("Count", "(s: string, substr: string) int", "How often a text occurs without overlap; the empty text between all characters.",
               R"(strings.Count("cheese", "e") ⇒ 3)"),
    row<fields>("Fields", "(s: string) [...string]", "The words between white space.", R"(strings.Fields("  a  b ") ⇒ ["a", "b"])"),
    row<hasPrefix>("HasPrefix", "(s: string, prefix: string) bool", "Whether a text starts with another one.", R"(strings.HasPrefix("abc", "ab") ⇒ true)"),
    row<hasSuffix>("HasSuffix", "(s: string, suffix: string) bool", "Whether a text ends with another one.", R"(strings.HasSuffix("abc", "ab") ⇒ false)"),
    row<index>("Index", "(s: string, substr: string) int", "The byte offset of the first occurrence of a text, or -1.",
               R"(strings.Index("chicken", "ken") ⇒ 4)"),
    row<indexAny>("IndexAny", "(s: string, chars: string) int", "The byte offset of the first of some characters, or -1.",
                  R"(strings.IndexAny("golang", "ny") ⇒ 4)"),
    row<join>("Join", "(elems: [...string], sep: string) string", "The texts of a list with a separator between them.",
              R"(strings.Join(["a", "b"], "-") ⇒ "a-b")"),
    row<lastIndex>("LastIndex", "(s: string, substr: string) int", "The byte offset of the last occurrence of a text, or -1.",
                   R"(strings.LastIndex("go gopher", "go") ⇒ 3)"),
    row<lastIndexAny>("LastIndexAny", "(s: string, chars: string) int", "The byte offset of the last of some characters, or -1.",
                      R"(strings.LastIndexAny("abcabc", "ab") ⇒ 4)"),
    row<maxRunes>("MaxRunes", "(s: string, max: int) bool", "Whether a text has at most so many characters.", R"(strings.MaxRunes("Café", 4) ⇒ true)"),
    row<minRunes>("MinRunes", "(s: string, min: int) bool", "Whether a text has at least so many characters.", R"(strings.MinRunes("Café", 5) ⇒ false)"),
    row<repeat>("Repeat", "(s: string, count: int) string", "A text repeated.", R"(strings.Repeat("ab", 3) ⇒ "ababab")"),
    row<replace>("Replace", "(s: string, old: string, new: string, n: int) string",
                 "A text with the first `n` occurrences replaced, or all if `n` is negative.", R"(strings.Replace("aaa", "a", "b", 2) ⇒ "bba")"),
    row<runes>("Runes", "(s: string) [...int]", "The code points of a text.", R"(strings.Runes("Café") ⇒ [67, 97, 102, 233])"),
    row<sliceRunes>("SliceRunes", "(s: string, start: int, end: int) string", "The characters from one index up to another.",
                    R"(strings.SliceRunes("Café", 3, 4) ⇒ "é")"),
    row<split>("Split", "(s: string, sep: string) [...string]", "The parts between separators; the characters if the separator is empty.",
               R"(strings.Split("a,b,,c", ",") ⇒ ["a", "b", "", "c"])"),
    row<splitAfter>("SplitAfter", "(s: string, sep: string) [...string]", "As Split, and every part keeps its separator.",
                    R"(strings.SplitAfter("a,b", ",") ⇒ ["a,", "b"])"),
    row<splitAfterN>("SplitAfterN", "(s: string, sep: string, n: int) [...string]", "As SplitAfter, with at most `n` parts.",
                     R"(strings.SplitAfterN("a,b,c", ",", 2) ⇒ ["a,", "b,c"])"),
    row<splitN>("SplitN", "(s: string, sep: string, n: int) [...string]", "As Split, with at most `n` parts, or all if `n` is negative.",
                R"(strings.SplitN("a,b,c", ",", 2) ⇒ ["a", "b,c"])"),
    row<toCamel>("ToCamel", "(s: string) string", "A text with the first letter of each word in lower case.",
                 R"(strings.ToCamel("HELLO WORLD") ⇒ "hELLO wORLD")"),
    row<toLower>("ToLower", "(s: string) string", "A text in lower case.", R"(strings.ToLower("HeLLo") ⇒ "hello")"),
    row<toTitle>("ToTitle", "(s: string) string", "A text with the first letter of each word in title case.",
                 R"(strings.ToTitle("hello world") ⇒ "Hello World")"),
    row<toUpper>("ToUpper", "(s: string) string", "A text in upper case.", R"(strings.ToUpper("straße") ⇒ "STRAßE")"),
    row<trim>("Trim", "(s: string, cutset: string) string", "A text without some characters at both ends.", R"(strings.Trim("xxaxx", "x") ⇒ "a")"),
    row<trimLeft>("TrimLeft", "(s: string, cutset: string) string", "A text without some characters at its start.",
                  R"(strings.TrimLeft("xxaxx", "x") ⇒ "axx")"),
    row<trimPrefix>("TrimPrefix", "(s: string, prefix: string) string", "A text without a prefix.", R"(strings.TrimPrefix("v1.2", "v") ⇒ "1.2")"),
    row<trimRight>("TrimRight", "(s: string, cutset: string) string", "A text without some characters at its end.",
                   R"(strings.TrimRight("xxaxx", "x") ⇒ "xxa")"),
    row<trimSpace>("TrimSpace", "(s: string) string", "A text without white space at both ends.", R"(strings.TrimSpace(" \t a \n") ⇒ "a")"),
    row<trimSuffix>("TrimSuffix", "(s: string, suffix: string) string", "A text without a suffix.", R"(strings.TrimSuffix("a.yaml", ".yaml") ⇒ "a")"),
};

}  // namespace

PackageDef package() { return {"strings", kFunctions, {}}; }

}  // namespace oamc::strings
