#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace oamc {

enum class DigestKind : std::uint8_t { kMd5, kSha1, kSha224, kSha256, kSha384, kSha512, kSha512_224, kSha512_256 };

/// The digest of `message` (RFC 1321, FIPS 180-4) as bytes. For names and checks in documents, not for secrets: timing is not guarded.
std::string digest(DigestKind kind, std::string_view message);

/// The keyed digest (RFC 2104).
std::string hmac(DigestKind kind, std::string_view key, std::string_view message);

}  // namespace oamc
