#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oamc::net {

/// An IPv4 or IPv6 address. `bytes` always has 16; those of IPv4 are mapped (::ffff:a.b.c.d).
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool isV4 = false;
  std::string_view zone;  ///< of an IPv6 address, after `%`

  bool isMappedV4() const;
};

/// Reads dotted decimals without leading zeros, or IPv6 text (RFC 4291 section 2.2) with an optional zone.
std::optional<IpAddress> parseIp(std::string_view text);

/// `bytes` has 4 or 16.
IpAddress ipFromBytes(std::string_view bytes);

/// The canonical text (RFC 5952); mapped addresses as `::ffff:1.2.3.4`.
std::string ipText(const IpAddress& address);

/// Whether a text is an address with a prefix length: `10.0.0.0/8`. `problem` says why not.
bool isCidr(std::string_view text, std::string& problem);

}  // namespace oamc::net
