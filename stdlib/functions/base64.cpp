#include "ir/data/text/base64.h"

#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::base64 {

namespace {

std::string encode(Null, TextOrBytes bytes) { return encodeBase64(bytes.text); }

Outcome<Bytes> decode(Null, std::string_view text) {
  std::optional<std::string> bytes = decodeBase64(text);
  if (!bytes) return fail(describe(Data::string(text)) + " is not base64: A to Z, a to z, 0 to 9, `+` and `/` in groups of four, filled up with `=`");
  return Bytes{*bytes};
}

std::int64_t decodedLength(Null, std::int64_t size) { return size / 4 * 3; }

Outcome<std::int64_t> encodedLength(Null, std::int64_t size) {
  constexpr std::int64_t kMost = std::int64_t{1} << 60;
  if (size > kMost || size < -kMost) return fail("size " + std::to_string(size) + " is not in the range of sizes");
  return (size / 3 + (size % 3 > 0 ? 1 : 0)) * 4;
}

constexpr FunctionDef kFunctions[] = {
    row<decode>("Decode", "(encoding: null, s: string) bytes", "The bytes that a base64 text stands for.", R"(base64.Decode(null, "YWJj") ⇒ "YWJj")"),
    row<decodedLength>("DecodedLen", "(encoding: null, n: int) int", "The most bytes that so many characters stand for.", "base64.DecodedLen(null, 8) ⇒ 6"),
    row<encode>("Encode", "(encoding: null, src: bytes | string) string", "Bytes as base64 text with padding.", R"(base64.Encode(null, "abc") ⇒ "YWJj")"),
    row<encodedLength>("EncodedLen", "(encoding: null, n: int) int", "The number of characters for so many bytes.", "base64.EncodedLen(null, 5) ⇒ 8"),
};

}  // namespace

PackageDef package() { return {"encoding/base64", kFunctions, {}}; }

}  // namespace oamc::base64
