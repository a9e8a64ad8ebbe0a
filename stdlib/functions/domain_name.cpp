#include "stdlib/functions/domain_name.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "stdlib/functions/unicode.h"

namespace oamc::net {

namespace {

constexpr std::uint32_t kBase = 36;

std::uint32_t digitValue(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0') + 26;
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a');
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
  return kBase;
}

std::uint32_t adapt(std::uint32_t delta, std::uint32_t count, bool isFirst) {
  delta = isFirst ? delta / 700 : delta / 2;
  delta += delta / count;
  std::uint32_t bias = 0;
  for (; delta > 455; bias += kBase) delta /= kBase - 1;
  return bias + kBase * delta / (delta + 38);
}

/// What names are made of beside ASCII: letters, marks and digits, none in upper case.
bool isNameCharacter(char32_t c) {
  bool isPart = unicode::isLetter(c) || unicode::isDigit(c) || unicode::isMark(c);
  return isPart && unicode::toLower(c) == c;
}

/// Whether the part behind `xn--` decodes to code points of which at least one is not ASCII (RFC 3492 section 6.2).
bool isPunycode(std::string_view text) {
  std::size_t dash = text.rfind('-');
  auto count = static_cast<std::uint32_t>(dash == std::string_view::npos ? 0 : dash);
  std::string_view digits = dash == std::string_view::npos ? text : text.substr(dash + 1);
  if (digits.empty()) return false;
  std::uint64_t codePoint = 128;
  std::uint64_t index = 0;
  std::uint32_t bias = 72;
  bool isFirst = true;
  while (!digits.empty()) {
    std::uint64_t before = index;
    std::uint64_t weight = 1;
    for (std::uint32_t k = kBase;; k += kBase) {
      if (digits.empty()) return false;
      std::uint32_t digit = digitValue(digits[0]);
      digits.remove_prefix(1);
      if (digit >= kBase) return false;
      index += digit * weight;
      if (index > std::numeric_limits<std::int32_t>::max()) return false;
      std::uint32_t threshold = k <= bias ? 1 : std::min(k - bias, 26U);
      if (digit < threshold) break;
      weight *= kBase - threshold;
    }
    ++count;
    bias = adapt(static_cast<std::uint32_t>(index - before), count, isFirst);
    isFirst = false;
    codePoint += index / count;
    index = index % count + 1;
    if (codePoint > 0x10FFFF || !isNameCharacter(static_cast<char32_t>(codePoint))) return false;
  }
  return true;
}

bool isLabel(std::string_view label) {
  bool isAscii = std::ranges::all_of(label, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (label.empty() || label.size() > 63 || !isAscii || label.starts_with('-') || label.ends_with('-')) return false;
  if (label.size() < 4 || label.substr(2, 2) != "--") return true;
  bool isEncoded = label.starts_with("xn");
  return isEncoded && isPunycode(label.substr(4));
}

}  // namespace

bool isDomainName(std::string_view text) {
  constexpr std::size_t kMostBytes = 253;
  // The reference lets two dots end a name as well.
  for (int i = 0; i < 2 && text.ends_with('.'); ++i) text.remove_suffix(1);
  if (text.size() > kMostBytes) return false;
  while (true) {
    std::size_t dot = text.find('.');
    if (!isLabel(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace oamc::net
