#include "ir/data/text/yaml_style.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>

#include "ir/data/text/eight_bytes.h"
#include "ir/data/text/utf8.h"
#include "ir/data/text/yaml_scalar.h"

namespace oamc {

namespace {

/// Which styles can carry a text at all.
struct Allowed {
  bool plain = true;
  bool singleQuoted = true;
  bool literal = true;
};

bool isBlankOrEnd(std::string_view rest) {
  if (rest.empty()) return true;
  CodePoint point = decodeUtf8(rest);
  return point.value == ' ' || point.value == '\t' || isYamlBreak(point.value);
}

/// Whether the character begins or ends something in block context.
bool isIndicator(char c, bool isFirst, bool afterBlank, bool beforeBlank) {
  if (c == '#') return isFirst || afterBlank;
  if (c == ':') return beforeBlank;
  if (!isFirst) return false;
  if (c == '-' || c == '?') return beforeBlank;
  return std::string_view(",[]{}&*!|>'\"%@`").find(c) != std::string_view::npos;
}

/// A text whose styles are ruled out while its characters go by.
class StyleAnalysis {
 public:
  explicit StyleAnalysis(YamlPreset preset) : preset_(preset) {}

  Allowed of(std::string_view text) {
    if (text.empty()) return {.plain = true, .singleQuoted = true, .literal = false};
    if (text.starts_with("---") || text.starts_with("...")) allowed_.plain = false;
    for (std::size_t at = 0; at < text.size();) {
      CodePoint point = decodeUtf8(text.substr(at));
      std::string_view rest = text.substr(at + point.size);
      visit(point, at == 0, rest);
      at += point.size;
    }
    if (preset_ == YamlPreset::kManifest) avoidRisks(text);
    return allowed_;
  }

 private:
  void visit(CodePoint point, bool isFirst, std::string_view rest) {
    bool isSpace = point.value == ' ';
    bool isBreak = isYamlBreak(point.value);
    bool isEdge = isFirst || rest.empty();
    if (point.value < 0x80 && isIndicator(static_cast<char>(point.value), isFirst, afterBlank_, isBlankOrEnd(rest))) allowed_.plain = false;
    if (point.value == '\t') {
      allowed_.plain = allowed_.singleQuoted = false;
      if (preset_ == YamlPreset::kGoYaml2) allowed_.literal = false;
    } else if (!point.valid || (point.value != '\n' && !isYamlPrintable(point.value))) {
      allowed_ = {false, false, false};
    }
    if (isBreak || (isSpace && isEdge)) allowed_.plain = false;
    if (isSpace && rest.empty()) allowed_.literal = false;
    if (isSpace && afterBreak_) allowed_.plain = allowed_.singleQuoted = false;
    if (isBreak && afterSpace_) allowed_ = {false, false, false};
    afterSpace_ = isSpace;
    afterBreak_ = isBreak;
    afterBlank_ = isSpace || isBreak || point.value == '\t';
  }

  /// Correct YAML that readers get wrong: blocks that begin with a blank or have tabs in front of a line, and Unicode's own line ends.
  void avoidRisks(std::string_view text) {
    bool startsBlank = text.find_first_of(" \t\n") == 0;
    if (startsBlank || text.find("\n\t") != std::string_view::npos) allowed_.literal = false;
    bool hasUnicodeBreak = text.find("\xE2\x80\xA8") != std::string_view::npos || text.find("\xE2\x80\xA9") != std::string_view::npos;
    if (hasUnicodeBreak) allowed_ = {false, false, false};
  }

  YamlPreset preset_;
  Allowed allowed_;
  bool afterSpace_ = false;
  bool afterBreak_ = false;
  bool afterBlank_ = true;
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// What a byte can be to the styles of the text that it stands in; letters, digits and most signs are nothing.
enum Part : std::uint8_t {
  kIndicator = 1,  ///< means something as the first character only, which is the one to ask
  kMark = 2,       ///< ` `, `#` and `:` mean something beside each other and at the ends
  kUnusual = 4,    ///< a control, or a part of a character beyond ASCII
};

constexpr std::array<std::uint8_t, 256> kParts = [] {
  std::array<std::uint8_t, 256> parts{};
  for (std::size_t byte = 0; byte < parts.size(); ++byte)
    if (byte < 0x20 || byte >= 0x7F) parts[byte] = kUnusual;
  for (char c : std::string_view("-?,[]{}&*!|>'\"%@`.")) parts[static_cast<unsigned char>(c)] = kIndicator;
  for (char c : std::string_view(" #:")) parts[static_cast<unsigned char>(c)] = kMark;
  return parts;
}();

std::uint8_t partOf(char c) { return kParts[static_cast<unsigned char>(c)]; }

std::uint8_t partsOf(std::string_view text) {
  std::uint8_t parts = 0;
  auto look = [&](const char* at) {
    EightBytes bytes(at);
    EightBytes::Marks marks = bytes.below('#' + 1) | bytes.having(':') | bytes.deleteOrAbove();
    for (std::size_t i = EightBytes::countBefore(marks); i < EightBytes::kSize; ++i) parts |= partOf(at[i]);
  };
  if (text.size() < EightBytes::kSize) {
    for (char c : text) parts |= partOf(c);
    return parts;
  }
  const char* last = text.data() + text.size() - EightBytes::kSize;
  for (const char* at = text.data(); at < last; at += EightBytes::kSize) look(at);
  look(last);
  return parts;
}

/// Whether no mark stands at an end or beside another one.
bool hasLoneMarks(std::string_view text) {
  bool afterMark = true;
  for (char c : text) {
    bool isMark = partOf(c) == kMark;
    if (isMark && afterMark) return false;
    afterMark = isMark;
  }
  return !afterMark;
}

/// Whether the parts alone show that every style can carry the text; most texts are so.
bool isOrdinary(std::string_view text, std::uint8_t parts) {
  if (text.empty() || partOf(text[0]) == kIndicator || (parts & kUnusual) != 0) return false;
  return (parts & kMark) == 0 || hasLoneMarks(text);
}

std::size_t takeDigits(std::string_view& text, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && isDigit(text[count])) ++count;
  text.remove_prefix(count);
  return count;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// `[-+]digits:digits[:…][.digits]` with parts below 60: numbers to base 60 in YAML 1.1.
bool isSexagesimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !isDigit(text[0])) return false;
  while (!text.empty() && (isDigit(text[0]) || text[0] == '_')) text.remove_prefix(1);
  bool hasParts = false;
  while (take(text, ':')) {
    std::string_view part = text;
    std::size_t digits = takeDigits(text, 2);
    if (digits == 0 || (digits == 2 && part[0] > '5')) return false;
    hasParts = true;
  }
  if (take(text, '.'))
    while (!text.empty() && (isDigit(text[0]) || text[0] == '_')) text.remove_prefix(1);
  return hasParts && text.empty();
}

int valueOf(std::string_view digits) {
  int value = 0;
  for (char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

/// `year-month-day` with one or two digits for month and day; nothing is left of `text` behind it. Real dates only, if asked.
bool takeDate(std::string_view& text, bool isReal) {
  std::string_view whole = text;
  if (takeDigits(text, 4) != 4 || !take(text, '-')) return false;
  std::string_view monthText = text.substr(0, text.find('-'));
  if (takeDigits(text, 2) == 0 || !take(text, '-')) return false;
  std::string_view dayText = text;
  std::size_t dayDigits = takeDigits(text, 2);
  if (dayDigits == 0) return false;
  std::chrono::year_month_day date{std::chrono::year(valueOf(whole.substr(0, 4))), std::chrono::month(static_cast<unsigned>(valueOf(monthText))),
                                   std::chrono::day(static_cast<unsigned>(valueOf(dayText.substr(0, dayDigits))))};
  return !isReal || date.ok();
}

bool takeClockPart(std::string_view& text, int limit) {
  std::string_view part = text;
  std::size_t digits = takeDigits(text, 2);
  return digits != 0 && valueOf(part.substr(0, digits)) < limit;
}

bool takeClock(std::string_view& text) {
  if (!takeClockPart(text, 24) || !take(text, ':') || !takeClockPart(text, 60) || !take(text, ':') || !takeClockPart(text, 60)) return false;
  return !take(text, '.') || takeDigits(text, text.size()) != 0;
}

bool takeZone(std::string_view& text) {
  if (take(text, 'Z')) return true;
  return (take(text, '+') || take(text, '-')) && takeDigits(text, 2) == 2 && take(text, ':') && takeDigits(text, 2) == 2;
}

/// A date, a date and time with `T` and zone, or a date and time with a blank and no zone.
bool isTimestamp(std::string_view text) {
  if (!takeDate(text, true)) return false;
  if (text.empty()) return true;
  if (take(text, 'T') || take(text, 't')) return takeClock(text) && takeZone(text) && text.empty();
  return take(text, ' ') && takeClock(text) && text.empty();
}

bool beginsLikeDate(std::string_view text) { return takeDate(text, false); }

/// Numbers that YAML 1.1 or 1.2 knows and our reader takes for strings, because they are beyond 64 bits or float64.
bool isHugeNumber(std::string_view text) {
  bool hasDigit = text.find_first_of("0123456789") != std::string_view::npos;
  if (text.find_first_not_of("0123456789+-.eE_") == std::string_view::npos) return hasDigit && text.find_first_of("eE") != std::string_view::npos;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool hasPrefix = text.starts_with("0x") || text.starts_with("0o") || text.starts_with("0b");
  return hasPrefix && text.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos;
}

/// What CUE's writer takes for dates and times: digits, signs, points, colons and blanks around a `-`, `:` or `t`, with an optional `z`.
bool looksLikeCueTime(std::string_view text) {
  constexpr std::string_view kAround = "-+0123456789:. \t";
  if (text.ends_with('z') || text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() < 3) return false;
  std::string_view inside = text.substr(1, text.size() - 2);
  std::size_t letter = text.find_first_not_of(kAround);
  if (letter == std::string_view::npos) return inside.find_first_of("-:") != std::string_view::npos;
  bool isOnlyT = (text[letter] == 't' || text[letter] == 'T') && text.find_first_not_of(kAround, letter + 1) == std::string_view::npos;
  return isOnlyT && letter > 0 && letter + 1 < text.size();
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) { return std::ranges::find(words, text) != words.end(); }

/// What a text may be to some reader, judged by its first character.
enum class Suspicion : std::uint8_t { kNone, kWord, kNumber };

constexpr std::array<Suspicion, 256> kSuspicions = [] {
  std::array<Suspicion, 256> suspicions{};
  for (std::size_t byte = 0; byte < suspicions.size(); ++byte) {
    std::uint32_t size = kYamlStringSizes[byte];
    suspicions[byte] = size == 1 ? Suspicion::kNone : size == kNeverYamlString ? Suspicion::kNumber : Suspicion::kWord;
  }
  // Numbers, dates and the like to other readers than ours.
  for (char c : std::string_view(":_eE= \t")) suspicions[static_cast<unsigned char>(c)] = Suspicion::kNumber;
  return suspicions;
}();

bool isSuspectWord(std::string_view text, YamlPreset preset) {
  // Both writers of the reference print the merge key as it is.
  if (preset != YamlPreset::kManifest && text == "<<") return false;
  return readsAsOtherType(text) || (preset == YamlPreset::kCueYaml && isOneOf(text, {"t", "T", "f", "F"}));
}

bool isSuspectNumber(std::string_view text, YamlPreset preset) {
  if (readsAsOtherType(text)) return true;
  switch (preset) {
    case YamlPreset::kGoYaml2: return isSexagesimal(text) || isTimestamp(text);
    case YamlPreset::kCueYaml: return looksLikeCueTime(text);
    case YamlPreset::kManifest: return isSexagesimal(text) || beginsLikeDate(text) || isHugeNumber(text) || text == "=";
  }
  return false;
}

bool mustBeQuoted(std::string_view text, YamlPreset preset) {
  if (text.empty()) return true;
  switch (kSuspicions[static_cast<unsigned char>(text[0])]) {
    case Suspicion::kNone: return false;
    case Suspicion::kWord: return isSuspectWord(text, preset);
    case Suspicion::kNumber: return isSuspectNumber(text, preset);
  }
  return false;
}

YamlTextStyle analysedStyle(std::string_view text, YamlPreset preset, bool isSimpleKey) {
  Allowed allowed = StyleAnalysis(preset).of(text);
  if (text.find('\n') != std::string_view::npos) return allowed.literal && !isSimpleKey ? YamlTextStyle::kLiteral : YamlTextStyle::kDoubleQuoted;
  if (mustBeQuoted(text, preset)) return YamlTextStyle::kDoubleQuoted;
  if (allowed.plain) return YamlTextStyle::kPlain;
  return allowed.singleQuoted ? YamlTextStyle::kSingleQuoted : YamlTextStyle::kDoubleQuoted;
}

}  // namespace

bool isYamlBreak(char32_t point) { return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029; }

bool isYamlPrintable(char32_t point) {
  return (point >= 0x20 && point < 0x7F) || (point >= 0xA0 && point < 0xD800) || (point >= 0xE000 && point < 0xFFFE && point != 0xFEFF);
}

YamlTextForm yamlTextForm(std::string_view text, YamlPreset preset, bool isSimpleKey) {
  std::uint8_t parts = partsOf(text);
  if (!isOrdinary(text, parts)) return {analysedStyle(text, preset, isSimpleKey), false, (parts & kUnusual) != 0};
  bool isSuspect = kSuspicions[static_cast<unsigned char>(text[0])] != Suspicion::kNone;
  if (isSuspect && mustBeQuoted(text, preset)) return {YamlTextStyle::kDoubleQuoted, false, false};
  return {YamlTextStyle::kPlain, (parts & kMark) == 0, false};
}

bool isSimpleYamlKey(std::string_view text, const YamlTextForm& form) {
  constexpr std::size_t kLongest = 128;
  if (text.size() > kLongest) return false;
  if (form.isWord) return true;
  while (!text.empty()) {
    CodePoint point = decodeUtf8(text);
    if (isYamlBreak(point.value)) return false;
    text.remove_prefix(point.size);
  }
  return true;
}

}  // namespace oamc
