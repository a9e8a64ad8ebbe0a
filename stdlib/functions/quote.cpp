#include "stdlib/functions/quote.h"

#include "ir/data/text/utf8.h"
#include "stdlib/functions/unicode.h"

namespace oamc {

namespace {

void appendHex(std::string& out, std::string_view introducer, char32_t value, int digits) {
  out += introducer;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789abcdef"[value >> shift & 15];
}

bool isShown(char32_t c, QuoteStyle style) {
  switch (style) {
    case QuoteStyle::kPrintable: return unicode::isPrint(c);
    case QuoteStyle::kAscii: return c < 0x80 && unicode::isPrint(c);
    case QuoteStyle::kGraphic: return unicode::isGraphic(c);
  }
  return false;
}

void appendEscaped(std::string& out, char32_t c, char quote, QuoteStyle style) {
  constexpr std::string_view kControls = "\a\b\f\n\r\t\v";
  constexpr std::string_view kLetters = "abfnrtv";
  std::size_t control = c < 0x80 ? kControls.find(static_cast<char>(c)) : std::string_view::npos;
  if (c == static_cast<unsigned char>(quote) || c == '\\') out.append("\\").append(1, static_cast<char>(c));
  else if (isShown(c, style)) appendUtf8(out, c);
  else if (control != std::string_view::npos) out.append("\\").append(1, kLetters[control]);
  else if (c < ' ' || c == 0x7F) appendHex(out, "\\x", c, 2);
  else if (c < 0x10000) appendHex(out, "\\u", c, 4);
  else appendHex(out, "\\U", c, 8);
}

}  // namespace

std::string quoteText(std::string_view text, char quote, QuoteStyle style) {
  std::string quoted(1, quote);
  while (!text.empty()) {
    CodePoint next = decodeUtf8(text);
    if (next.valid) appendEscaped(quoted, next.value, quote, style);
    else appendHex(quoted, "\\x", static_cast<unsigned char>(text[0]), 2);
    text.remove_prefix(next.size);
  }
  return quoted + quote;
}

std::string quoteCodePoint(char32_t codePoint, QuoteStyle style) {
  bool isSurrogate = codePoint >= 0xD800 && codePoint < 0xE000;
  std::string quoted = "'";
  appendEscaped(quoted, codePoint > 0x10FFFF || isSurrogate ? 0xFFFD : codePoint, '\'', style);
  return quoted + "'";
}

}  // namespace oamc
