#include "stdlib/functions/path_pattern.h"

#include "ir/data/text/utf8.h"

namespace oamc::path {

namespace {

/// What one character of the name must be, or any number of characters.
struct Element {
  bool isStar = false;
  bool isAny = false;
  bool isNegated = false;
  std::vector<std::pair<char32_t, char32_t>> ranges;  ///< a literal is one range
};

std::vector<char32_t> codePoints(std::string_view text) {
  std::vector<char32_t> points;
  while (!text.empty()) {
    CodePoint next = decodeUtf8(text);
    points.push_back(next.value);
    text.remove_prefix(next.size);
  }
  return points;
}

class PatternReader {
 public:
  PatternReader(std::string_view pattern, const PatternRules& rules) : pattern_(codePoints(pattern)), rules_(rules) {}

  /// Nothing if the pattern is malformed.
  std::optional<std::vector<Element>> read() {
    std::vector<Element> elements;
    while (at_ < pattern_.size()) {
      char32_t c = pattern_[at_++];
      Element element;
      if (c == '*') element.isStar = true;
      else if (c == '?') element.isAny = true;
      else if (c == '[') {
        if (!readClass(element)) return std::nullopt;
      } else {
        if (c == '\\' && rules_.hasEscapes) {
          if (at_ == pattern_.size()) return std::nullopt;
          c = pattern_[at_++];
        }
        element.ranges = {{c, c}};
      }
      elements.push_back(std::move(element));
    }
    return elements;
  }

 private:
  bool nextIs(char c) const { return at_ < pattern_.size() && pattern_[at_] == static_cast<char32_t>(c); }

  bool readClass(Element& element) {
    if (nextIs('^')) {
      element.isNegated = true;
      ++at_;
    }
    while (element.ranges.empty() || !nextIs(']')) {
      std::optional<char32_t> low = readClassCharacter();
      if (!low) return false;
      std::optional<char32_t> high = low;
      if (nextIs('-')) {
        ++at_;
        high = readClassCharacter();
        if (!high) return false;
      }
      element.ranges.emplace_back(*low, *high);
    }
    ++at_;
    return true;
  }

  std::optional<char32_t> readClassCharacter() {
    if (at_ == pattern_.size() || nextIs('-') || nextIs(']')) return std::nullopt;
    if (nextIs('\\') && rules_.hasEscapes) ++at_;
    if (at_ == pattern_.size()) return std::nullopt;
    return pattern_[at_++];
  }

  std::vector<char32_t> pattern_;
  const PatternRules& rules_;
  std::size_t at_ = 0;
};

bool matches(const Element& element, char32_t c, char32_t separator) {
  if (element.isAny) return c != separator;
  bool isIn = std::ranges::any_of(element.ranges, [&](const auto& range) { return c >= range.first && c <= range.second; });
  return isIn != element.isNegated;
}

}  // namespace

Outcome<bool> matchPattern(std::string_view pattern, std::string_view name, const PatternRules& rules) {
  constexpr std::size_t kMostSteps = 1'000'000'000;
  std::optional<std::vector<Element>> elements = PatternReader(pattern, rules).read();
  if (!elements) return fail(describe(Data::string(pattern)) + " is not a pattern: every `[` needs a `]` with characters between them");
  std::vector<char32_t> text = codePoints(name);
  if (elements->size() > kMostSteps / (text.size() + 1)) return fail("the pattern and the name are too long to be compared");
  auto separator = static_cast<char32_t>(rules.separator);
  // reached[i]: the elements so far can match the first i characters.
  std::vector<bool> reached(text.size() + 1);
  reached[0] = true;
  for (const Element& element : *elements) {
    if (element.isStar) {
      for (std::size_t i = 0; i < text.size(); ++i) reached[i + 1] = reached[i + 1] || (reached[i] && text[i] != separator);
    } else {
      for (std::size_t i = text.size(); i > 0; --i) reached[i] = reached[i - 1] && matches(element, text[i - 1], separator);
      reached[0] = false;
    }
  }
  return reached[text.size()];
}

}  // namespace oamc::path
