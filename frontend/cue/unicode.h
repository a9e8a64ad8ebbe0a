#pragma once

#include <cstdint>
#include <string_view>

#include "ir/base/arena.h"

namespace oamc {

/// One decoded character; `size` is its length in bytes, 0 at the end of the text or where the bytes are no valid UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;
};

/// The same for text that does not start with an ASCII character.
CodePoint firstWideCodePoint(std::string_view text);

/// The character at the start of `text`.
inline CodePoint firstCodePoint(std::string_view text) {
  if (text.empty()) return {};
  if (static_cast<unsigned char>(text.front()) < 0x80) return {static_cast<char32_t>(text.front()), 1};
  return firstWideCodePoint(text);
}

/// The offset of the first byte that is not part of valid UTF-8, or the length of `text`.
std::size_t validUtf8Prefix(std::string_view text);

constexpr bool isAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
constexpr bool isAsciiDigit(char32_t character) { return character >= '0' && character <= '9'; }
constexpr bool isAsciiNameLetter(char32_t character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_' || character == '$';
}

/// Letters and digits beyond ASCII.
bool isWideNameLetter(char32_t character);
bool isWideNameDigit(char32_t character);

/// May stand in a name: Unicode categories L* and, after the first character, Nd; `_` and `$` (spec/cue.md 1.1).
inline bool isNameLetter(char32_t character) { return character < 0x80 ? isAsciiNameLetter(character) : isWideNameLetter(character); }
inline bool isNameDigit(char32_t character) { return character < 0x80 ? isAsciiDigit(character) : isWideNameDigit(character); }

/// Appends the UTF-8 form of a character to `bytes`, which has room for four, and returns its length.
std::uint32_t encodeUtf8(char32_t character, char* bytes);

/// The NFC form, `text` itself when it is in that form already.
std::string_view normaliseName(std::string_view text, Arena& arena);

}  // namespace oamc
