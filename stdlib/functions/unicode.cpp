#include "stdlib/functions/unicode.h"

#include <utf8proc.h>

#include "ir/data/text/utf8.h"

namespace oamc::unicode {

namespace {

utf8proc_category_t category(char32_t codePoint) { return utf8proc_category(static_cast<utf8proc_int32_t>(codePoint)); }

bool isBetween(utf8proc_category_t value, utf8proc_category_t first, utf8proc_category_t last) { return value >= first && value <= last; }

}  // namespace

bool isSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

char32_t toUpper(char32_t c) {
  constexpr char32_t kSharpS = 0xDF;  // the library maps it to the capital letter, which is no simple mapping
  return c == kSharpS ? c : static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

char32_t toLower(char32_t c) { return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))); }

char32_t toTitle(char32_t c) {
  constexpr char32_t kSharpS = 0xDF;
  return c == kSharpS ? c : static_cast<char32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c)));
}

bool isPrint(char32_t c) { return c == ' ' || isBetween(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_SO); }

bool isGraphic(char32_t c) { return isBetween(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_ZS); }

bool isLetter(char32_t c) { return isBetween(category(c), UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO); }

bool isMark(char32_t c) { return isBetween(category(c), UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_ME); }

bool isDigit(char32_t c) { return category(c) == UTF8PROC_CATEGORY_ND; }

std::string mapCodePoints(std::string_view text, char32_t (*map)(char32_t)) {
  std::string mapped;
  mapped.reserve(text.size());
  while (!text.empty()) {
    CodePoint next = decodeUtf8(text);
    appendUtf8(mapped, map(next.value));
    text.remove_prefix(next.size);
  }
  return mapped;
}

std::string toValid(std::string_view text) {
  return mapCodePoints(text, [](char32_t codePoint) { return codePoint; });
}

std::size_t countCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(decodeUtf8(text).size);
  return count;
}

}  // namespace oamc::unicode
