#include "backends/diagnostics/screen_text.h"

#include "ir/data/text/utf8.h"

namespace oamc {

bool isUnprintable(char32_t codePoint) {
  bool isControl = codePoint < 0x20 || (codePoint >= 0x7F && codePoint < 0xA0);
  bool isDirection = (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
  return isControl || isDirection;
}

std::string screenText(std::string_view text, std::string_view newline) {
  std::string out;
  while (!text.empty()) {
    CodePoint next = decodeUtf8(text);
    if (next.value == U'\n') out += newline;
    else if (!next.valid || (isUnprintable(next.value) && next.value != U'\t')) appendUtf8(out, 0xFFFD);
    else out += text.substr(0, next.size);
    text.remove_prefix(next.size);
  }
  return out;
}

}  // namespace oamc
