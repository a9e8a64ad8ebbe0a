#include "ir/data/text/json_reader.h"

#include <algorithm>

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

class JsonParser {
 public:
  JsonParser(std::string_view text, Arena& arena, FileId file, std::uint32_t maxDepth) : text_(text), arena_(arena), file_(file), maxDepth_(maxDepth) {}

  JsonText parse() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    std::optional<Data> value = parseValue();
    skipBlanks();
    if (value && at_ < text_.size()) value = fail("text behind the end of the value");
    return {value, std::move(problem_), std::move(duplicates_)};
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skipBlanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  bool take(char c) {
    skipBlanks();
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }

  std::nullopt_t fail(std::string words) { return failAt(at_, std::move(words)); }

  std::nullopt_t failAt(std::size_t at, std::string words) {
    problem_ = {static_cast<std::uint32_t>(at), std::move(words), false};
    return std::nullopt;
  }

  SourceSpan spanFrom(std::size_t begin) const { return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)}; }

  std::optional<Data> parseValue() {
    skipBlanks();
    std::size_t begin = at_;
    switch (peek()) {
      case '{': return nested(&JsonParser::parseObject);
      case '[': return nested(&JsonParser::parseList);
      case '"': {
        std::optional<std::string_view> text = parseString();
        if (!text) return std::nullopt;
        return Data::string(*text, spanFrom(begin));
      }
      case 't': return takeWord("true") ? std::optional(Data::boolean(true, spanFrom(begin))) : std::nullopt;
      case 'f': return takeWord("false") ? std::optional(Data::boolean(false, spanFrom(begin))) : std::nullopt;
      case 'n': return takeWord("null") ? std::optional(Data::null(spanFrom(begin))) : std::nullopt;
      default: return parseNumber();
    }
  }

  bool takeWord(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) {
      fail("expected a value");
      return false;
    }
    at_ += word.size();
    return true;
  }

  std::optional<Data> nested(std::optional<Data> (JsonParser::*read)()) {
    if (++depth_ > maxDepth_) {
      fail("too many nested lists and objects");
      problem_.isTooDeep = true;
      return std::nullopt;
    }
    std::optional<Data> value = (this->*read)();
    --depth_;
    return value;
  }

  std::optional<Data> parseList() {
    std::size_t begin = at_++;
    std::vector<Data> items;
    if (!take(']')) {
      do {
        std::optional<Data> item = parseValue();
        if (!item) return std::nullopt;
        items.push_back(*item);
      } while (take(','));
      if (!take(']')) return unclosed(begin, "expected `,` or `]`", "`[` is never closed");
    }
    return Data::list(arena_.copyArray(std::span<const Data>(items)), spanFrom(begin));
  }

  std::optional<Data> parseObject() {
    std::size_t begin = at_++;
    std::vector<Member> members;
    if (!take('}')) {
      do {
        if (!parseMember(members)) return std::nullopt;
      } while (take(','));
      if (!take('}')) return unclosed(begin, "expected `,` or `}`", "`{` is never closed");
    }
    dropDuplicates(members);
    return Data::object(arena_.copyArray(std::span<const Member>(members)), spanFrom(begin));
  }

  std::nullopt_t unclosed(std::size_t begin, std::string expected, std::string atEnd) {
    return at_ < text_.size() ? fail(std::move(expected)) : failAt(begin, std::move(atEnd));
  }

  bool parseMember(std::vector<Member>& members) {
    skipBlanks();
    std::size_t begin = at_;
    if (peek() != '"') {
      fail("expected a key in double quotes");
      return false;
    }
    std::optional<std::string_view> key = parseString();
    if (!key) return false;
    SourceSpan keySpan = spanFrom(begin);
    if (!take(':')) {
      fail("expected `:` after a key");
      return false;
    }
    std::optional<Data> value = parseValue();
    if (value) members.push_back({*key, *value, keySpan});
    return value.has_value();
  }

  static bool hasEqualKeys(std::span<const Member> members) {
    for (std::size_t i = 1; i < members.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (members[i].key == members[j].key) return true;
    return false;
  }

  /// Keeps the first place and the last value of a key.
  void dropDuplicates(std::vector<Member>& members) {
    constexpr std::size_t kFew = 16;
    if (members.size() <= kFew && !hasEqualKeys(members)) return;
    std::vector<std::size_t> order(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return members[i].key; });
    std::vector<bool> isDropped(members.size());
    std::size_t first = order[0];
    for (std::size_t i = 1; i < order.size(); ++i) {
      std::size_t later = order[i];
      if (members[first].key != members[later].key) {
        first = later;
        continue;
      }
      duplicates_.push_back({members[first], members[later]});
      members[first] = members[later];
      isDropped[later] = true;
    }
    std::size_t index = 0;
    std::erase_if(members, [&](const Member&) { return isDropped[index++]; });
  }

  std::size_t takeDigits() {
    std::size_t begin = at_;
    while (isDigit(peek())) ++at_;
    return at_ - begin;
  }

  std::optional<Data> parseNumber() {
    std::size_t begin = at_;
    if (peek() == '-') ++at_;
    std::size_t whole = at_;
    std::size_t digits = takeDigits();
    if (digits == 0) {
      if (begin >= text_.size()) return failAt(begin, "a value is missing at the end");
      return failAt(begin, "expected a value");
    }
    if (digits > 1 && text_[whole] == '0') return failAt(begin, "a number cannot begin with 0");
    if (peek() == '.') {
      ++at_;
      if (takeDigits() == 0) return failAt(begin, "expected digits behind the decimal point");
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (takeDigits() == 0) return failAt(begin, "expected digits in the exponent");
    }
    std::optional<Number> number = Number::parse(text_.substr(begin, at_ - begin), arena_);
    if (!number) return failAt(begin, "the exponent of this number is beyond 100,000");
    return Data::number(*number, arena_, spanFrom(begin));
  }

  std::optional<std::string_view> parseString() {
    std::size_t begin = at_++;
    std::size_t end = text_.find_first_of("\"\\", at_);
    std::string_view plain = text_.substr(at_, std::min(end, text_.size()) - at_);
    bool isSimple = end != std::string_view::npos && text_[end] == '"' &&
                    std::ranges::all_of(plain, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80; });
    if (isSimple) {
      at_ = end + 1;
      return arena_.copyText(plain);
    }
    std::string text;
    while (at_ < text_.size() && text_[at_] != '"')
      if (!parseCharacter(text)) return std::nullopt;
    if (at_ >= text_.size()) return failAt(begin, "`\"` is never closed");
    ++at_;
    return arena_.copyText(text);
  }

  bool parseCharacter(std::string& text) {
    if (text_[at_] == '\\') return parseEscape(text);
    CodePoint point = decodeUtf8(text_.substr(at_));
    if (!point.valid || point.value < 0x20) {
      fail(point.valid ? "a control character in a string: write it as an escape" : "the text is not UTF-8");
      return false;
    }
    text.append(text_.substr(at_, point.size));
    at_ += point.size;
    return true;
  }

  bool parseEscape(std::string& text) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (letter == 'u') return parseUnicodeEscape(text);
    std::size_t known = kLetters.find(letter);
    if (known == std::string_view::npos) {
      fail("an unknown escape after `\\`");
      return false;
    }
    text += kMeanings[known];
    at_ += 2;
    return true;
  }

  std::optional<char32_t> hexUnit(std::size_t at) const {
    if (!text_.substr(std::min(at, text_.size())).starts_with("\\u") || at + 6 > text_.size()) return std::nullopt;
    char32_t unit = 0;
    for (char c : text_.substr(at + 2, 4)) {
      int value = isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (value < 0) return std::nullopt;
      unit = unit << 4 | static_cast<char32_t>(value);
    }
    return unit;
  }

  bool parseUnicodeEscape(std::string& text) {
    std::optional<char32_t> unit = hexUnit(at_);
    if (!unit) {
      fail("expected four hexadecimal digits after `\\u`");
      return false;
    }
    at_ += 6;
    bool isHigh = *unit >= 0xD800 && *unit < 0xDC00;
    bool isLow = *unit >= 0xDC00 && *unit < 0xE000;
    std::optional<char32_t> next = isHigh ? hexUnit(at_) : std::nullopt;
    if (next && *next >= 0xDC00 && *next < 0xE000) {
      at_ += 6;
      appendUtf8(text, 0x10000 + ((*unit - 0xD800) << 10) + (*next - 0xDC00));
    } else {
      appendUtf8(text, isHigh || isLow ? 0xFFFD : *unit);
    }
    return true;
  }

  std::string_view text_;
  Arena& arena_;
  FileId file_;
  std::uint32_t maxDepth_;
  std::size_t at_ = 0;
  std::uint32_t depth_ = 0;
  JsonProblem problem_;
  std::vector<JsonDuplicate> duplicates_;
};

}  // namespace

JsonText parseJson(std::string_view text, Arena& arena, FileId file, std::uint32_t maxDepth) { return JsonParser(text, arena, file, maxDepth).parse(); }

}  // namespace oamc
