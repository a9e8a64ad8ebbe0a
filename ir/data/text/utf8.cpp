#include "ir/data/text/utf8.h"

#include <algorithm>
#include <array>

#include "ir/data/text/eight_bytes.h"

namespace oamc {

CodePoint decodeSequence(std::string_view text) {
  constexpr CodePoint kInvalid{0xFFFD, 1, false};
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  auto first = static_cast<unsigned char>(text[0]);
  std::uint32_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return kInvalid;
  char32_t value = first & (0x7FU >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return kInvalid;
    value = value << 6 | (next & 0x3FU);
  }
  bool isSurrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[size] || value > 0x10FFFF || isSurrogate) return kInvalid;
  return {value, size, true};
}

std::size_t countCodePoints(std::string_view text) {
  std::size_t count = text.size();
  for (; text.size() >= EightBytes::kSize; text.remove_prefix(EightBytes::kSize)) {
    std::uint64_t word = EightBytes(text.data()).word();
    std::uint64_t continuations = word >> 7 & ~(word >> 6) & EightBytes::kOnes;  // bytes that begin with the bits 10
    count -= static_cast<std::size_t>(continuations * EightBytes::kOnes >> 56);  // the sum of the bytes
  }
  for (char c : text) count -= (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 1 : 0;
  return count;
}

std::size_t asciiPrefix(std::string_view text) {
  std::string_view rest = text;
  while (rest.size() >= EightBytes::kSize && EightBytes(rest.data()).deleteOrAbove() == 0) rest.remove_prefix(EightBytes::kSize);
  auto isBeyond = [](char c) { return static_cast<unsigned char>(c) >= 0x7F; };
  return text.size() - rest.size() + static_cast<std::size_t>(std::ranges::find_if(rest, isBeyond) - rest.begin());
}

void appendUtf8(std::string& out, char32_t codePoint) {
  auto tail = [&](int shift) { out += static_cast<char>(0x80 | (codePoint >> shift & 0x3F)); };
  if (codePoint < 0x80) {
    out += static_cast<char>(codePoint);
  } else if (codePoint < 0x800) {
    out += static_cast<char>(0xC0 | codePoint >> 6);
    tail(0);
  } else if (codePoint < 0x10000) {
    out += static_cast<char>(0xE0 | codePoint >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | codePoint >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace oamc
