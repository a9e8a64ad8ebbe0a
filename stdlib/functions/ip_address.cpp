#include "stdlib/functions/ip_address.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace oamc::net {

namespace {

bool isDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<unsigned> readNumber(std::string_view text, int base, std::size_t mostDigits) {
  unsigned value = 0;
  if (text.empty() || text.size() > mostDigits) return std::nullopt;
  std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> splitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, start)) {
    parts.push_back(text.substr(start, at - start));
    start = at + 1;
  }
  parts.push_back(text.substr(start));
  return parts;
}

std::optional<std::vector<std::uint8_t>> parseDotted(std::string_view text) {
  std::vector<std::string_view> parts = splitAt(text, '.');
  if (parts.size() != 4) return std::nullopt;
  std::vector<std::uint8_t> bytes;
  for (std::string_view part : parts) {
    bool hasLeadingZero = part.size() > 1 && part[0] == '0';
    std::optional<unsigned> value = isDigits(part) ? readNumber(part, 10, 3) : std::nullopt;
    if (!value || *value > 255 || hasLeadingZero) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(*value));
  }
  return bytes;
}

/// The bytes of groups between colons; the last group may be dotted when `mayEndDotted`.
std::optional<std::vector<std::uint8_t>> parseGroups(std::string_view text, bool mayEndDotted) {
  std::vector<std::uint8_t> bytes;
  if (text.empty()) return bytes;
  std::vector<std::string_view> groups = splitAt(text, ':');
  for (std::size_t i = 0; i < groups.size(); ++i) {
    bool isLast = i + 1 == groups.size();
    if (isLast && mayEndDotted && groups[i].find('.') != std::string_view::npos) {
      std::optional<std::vector<std::uint8_t>> dotted = parseDotted(groups[i]);
      if (!dotted) return std::nullopt;
      bytes.insert(bytes.end(), dotted->begin(), dotted->end());
      continue;
    }
    std::optional<unsigned> value = readNumber(groups[i], 16, 4);
    if (!value) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(*value >> 8));
    bytes.push_back(static_cast<std::uint8_t>(*value & 255));
  }
  return bytes;
}

std::optional<IpAddress> parseV6(std::string_view text) {
  IpAddress address;
  if (std::size_t percent = text.find('%'); percent != std::string_view::npos) {
    address.zone = text.substr(percent + 1);
    if (address.zone.empty()) return std::nullopt;
    text = text.substr(0, percent);
  }
  std::size_t gap = text.find("::");
  bool hasGap = gap != std::string_view::npos;
  std::optional<std::vector<std::uint8_t>> head = parseGroups(hasGap ? text.substr(0, gap) : text, !hasGap);
  std::optional<std::vector<std::uint8_t>> tail = parseGroups(hasGap ? text.substr(gap + 2) : std::string_view(), true);
  if (!head || !tail) return std::nullopt;
  std::size_t size = head->size() + tail->size();
  if (hasGap ? size > 14 : size != 16) return std::nullopt;
  std::ranges::copy(*head, address.bytes.begin());
  std::ranges::copy_backward(*tail, address.bytes.end());
  return address;
}

std::string dottedText(const std::uint8_t* bytes) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += (i == 0 ? "" : ".") + std::to_string(bytes[i]);
  return text;
}

struct Run {
  std::size_t start = 8;
  std::size_t size = 0;
};

/// The first of the longest runs of at least two zero groups.
Run longestZeros(const std::array<unsigned, 8>& groups) {
  Run best;
  for (std::size_t start = 0; start < groups.size();) {
    std::size_t end = start;
    while (end < groups.size() && groups[end] == 0) ++end;
    if (end - start > std::max<std::size_t>(best.size, 1)) best = {start, end - start};
    start = end + 1;
  }
  return best;
}

}  // namespace

bool IpAddress::isMappedV4() const {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) && bytes[10] == 255 && bytes[11] == 255;
}

IpAddress ipFromBytes(std::string_view bytes) {
  IpAddress address;
  address.isV4 = bytes.size() == 4;
  if (address.isV4) address.bytes[10] = address.bytes[11] = 255;
  std::ranges::copy_backward(bytes, address.bytes.end());
  return address;
}

std::optional<IpAddress> parseIp(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return parseV6(text);
  std::optional<std::vector<std::uint8_t>> dotted = parseDotted(text);
  if (!dotted) return std::nullopt;
  return ipFromBytes(std::string_view(reinterpret_cast<const char*>(dotted->data()), dotted->size()));
}

std::string ipText(const IpAddress& address) {
  if (address.isV4) return dottedText(address.bytes.data() + 12);
  std::string zone = address.zone.empty() ? std::string() : "%" + std::string(address.zone);
  if (address.isMappedV4()) return "::ffff:" + dottedText(address.bytes.data() + 12) + zone;
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<unsigned>(address.bytes[2 * i]) << 8 | address.bytes[2 * i + 1];
  Run zeros = longestZeros(groups);
  std::string text;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == zeros.start) {
      text += "::";
      i += zeros.size - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    char digits[8];
    std::to_chars_result result = std::to_chars(digits, digits + sizeof digits, groups[i], 16);
    text.append(digits, result.ptr);
  }
  return text + zone;
}

bool isCidr(std::string_view text, std::string& problem) {
  std::size_t slash = text.rfind('/');
  problem = "it has no `/`";
  if (slash == std::string_view::npos) return false;
  std::optional<IpAddress> address = parseIp(text.substr(0, slash));
  problem = "what stands before the `/` is not an address";
  if (!address || !address->zone.empty()) return false;
  std::string_view bits = text.substr(slash + 1);
  unsigned most = address->isV4 ? 32 : 128;
  problem = "the prefix length must be a number from 0 to " + std::to_string(most);
  bool hasLeadingZero = bits.size() > 1 && bits[0] == '0';
  std::optional<unsigned> length = isDigits(bits) && !hasLeadingZero ? readNumber(bits, 10, 3) : std::nullopt;
  return length && *length <= most;
}

}  // namespace oamc::net
