#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oamc {

/// Standard base64 with padding (RFC 4648 section 4).
std::string encodeBase64(std::string_view bytes);

/// The bytes; line ends in the text are skipped. Nothing if the text is malformed.
std::optional<std::string> decodeBase64(std::string_view text);

}  // namespace oamc
