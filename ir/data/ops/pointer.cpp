#include "ir/data/ops/pointer.h"

#include <charconv>
#include <cstdint>
#include <system_error>

namespace oamc {

namespace {

std::string unescape(std::string_view token) {
  std::string text;
  for (std::size_t at = 0; at < token.size(); ++at) {
    char next = token[at] == '~' && at + 1 < token.size() ? token[at + 1] : '\0';
    bool isEscape = next == '0' || next == '1';
    text += isEscape ? (next == '0' ? '~' : '/') : token[at];
    if (isEscape) ++at;
  }
  return text;
}

}  // namespace

std::vector<std::string> splitPointer(std::string_view pointer) {
  std::vector<std::string> tokens;
  for (std::size_t slash = pointer.find('/'); slash != std::string_view::npos;) {
    std::size_t next = pointer.find('/', slash + 1);
    tokens.push_back(unescape(pointer.substr(slash + 1, next == std::string_view::npos ? next : next - slash - 1)));
    slash = next;
  }
  return tokens;
}

std::string escapePointerToken(std::string_view token) {
  std::string text;
  for (char c : token) {
    if (c == '~') text += "~0";
    if (c == '/') text += "~1";
    if (c != '~' && c != '/') text += c;
  }
  return text;
}

std::optional<std::size_t> listPosition(std::string_view token, std::size_t size) {
  if (token.starts_with('+') && !token.starts_with("+-")) token.remove_prefix(1);
  std::int64_t index = 0;
  auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (status != std::errc() || end != token.data() + token.size()) return std::nullopt;
  auto count = static_cast<std::int64_t>(size);
  if (index < -count || index >= count) return std::nullopt;
  return static_cast<std::size_t>(index < 0 ? index + count : index);
}

}  // namespace oamc
