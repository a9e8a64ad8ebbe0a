#include "stdlib/functions/domain_name.h"
#include "stdlib/functions/ip_address.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"
#include "stdlib/functions/unicode.h"
#include "stdlib/functions/url.h"

namespace oamc::net {

namespace {

/// An address is a text or a list of 4 or 16 bytes.
std::optional<IpAddress> toIp(const Data& value) {
  if (value.isString()) return parseIp(value.text());
  if (!value.isList() || (value.items().size() != 4 && value.items().size() != 16)) return std::nullopt;
  std::string bytes;
  for (const Data& item : value.items()) {
    std::optional<std::int64_t> byte = kindOf(item) == Kind::kInt ? item.number().toInt64() : std::nullopt;
    if (!byte || *byte < 0 || *byte > 255) return std::nullopt;
    bytes += static_cast<char>(*byte);
  }
  return ipFromBytes(bytes);
}

std::vector<Data> byteList(CallContext& call, const std::uint8_t* bytes, std::size_t count) {
  std::vector<Data> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back(toData(static_cast<std::int64_t>(bytes[i]), call.arena));
  return items;
}

FunctionFailure notAnAddress(const Data& value, std::string_view what = "an IP address") { return fail(describe(value) + " is not " + std::string(what)); }

Outcome<std::vector<Data>> parseAddress(CallContext& call, std::string_view text) {
  std::optional<IpAddress> address = parseIp(text);
  if (!address) return notAnAddress(Data::string(text));
  return address->isV4 ? byteList(call, address->bytes.data() + 12, 4) : byteList(call, address->bytes.data(), 16);
}

Outcome<std::vector<Data>> toIp4(CallContext& call, Data value) {
  std::optional<IpAddress> address = toIp(value);
  if (!address || !address->isV4) return notAnAddress(value, "an IPv4 address");
  return byteList(call, address->bytes.data() + 12, 4);
}

Outcome<std::vector<Data>> toIp16(CallContext& call, Data value) {
  std::optional<IpAddress> address = toIp(value);
  if (!address) return notAnAddress(value);
  return byteList(call, address->bytes.data(), 16);
}

Outcome<std::string> ipString(Data value) {
  std::optional<IpAddress> address = toIp(value);
  if (!address) return notAnAddress(value);
  return ipText(*address);
}

bool isIp(const IpAddress&) { return true; }
bool isV4(const IpAddress& address) { return address.isV4; }
bool isV6(const IpAddress& address) { return !address.isV4; }

/// The classes see an IPv4 address inside of IPv6 as IPv4.
bool actsAsV4(const IpAddress& address) { return address.isV4 || address.isMappedV4(); }

bool isUnspecified(const IpAddress& address) {
  return std::all_of(address.bytes.begin() + (address.isV4 ? 12 : 0), address.bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

bool isLoopback(const IpAddress& address) {
  if (actsAsV4(address)) return address.bytes[12] == 127;
  return std::all_of(address.bytes.begin(), address.bytes.end() - 1, [](std::uint8_t byte) { return byte == 0; }) && address.bytes[15] == 1;
}

bool isMulticast(const IpAddress& address) { return actsAsV4(address) ? (address.bytes[12] & 0xF0) == 0xE0 : address.bytes[0] == 0xFF; }

bool isMulticastOfScope(const IpAddress& address, int scope) { return address.bytes[0] == 0xFF && (address.bytes[1] & 15) == scope; }

bool isInterfaceLocalMulticast(const IpAddress& address) { return !actsAsV4(address) && isMulticastOfScope(address, 1); }

bool isLinkLocalMulticast(const IpAddress& address) {
  if (actsAsV4(address)) return address.bytes[12] == 224 && address.bytes[13] == 0 && address.bytes[14] == 0;
  return isMulticastOfScope(address, 2);
}

bool isLinkLocalUnicast(const IpAddress& address) {
  if (actsAsV4(address)) return address.bytes[12] == 169 && address.bytes[13] == 254;
  return address.bytes[0] == 0xFE && (address.bytes[1] & 0xC0) == 0x80;
}

bool isGlobalUnicast(const IpAddress& address) {
  bool isV4Zero = actsAsV4(address) && std::all_of(address.bytes.begin() + 12, address.bytes.end(), [](std::uint8_t byte) { return byte == 0; });
  bool isBroadcast = actsAsV4(address) && std::all_of(address.bytes.begin() + 12, address.bytes.end(), [](std::uint8_t byte) { return byte == 255; });
  return !isV4Zero && !isBroadcast && !isUnspecified(address) && !isLoopback(address) && !isMulticast(address) && !isLinkLocalUnicast(address);
}

template <bool (*Predicate)(const IpAddress&)>
bool test(Data value) {
  std::optional<IpAddress> address = toIp(value);
  return address && Predicate(*address);
}

Outcome<bool> ipCidr(std::string_view text) {
  std::string problem;
  if (isCidr(text, problem)) return true;
  return fail(describe(Data::string(text)) + " is not an address with a prefix length: " + problem);
}

bool fqdn(std::string_view text) { return isDomainName(text); }

Outcome<bool> url(std::string_view text) {
  if (std::optional<std::string> problem = findUrlProblem(text)) return fail(describe(Data::string(text)) + " is not a URL: " + *problem);
  return true;
}

Outcome<bool> absUrl(std::string_view text) {
  Outcome<bool> valid = url(text);
  if (std::holds_alternative<FunctionFailure>(valid)) return valid;
  if (urlScheme(text).empty()) return fail(describe(Data::string(text)) + " has no scheme, an absolute URL starts with one");
  return true;
}

template <UrlPart Part>
std::string escape(std::string_view text) {
  return escapeUrl(text, Part);
}

template <UrlPart Part>
Outcome<std::string> unescape(std::string_view text) {
  std::optional<std::string> unescaped = unescapeUrl(text, Part);
  if (!unescaped) return fail(describe(Data::string(text)) + " has a `%` without two hexadecimal digits");
  return unicode::toValid(*unescaped);
}

FunctionResult splitHostPort(CallContext& call, std::string_view text) {
  auto malformed = [&](std::string_view what) { return fail(describe(Data::string(text)) + " is not a host and a port: " + std::string(what)); };
  std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return malformed("it has no `:`");
  std::string_view host = text.substr(0, colon);
  if (text.starts_with('[')) {
    std::size_t end = text.find(']');
    if (end == std::string_view::npos) return malformed("the `]` is missing");
    if (end + 1 != colon) return malformed(end + 1 < text.size() && text[end + 1] == ':' ? "it has too many colons" : "no port follows the `]`");
    host = text.substr(1, end - 1);
  } else if (host.find(':') != std::string_view::npos) {
    return malformed("it has too many colons");
  }
  std::string_view rest = text.starts_with('[') ? text.substr(1) : text;
  if (rest.find('[') != std::string_view::npos) return malformed("a `[` stands inside of it");
  if (text.substr(text.starts_with('[') ? host.size() + 2 : 0).find(']') != std::string_view::npos) return malformed("a `]` stands inside of it");
  return toData(std::vector<std::string_view>{host, text.substr(colon + 1)}, call.arena);
}

Outcome<std::string> joinHostPort(Data host, Data port) {
  std::string hostText;
  if (host.isString() || host.kind() == DataKind::kBytes) hostText = host.text();
  else if (std::optional<IpAddress> address = toIp(host)) hostText = ipText(*address);
  else return notAnAddress(host, "a host: a text or an IP address is");
  std::string portText;
  if (port.isString() || port.kind() == DataKind::kBytes) portText = port.text();
  else if (kindOf(port) == Kind::kInt) portText = port.number().text();
  else return notAnAddress(port, "a port: an int or a text is");
  bool needsBrackets = hostText.find(':') != std::string::npos;
  return needsBrackets ? "[" + hostText + "]:" + portText : hostText + ":" + portText;
}

constexpr FunctionDef kFunctions[] = {
    row<absUrl>("AbsURL", "(s: string) bool", "Whether a text is a URL with a scheme.", R"(net.AbsURL("http://x") ⇒ true)"),
    row<fqdn>("FQDN", "(s: string) bool", "Whether a text is a domain name.", R"(net.FQDN("foo.bar") ⇒ true)"),
    row<test<isGlobalUnicast>>("GlobalUnicastIP", "(ip: _) bool", "Whether an address is global and not of a group.",
                               R"(net.GlobalUnicastIP("8.8.8.8") ⇒ true)"),
    row<test<isIp>>("IP", "(ip: _) bool", "Whether a value is an IP address: a text, or a list of 4 or 16 bytes.", R"(net.IP("::1") ⇒ true)"),
    row<ipCidr>("IPCIDR", "(s: string) bool", "Whether a text is an address with a prefix length.", R"(net.IPCIDR("10.0.0.0/8") ⇒ true)"),
    row<ipString>("IPString", "(ip: _) string", "The canonical text of an address.", R"(net.IPString([1, 2, 3, 4]) ⇒ "1.2.3.4")"),
    row<test<isV4>>("IPv4", "(ip: _) bool", "Whether a value is an IPv4 address.", R"(net.IPv4("1.2.3.4") ⇒ true)"),
    row<test<isV6>>("IPv6", "(ip: _) bool", "Whether a value is an IPv6 address.", R"(net.IPv6("1.2.3.4") ⇒ false)"),
    row<test<isInterfaceLocalMulticast>>("InterfaceLocalMulticastIP", "(ip: _) bool", "Whether an address is of a group within one interface.",
                                         R"(net.InterfaceLocalMulticastIP("ff01::1") ⇒ true)"),
    row<joinHostPort>("JoinHostPort", "(host: _, port: _) string", "A host and a port in one text.", R"(net.JoinHostPort("::1", 80) ⇒ "[::1]:80")"),
    row<test<isLinkLocalMulticast>>("LinkLocalMulticastIP", "(ip: _) bool", "Whether an address is of a group within one link.",
                                    R"(net.LinkLocalMulticastIP("224.0.0.1") ⇒ true)"),
    row<test<isLinkLocalUnicast>>("LinkLocalUnicastIP", "(ip: _) bool", "Whether an address is valid within one link.",
                                  R"(net.LinkLocalUnicastIP("169.254.0.1") ⇒ true)"),
    row<test<isLoopback>>("LoopbackIP", "(ip: _) bool", "Whether an address is that of the host itself.", R"(net.LoopbackIP("127.0.0.1") ⇒ true)"),
    row<test<isMulticast>>("MulticastIP", "(ip: _) bool", "Whether an address is of a group.", R"(net.MulticastIP("224.0.0.1") ⇒ true)"),
    row<parseAddress>("ParseIP", "(s: string) [...int]", "The bytes of an address.", R"(net.ParseIP("1.2.3.4") ⇒ [1, 2, 3, 4])"),
    row<escape<UrlPart::kPathSegment>>("PathEscape", "(s: string) string", "A text percent-encoded for a segment of a path.",
                                       R"(net.PathEscape("a b/c") ⇒ "a%20b%2Fc")"),
    row<unescape<UrlPart::kPathSegment>>("PathUnescape", "(s: string) string", "The text of a segment of a path.", R"(net.PathUnescape("a%20b") ⇒ "a b")"),
    row<escape<UrlPart::kQuery>>("QueryEscape", "(s: string) string", "A text percent-encoded for a query.", R"(net.QueryEscape("a b&c") ⇒ "a+b%26c")"),
    row<unescape<UrlPart::kQuery>>("QueryUnescape", "(s: string) string", "The text of a part of a query.", R"(net.QueryUnescape("a+b%20c") ⇒ "a b c")"),
    row<splitHostPort>("SplitHostPort", "(s: string) [...string]", "The host and the port of a text.", R"(net.SplitHostPort("[::1]:80") ⇒ ["::1", "80"])"),
    row<toIp16>("ToIP16", "(ip: _) [...int]", "The 16 bytes of an address.",
                R"(net.ToIP16([1, 2, 3, 4]) ⇒ [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4])"),
    row<toIp4>("ToIP4", "(ip: _) [...int]", "The 4 bytes of an IPv4 address.", R"(net.ToIP4("1.2.3.4") ⇒ [1, 2, 3, 4])"),
    row<url>("URL", "(s: string) bool", "Whether a text is a URL or a relative reference.", R"(net.URL("http://x") ⇒ true)"),
    row<test<isUnspecified>>("UnspecifiedIP", "(ip: _) bool", "Whether all bytes of an address are zero.", R"(net.UnspecifiedIP("0.0.0.0") ⇒ true)"),
};

constexpr ConstantDef kConstants[] = {
    {"IPv4len", "4", "The number of bytes of an IPv4 address."},
    {"IPv6len", "16", "The number of bytes of an IPv6 address."},
};

}  // namespace

PackageDef package() { return {"net", kFunctions, kConstants}; }

}  // namespace oamc::net
