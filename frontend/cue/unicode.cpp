#include "frontend/cue/unicode.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <utf8proc.h>

namespace oamc {

namespace {

/// The number of ASCII bytes that `text` starts with; goes by words of eight bytes.
std::size_t asciiPrefix(std::string_view text) {
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080) != 0) break;
  }
  while (at < text.size() && isAscii(text[at])) ++at;
  return at;
}

}  // namespace

CodePoint firstWideCodePoint(std::string_view text) {
  utf8proc_int32_t value = 0;
  auto length = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4));
  utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), length, &value);
  if (size <= 0) return {};
  return {static_cast<char32_t>(value), static_cast<std::uint32_t>(size)};
}

std::size_t validUtf8Prefix(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at += asciiPrefix(text.substr(at));
    if (at == text.size()) break;
    CodePoint character = firstCodePoint(text.substr(at));
    if (character.size == 0) break;
    at += character.size;
  }
  return at;
}

bool isWideNameLetter(char32_t character) {
  utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(character));
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;  // LU, LL, LT, LM, LO
}

bool isWideNameDigit(char32_t character) { return utf8proc_category(static_cast<utf8proc_int32_t>(character)) == UTF8PROC_CATEGORY_ND; }

std::uint32_t encodeUtf8(char32_t character, char* bytes) {
  return static_cast<std::uint32_t>(utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), reinterpret_cast<utf8proc_uint8_t*>(bytes)));
}

std::string_view normaliseName(std::string_view text, Arena& arena) {
  if (asciiPrefix(text) == text.size()) return text;
  utf8proc_uint8_t* normal = nullptr;
  utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &normal,
                                       static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(normal, &std::free);
  if (size < 0) return text;  // not valid UTF-8: only in the label of a bytes literal, which then stays as written
  std::string_view result(reinterpret_cast<const char*>(normal), static_cast<std::size_t>(size));
  return result == text ? text : arena.copyText(result);
}

}  // namespace oamc
