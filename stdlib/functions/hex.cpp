#include "stdlib/functions/hex.h"

#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc {

std::string encodeHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

int hexDigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

namespace hex {

namespace {

std::string encode(TextOrBytes bytes) { return encodeHex(bytes.text); }

Outcome<Bytes> decode(std::string_view text) {
  Bytes decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    int value = hexDigitValue(text[at]);
    if (value < 0) return fail("byte " + std::to_string(at) + " of the text is not a hexadecimal digit");
    if (at % 2 == 0) decoded.bytes += static_cast<char>(value << 4);
    else decoded.bytes.back() = static_cast<char>(decoded.bytes.back() | value);
  }
  if (text.size() % 2 != 0) return fail("the text has " + std::to_string(text.size()) + " digits, every byte needs two");
  return decoded;
}

constexpr std::size_t kLineBytes = 16;

void appendDumpLine(std::string& out, std::size_t offset, std::string_view line) {
  std::string address;
  for (int shift = 24; shift >= 0; shift -= 8) address += static_cast<char>(offset >> shift & 255);
  out.append(encodeHex(address)).append(" ");
  for (std::size_t i = 0; i < kLineBytes; ++i) {
    out.append(i % 8 == 0 ? " " : "").append(i < line.size() ? encodeHex(line.substr(i, 1)) : "  ").append(" ");
  }
  out += " |";
  for (char c : line) out += c >= 32 && c <= 126 ? c : '.';
  out += "|\n";
}

Outcome<std::string> dump(TextOrBytes bytes) {
  if (auto tooLarge = checkResultSize(bytes.text.size() / kLineBytes * 79, kMaxResultBytes, "bytes")) return *tooLarge;
  std::string out;
  for (std::size_t at = 0; at < bytes.text.size(); at += kLineBytes) appendDumpLine(out, at, bytes.text.substr(at, kLineBytes));
  return out;
}

Outcome<std::int64_t> encodedLength(std::int64_t size) {
  constexpr std::int64_t kMost = std::int64_t{1} << 61;
  if (size > kMost || size < -kMost) return fail("size " + std::to_string(size) + " is not in the range of sizes");
  return size * 2;
}

std::int64_t decodedLength(std::int64_t size) { return size / 2; }

constexpr FunctionDef kFunctions[] = {
    row<decode>("Decode", "(s: string) bytes", "The bytes that hexadecimal digits stand for.", R"(hex.Decode("616263") ⇒ "YWJj")"),
    row<decodedLength>("DecodedLen", "(x: int) int", "The number of bytes that so many digits stand for.", "hex.DecodedLen(10) ⇒ 5"),
    row<dump>("Dump", "(data: bytes | string) string", "Bytes in lines of sixteen with offsets and characters.",
              R"(hex.Dump("ab") ⇒ "00000000  61 62                                             |ab|\n")"),
    row<encode>("Encode", "(src: bytes | string) string", "Bytes as hexadecimal digits.", R"(hex.Encode("abc") ⇒ "616263")"),
    row<encodedLength>("EncodedLen", "(n: int) int", "The number of digits for so many bytes.", "hex.EncodedLen(5) ⇒ 10"),
};

}  // namespace

PackageDef package() { return {"encoding/hex", kFunctions, {}}; }

}  // namespace hex

}  // namespace oamc
