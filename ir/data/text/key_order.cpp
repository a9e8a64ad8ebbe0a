#include "ir/data/text/key_order.h"

#include <re2/re2.h>

#include <cstdint>
#include <limits>

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isLetter(std::string_view character) {
  auto first = static_cast<unsigned char>(character[0]);
  if (first < 0x80) return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
  static const re2::RE2 kLetter("\\pL");
  return re2::RE2::FullMatch({character.data(), character.size()}, kLetter);
}

struct DigitRun {
  std::uint64_t value = 0;
  std::size_t length = 0;
};

DigitRun digitRun(std::string_view text) {
  DigitRun run;
  for (; run.length < text.size() && isDigit(text[run.length]); ++run.length) run.value = run.value * 10 + static_cast<std::uint64_t>(text[run.length] - '0');
  return run;
}

}  // namespace

bool goYamlKeyBefore(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    CodePoint left = decodeUtf8(a);
    CodePoint right = decodeUtf8(b);
    if (left.value == right.value && left.size == right.size) {
      a.remove_prefix(left.size);
      b.remove_prefix(right.size);
      continue;
    }
    bool isLetterA = isLetter(a.substr(0, left.size));
    bool isLetterB = isLetter(b.substr(0, right.size));
    if (isLetterA && isLetterB) return left.value < right.value;
    if (isLetterA || isLetterB) return isLetterB;
    DigitRun runA = digitRun(a);
    DigitRun runB = digitRun(b);
    if (runA.value != runB.value) return runA.value < runB.value;
    if (runA.length != runB.length) return runA.length < runB.length;
    return left.value < right.value;
  }
  return a.size() < b.size();
}

}  // namespace oamc
