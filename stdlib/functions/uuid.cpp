#include "stdlib/functions/decimal.h"
#include "stdlib/functions/digest.h"
#include "stdlib/functions/hex.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::uuid {

namespace {

constexpr std::size_t kBytes = 16;

bool isIgnoringCase(std::string_view text, std::string_view lowerCase) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(text, lowerCase, {}, lower);
}

/// The digits with hyphens in their places, or all 32 digits without any.
std::optional<std::string> readDigits(std::string_view text) {
  bool hasHyphens = text.size() == 36;
  std::string bytes;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool isHyphenPlace = hasHyphens && (i == 8 || i == 13 || i == 18 || i == 23);
    if (isHyphenPlace ? text[i] != '-' : hexDigitValue(text[i]) < 0) return std::nullopt;
    if (!isHyphenPlace) digits += text[i];
  }
  for (std::size_t i = 0; i < digits.size(); i += 2) bytes += static_cast<char>(hexDigitValue(digits[i]) * 16 + hexDigitValue(digits[i + 1]));
  return bytes;
}

/// The 16 bytes of a UUID (RFC 4122): plain, after `urn:uuid:`, in braces, or without hyphens.
Outcome<std::string> readUuid(std::string_view text) {
  std::string_view digits = text;
  if (text.size() == 45 && isIgnoringCase(text.substr(0, 9), "urn:uuid:")) digits.remove_prefix(9);
  else if (text.size() == 38) digits = text.substr(1, 36);
  std::optional<std::string> bytes;
  if (digits.size() == 36 || digits.size() == 32) bytes = readDigits(digits);
  if (!bytes) return fail(describe(Data::string(text)) + " is not a UUID: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12");
  return *bytes;
}

std::string uuidText(std::string_view bytes) {
  std::string text = encodeHex(bytes);
  for (std::size_t place : {8, 13, 18, 23}) text.insert(place, "-");
  return text;
}

/// Reads a UUID and computes `compute(bytes)`.
template <typename Result, typename Compute>
Outcome<Result> with(std::string_view text, Compute compute) {
  Outcome<std::string> bytes = readUuid(text);
  if (auto* failure = std::get_if<FunctionFailure>(&bytes)) return *failure;
  return compute(std::get<std::string>(bytes));
}

Outcome<bool> valid(std::string_view text) {
  return with<bool>(text, [](const std::string&) { return true; });
}

Outcome<std::string> parse(std::string_view text) { return with<std::string>(text, uuidText); }

Outcome<std::string> urn(std::string_view text) {
  return with<std::string>(text, [](const std::string& bytes) { return "urn:uuid:" + uuidText(bytes); });
}

Outcome<std::int64_t> variant(std::string_view text) {
  return with<std::int64_t>(text, [](const std::string& bytes) -> std::int64_t {
    auto byte = static_cast<unsigned char>(bytes[8]);
    if ((byte & 0xC0) == 0x80) return 1;   // RFC 4122
    if ((byte & 0xE0) == 0xC0) return 3;   // Microsoft
    return (byte & 0xE0) == 0xE0 ? 4 : 2;  // future, reserved
  });
}

Outcome<std::int64_t> version(std::string_view text) {
  return with<std::int64_t>(text, [](const std::string& bytes) -> std::int64_t { return static_cast<unsigned char>(bytes[6]) >> 4; });
}

/// A UUID of a name in a name space (RFC 4122 section 4.3).
template <DigestKind Kind, int Version>
Outcome<std::string> named(std::string_view space, TextOrBytes name) {
  return with<std::string>(space, [&](const std::string& bytes) {
    std::string hash = digest(Kind, bytes + std::string(name.text)).substr(0, kBytes);
    hash[6] = static_cast<char>((hash[6] & 0x0F) | Version << 4);
    hash[8] = static_cast<char>((hash[8] & 0x3F) | 0x80);
    return uuidText(hash);
  });
}

Outcome<std::string> fromInt(Integer value) {
  BigInteger rest = abs(toBigInteger(value.value));
  std::string bytes(kBytes, '\0');
  for (std::size_t i = kBytes; i-- > 0; rest >>= 8) bytes[i] = static_cast<char>(static_cast<unsigned>(rest & 255));
  if (rest != 0) return fail("the integer has more than 128 bits, a UUID has 128");
  return uuidText(bytes);
}

/// The integer of the bytes of the text, as the reference computes it.
Outcome<Integer> toInt(CallContext& call, std::string_view text) {
  constexpr std::size_t kMostBytes = 1000;
  if (text.size() > kMostBytes) return fail("the text has " + std::to_string(text.size()) + " bytes, a UUID has at most 45");
  BigInteger value = 0;
  for (char c : text) value = (value << 8) + static_cast<unsigned char>(c);
  return Integer{*toInteger(value, call.arena)};
}

constexpr FunctionDef kFunctions[] = {
    row<fromInt>("FromInt", "(i: int) string", "The UUID whose bytes are an integer.", R"(uuid.FromInt(1) ⇒ "00000000-0000-0000-0000-000000000001")"),
    row<named<DigestKind::kMd5, 3>>("MD5", "(space: string, data: bytes | string) string", "The UUID of version 3 of a name in a name space.",
                                    R"(uuid.MD5(uuid.ns.DNS, "example.com") ⇒ "9073926b-929f-31c2-abc9-fad77ae3e8eb")"),
    row<parse>("Parse", "(s: string) string", "The canonical text of a UUID.",
               R"(uuid.Parse("{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}") ⇒ "6ba7b810-9dad-11d1-80b4-00c04fd430c8")"),
    row<named<DigestKind::kSha1, 5>>("SHA1", "(space: string, data: bytes | string) string", "The UUID of version 5 of a name in a name space.",
                                     R"(uuid.SHA1(uuid.ns.DNS, "example.com") ⇒ "cfbff0d1-9375-5685-968c-48ce8b15ae17")"),
    row<toInt>("ToInt", "(x: string) int", "The integer that the characters of a text make.", R"(uuid.ToInt("x") ⇒ 120)"),
    row<urn>("URN", "(x: string) string", "A UUID as a uniform resource name.",
             R"(uuid.URN("6ba7b810-9dad-11d1-80b4-00c04fd430c8") ⇒ "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8")"),
    row<valid>("Valid", "(uid: string) bool", "Whether a text is a UUID.", R"(uuid.Valid("6ba7b810-9dad-11d1-80b4-00c04fd430c8") ⇒ true)"),
    row<variant>("Variant", "(x: string) int", "The variant, see `uuid.variants`.", R"(uuid.Variant("6ba7b810-9dad-11d1-80b4-00c04fd430c8") ⇒ 1)"),
    row<version>("Version", "(x: string) int", "The version.", R"(uuid.Version("6ba7b810-9dad-11d1-80b4-00c04fd430c8") ⇒ 1)"),
};

constexpr ConstantDef kConstants[] = {
    {"ns",
     R"({DNS: "6ba7b810-9dad-11d1-80b4-00c04fd430c8", URL: "6ba7b811-9dad-11d1-80b4-00c04fd430c8", OID: "6ba7b812-9dad-11d1-80b4-00c04fd430c8", )"
     R"(X500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8", Nil: "00000000-0000-0000-0000-000000000000"})",
     "The name spaces of RFC 4122."},
    {"variants", "{Invalid: 0, RFC4122: 1, Reserved: 2, Microsoft: 3, Future: 4}", "The names of the variants."},
};

}  // namespace

PackageDef package() { return {"uuid", kFunctions, kConstants}; }

}  // namespace oamc::uuid
