#include <algorithm>
#include <array>
#include <string>

#include "frontend/cue/scanner.h"
#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string hexByte(char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  auto value = static_cast<unsigned char>(byte);
  return {kDigits[value >> 4], kDigits[value & 15]};
}

}  // namespace

bool checkEncoding(std::string_view text, SyntaxErrorList& errors) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    errors.add(diag::NotUtf8Text, 0, 0, "UTF-16 text").hint("save it as UTF-8, in most editors `Save with Encoding`");
    return false;
  }
  std::size_t valid = validUtf8Prefix(text);
  std::size_t nul = text.find('\0');
  std::size_t mark = text.find(kByteOrderMark, text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  std::size_t first = std::min({valid, nul, mark});
  if (first >= text.size()) return true;
  auto place = static_cast<std::uint32_t>(first);
  // Binary formats have NUL or a bad byte early; a text file has a slip somewhere.
  constexpr std::size_t kHeader = 512;
  bool hasControl = std::ranges::any_of(text.substr(0, kHeader), [](char byte) { return byte == '\0' || (byte > 0 && byte < 8); });
  if (hasControl) {
    errors.add(diag::NotUtf8Text, 0, 0, "binary data");
  } else if (first == mark) {
    errors.add(diag::InvalidUtf8, place, place + 3, "a byte order mark (U+FEFF) inside the text");
  } else if (first == nul) {
    errors.add(diag::InvalidUtf8, place, place + 1, "a NUL character");
  } else {
    errors.add(diag::InvalidUtf8, place, place + 1, "the byte 0x" + hexByte(text[first]))
        .hint("the file is not in UTF-8; it may be in an older encoding such as Latin-1");
  }
  return false;
}

}  // namespace oamc
