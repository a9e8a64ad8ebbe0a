#include "stdlib/functions/url.h"

#include <algorithm>

#include "stdlib/functions/hex.h"
#include "stdlib/functions/ip_address.h"

namespace oamc::net {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isOneOf(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
bool isUnreserved(char c) { return isLetter(c) || isDigit(c) || isOneOf(c, "-_.~"); }

/// The byte that the escape sequence at the start of `text` stands for, or -1.
int escapedByte(std::string_view text) {
  if (text.size() < 3) return -1;
  int high = hexDigitValue(text[1]);
  int low = hexDigitValue(text[2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool hasValidEscapes(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (escapedByte(text.substr(at)) < 0) return false;
  }
  return true;
}

bool isHostCharacter(char c) { return static_cast<unsigned char>(c) >= 0x80 || isUnreserved(c) || isOneOf(c, "!$&'()*+,;=:[]<>\""); }

/// A host may have escape sequences only of bytes above 127 and of `%`; a zone also of blanks and host characters.
std::optional<std::string> findHostProblem(std::string_view host, bool isZone) {
  for (std::size_t at = 0; at < host.size(); ++at) {
    if (host[at] != '%') {
      if (!isHostCharacter(host[at])) return "`" + std::string(1, host[at]) + "` is no character of a host name";
      continue;
    }
    int byte = escapedByte(host.substr(at));
    bool isAllowed = byte >= 0x80 || byte == '%' || (isZone && byte >= 0 && (byte == ' ' || isHostCharacter(static_cast<char>(byte))));
    if (!isAllowed) return "`" + std::string(host.substr(at, 3)) + "` is no escape sequence of a host name";
    at += 2;
  }
  return std::nullopt;
}

std::optional<std::string> findPortProblem(std::string_view port) {
  if (port.empty()) return std::nullopt;
  if (port[0] == ':' && std::ranges::all_of(port.substr(1), isDigit)) return std::nullopt;
  return "`" + std::string(port) + "` behind the host is no port";
}

std::optional<std::string> findAuthorityProblem(std::string_view authority) {
  if (std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    std::string_view user = authority.substr(0, at);
    bool isValid = std::ranges::all_of(user, [](char c) { return isUnreserved(c) || isOneOf(c, ":!$&'()*+,;=%@"); });
    if (!isValid || !hasValidEscapes(user)) return "`" + std::string(user) + "` before the `@` is no user information";
    authority = authority.substr(at + 1);
  }
  if (authority.starts_with('[')) {
    std::size_t end = authority.rfind(']');
    if (end == std::string_view::npos) return "the `]` of the host is missing";
    if (auto problem = findPortProblem(authority.substr(end + 1))) return problem;
    std::string_view address = authority.substr(0, end);
    std::size_t zone = std::min(address.find("%25"), address.size());
    if (auto problem = findHostProblem(address.substr(0, zone), false)) return problem;
    if (auto problem = findHostProblem(address.substr(zone), true)) return problem;
    std::string plain = *unescapeUrl(address.substr(1), UrlPart::kPathSegment);
    std::optional<IpAddress> parsed = parseIp(plain);
    if (!parsed || parsed->isV4) return "`" + plain + "` between the brackets is no IPv6 address";
    return std::nullopt;
  }
  if (authority.find('[') != std::string_view::npos) return "a `[` stands inside of its host";
  if (std::size_t colon = authority.rfind(':'); colon != std::string_view::npos) {
    if (auto problem = findPortProblem(authority.substr(colon))) return problem;
  }
  return findHostProblem(authority, false);
}

}  // namespace

std::string escapeUrl(std::string_view text, UrlPart part) {
  std::string escaped;
  for (char c : text) {
    if (isUnreserved(c) || (part == UrlPart::kPathSegment && isOneOf(c, "$&+=:@"))) {
      escaped += c;
    } else if (part == UrlPart::kQuery && c == ' ') {
      escaped += '+';
    } else {
      constexpr std::string_view kDigits = "0123456789ABCDEF";
      auto byte = static_cast<unsigned char>(c);
      escaped.append(1, '%').append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
    }
  }
  return escaped;
}

std::optional<std::string> unescapeUrl(std::string_view text, UrlPart part) {
  std::string unescaped;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%') {
      int byte = escapedByte(text.substr(at));
      if (byte < 0) return std::nullopt;
      unescaped += static_cast<char>(byte);
      at += 2;
    } else {
      unescaped += part == UrlPart::kQuery && text[at] == '+' ? ' ' : text[at];
    }
  }
  return unescaped;
}

std::string_view urlScheme(std::string_view url) {
  std::size_t end = 0;
  while (end < url.size() && (isLetter(url[end]) || (end > 0 && (isDigit(url[end]) || isOneOf(url[end], "+-."))))) ++end;
  return end < url.size() && url[end] == ':' ? url.substr(0, end) : std::string_view();
}

std::optional<std::string> findUrlProblem(std::string_view url) {
  bool hasControls = std::ranges::any_of(url, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (hasControls) return "it has a control character";
  std::size_t hash = std::min(url.find('#'), url.size());
  if (!hasValidEscapes(url.substr(hash))) return "its fragment has a `%` without two hexadecimal digits";
  std::string_view rest = url.substr(0, hash);
  if (rest.starts_with(':')) return "the scheme before the `:` is missing";
  std::string_view scheme = urlScheme(rest);
  if (!scheme.empty()) rest.remove_prefix(scheme.size() + 1);
  rest = rest.substr(0, rest.find('?'));
  if (!rest.starts_with('/')) {
    if (!scheme.empty()) return std::nullopt;
    if (rest.substr(0, rest.find('/')).find(':') != std::string_view::npos) return "the first part of its path has a `:`";
  }
  if (rest.starts_with("//") && (!scheme.empty() || !rest.starts_with("///"))) {
    std::size_t end = std::min(rest.find('/', 2), rest.size());
    if (auto problem = findAuthorityProblem(rest.substr(2, end - 2))) return problem;
    rest.remove_prefix(end);
  }
  if (!hasValidEscapes(rest)) return "its path has a `%` without two hexadecimal digits";
  return std::nullopt;
}

}  // namespace oamc::net
