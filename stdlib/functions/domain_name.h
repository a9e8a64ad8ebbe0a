#pragma once

#include <string_view>

namespace oamc::net {

/// Whether a text is a domain name of ASCII labels: 1 to 63 characters, no `-` at the ends, `--` in the third place only for a valid
/// punycode label (RFC 3492, RFC 5891 section 4.2.3.1). A dot may stand at the end.
bool isDomainName(std::string_view text);

}  // namespace oamc::net
