#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace oamc {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 0;  ///< bytes taken; 1 for a byte that starts no well-formed sequence
  bool valid = false;      ///< false: `value` is U+FFFD
};

/// Decodes a code point beyond ASCII; see decodeUtf8.
CodePoint decodeSequence(std::string_view text);

/// Decodes the code point at the start of a text that is not empty. Surrogates and overlong forms are not valid (RFC 3629).
inline CodePoint decodeUtf8(std::string_view text) {
  auto first = static_cast<unsigned char>(text[0]);
  return first < 0x80 ? CodePoint{first, 1, true} : decodeSequence(text);
}

/// How many code points a well-formed text has.
std::size_t countCodePoints(std::string_view text);

/// How many bytes at the start of a text are ASCII without U+007F. Controls below U+0020 count as well.
std::size_t asciiPrefix(std::string_view text);

void appendUtf8(std::string& out, char32_t codePoint);

}  // namespace oamc
