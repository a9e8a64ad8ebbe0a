#include "stdlib/functions/html.h"

#include "ir/data/text/utf8.h"
#include "stdlib/functions/hex.h"
#include "stdlib/functions/html_entities.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc {

std::string escapeHtml(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    switch (c) {
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '&': escaped += "&amp;"; break;
      case '\'': escaped += "&#39;"; break;
      case '"': escaped += "&#34;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

namespace html {

namespace {

bool isAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What browsers read for the numbers 128 to 159: the characters of Windows-1252.
constexpr char32_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
};

char32_t meantCodePoint(char32_t number) {
  if (number >= 0x80 && number <= 0x9F) return kWindows1252[number - 0x80];
  bool isCodePoint = number != 0 && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
  return isCodePoint ? number : 0xFFFD;
}

/// Bytes of `&#39;` or `&#x27;` at the start of `text` and what they stand for; 0 if it is no number.
std::size_t readNumber(std::string_view text, std::string& out) {
  std::size_t at = 2;
  bool isHex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (isHex) ++at;
  std::size_t start = at;
  char32_t number = 0;
  for (; at < text.size(); ++at) {
    int digit = hexDigitValue(text[at]);
    if (digit < 0 || (!isHex && digit > 9)) break;
    number = std::min<char32_t>(number * (isHex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (at == start) return 0;
  appendUtf8(out, meantCodePoint(number));
  return at < text.size() && text[at] == ';' ? at + 1 : at;
}

/// The same for a name. Some names may lack the semicolon, and then more letters may follow.
std::size_t readName(std::string_view text, std::string& out) {
  constexpr std::size_t kLongestWithoutSemicolon = 6;
  std::size_t end = 1;
  while (end < text.size() && isAlphanumeric(text[end])) ++end;
  if (end < text.size() && text[end] == ';') ++end;
  std::string_view name = text.substr(1, end - 1);
  if (std::string_view meaning = findEntity(name); !meaning.empty()) {
    out += meaning;
    return end;
  }
  for (std::size_t size = std::min(name.size(), kLongestWithoutSemicolon + 1); size-- > 2;) {
    std::string_view meaning = findEntity(name.substr(0, size));
    if (meaning.empty()) continue;
    out += meaning;
    return 1 + size;
  }
  return 0;
}

std::string escape(std::string_view text) { return escapeHtml(text); }

std::string unescape(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t plain = std::min(text.find('&'), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t size = text.starts_with("&#") ? readNumber(text, out) : readName(text, out);
    if (size == 0) {
      out += '&';
      size = 1;
    }
    text.remove_prefix(size);
  }
  return out;
}

constexpr FunctionDef kFunctions[] = {
    row<escape>("Escape", "(s: string) string", "A text with character references for `<`, `>`, `&`, `'` and `\"`.", R"(html.Escape("<a>") ⇒ "&lt;a&gt;")"),
    row<unescape>("Unescape", "(s: string) string", "A text with the characters that character references stand for.",
                  R"(html.Unescape("&lt;&eacute;&#39;") ⇒ "<é'")"),
};

}  // namespace

PackageDef package() { return {"html", kFunctions, {}}; }

}  // namespace html

}  // namespace oamc
