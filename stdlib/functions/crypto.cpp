#include "stdlib/functions/digest.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::crypto {

namespace {

template <DigestKind Which>
Bytes sum(TextOrBytes message) {
  return Bytes{digest(Which, message.text)};
}

Outcome<Bytes> sign(std::string_view name, TextOrBytes key, TextOrBytes message) {
  struct Hash {
    std::string_view name;
    DigestKind kind;
  };
  constexpr Hash kHashes[] = {
      {"MD5", DigestKind::kMd5},       {"SHA1", DigestKind::kSha1},     {"SHA224", DigestKind::kSha224},         {"SHA256", DigestKind::kSha256},
      {"SHA384", DigestKind::kSha384}, {"SHA512", DigestKind::kSha512}, {"SHA512_224", DigestKind::kSha512_224}, {"SHA512_256", DigestKind::kSha512_256},
  };
  auto hash = std::ranges::find(kHashes, name, &Hash::name);
  if (hash == std::end(kHashes)) return fail(describe(Data::string(name)) + " is no hash function, `hmac.SHA256` and its kin are");
  return Bytes{hmac(hash->kind, key.text, message.text)};
}

constexpr std::string_view kSignature = "(data: bytes | string) bytes";
constexpr std::string_view kSizeDoc = "The number of bytes of a digest.";
constexpr std::string_view kBlockDoc = "The number of bytes that are mixed in at once.";
constexpr std::string_view kHashDoc = "A hash function.";

constexpr FunctionDef kMd5[] = {
    row<sum<DigestKind::kMd5>>("Sum", kSignature, "The MD5 digest.", R"(md5.Sum("x") ⇒ "ndTkYSaMgDT1yFZOFVxnpg==")"),
};
constexpr ConstantDef kMd5Constants[] = {{"BlockSize", "64", kBlockDoc}, {"Size", "16", kSizeDoc}};

constexpr FunctionDef kSha1[] = {
    row<sum<DigestKind::kSha1>>("Sum", kSignature, "The SHA-1 digest.", R"(sha1.Sum("x") ⇒ "EfatjsUqKYSrqv18O1FlA3hcIHI=")"),
};
constexpr ConstantDef kSha1Constants[] = {{"BlockSize", "64", kBlockDoc}, {"Size", "20", kSizeDoc}};

constexpr FunctionDef kSha256[] = {
    row<sum<DigestKind::kSha224>>("Sum224", kSignature, "The SHA-224 digest.", R"(sha256.Sum224("x") ⇒ "VKL3+Spfl12Alq93oSbt2n2mDFqocu8bhxcBrg==")"),
    row<sum<DigestKind::kSha256>>("Sum256", kSignature, "The SHA-256 digest.", R"(sha256.Sum256("x") ⇒ "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=")"),
};
constexpr ConstantDef kSha256Constants[] = {{"BlockSize", "64", kBlockDoc}, {"Size", "32", kSizeDoc}, {"Size224", "28", kSizeDoc}};

constexpr FunctionDef kSha512[] = {
    row<sum<DigestKind::kSha384>>("Sum384", kSignature, "The SHA-384 digest.",
                                  R"(sha512.Sum384("x") ⇒ "11LCxR+6DimqGQVwqdQlPkQHegWNMpf6OlYw1b0BJiL5fCisrtMTtcg7uZDKp9qF")"),
    row<sum<DigestKind::kSha512>>("Sum512", kSignature, "The SHA-512 digest.",
                                  R"(sha512.Sum512("x") ⇒ "pKvURIxJVi2CgRXROh/M6pJ/UrTVRZKX+LQ+QtqJI4vBNibkPcs43bCCSIkn7JBPtCBXRDmD6IWFF51QVRr+Yg==")"),
    row<sum<DigestKind::kSha512_224>>("Sum512_224", kSignature, "The SHA-512/224 digest.",
                                      R"(sha512.Sum512_224("x") ⇒ "oP4ktI1QiyCVwRN+TnklHKI9qO2127WFHp+uiA==")"),
    row<sum<DigestKind::kSha512_256>>("Sum512_256", kSignature, "The SHA-512/256 digest.",
                                      R"(sha512.Sum512_256("x") ⇒ "ah22wd1IH3qrKtucJishDtzKNWJOxkwp/8poV7HjAlM=")"),
};
constexpr ConstantDef kSha512Constants[] = {
    {"BlockSize", "128", kBlockDoc}, {"Size", "64", kSizeDoc}, {"Size224", "28", kSizeDoc}, {"Size256", "32", kSizeDoc}, {"Size384", "48", kSizeDoc},
};

constexpr FunctionDef kHmac[] = {
    row<sign>("Sign", "(hashName: string, key: bytes | string, data: bytes | string) bytes", "The digest with a key.",
              R"(hmac.Sign(hmac.MD5, "k", "m") ⇒ "7X5yTTqRVUqqIEMEHZxTBQ==")"),
};
constexpr ConstantDef kHmacConstants[] = {
    {"MD5", R"("MD5")", kHashDoc},
    {"SHA1", R"("SHA1")", kHashDoc},
    {"SHA224", R"("SHA224")", kHashDoc},
    {"SHA256", R"("SHA256")", kHashDoc},
    {"SHA384", R"("SHA384")", kHashDoc},
    {"SHA512", R"("SHA512")", kHashDoc},
    {"SHA512_224", R"("SHA512_224")", kHashDoc},
    {"SHA512_256", R"("SHA512_256")", kHashDoc},
};

}  // namespace

PackageDef hmacPackage() { return {"crypto/hmac", kHmac, kHmacConstants}; }
PackageDef md5Package() { return {"crypto/md5", kMd5, kMd5Constants}; }
PackageDef sha1Package() { return {"crypto/sha1", kSha1, kSha1Constants}; }
PackageDef sha256Package() { return {"crypto/sha256", kSha256, kSha256Constants}; }
PackageDef sha512Package() { return {"crypto/sha512", kSha512, kSha512Constants}; }

}  // namespace oamc::crypto
