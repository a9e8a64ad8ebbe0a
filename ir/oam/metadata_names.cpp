#include "ir/oam/metadata_names.h"

#include <algorithm>

namespace oamc {
namespace {

constexpr std::size_t kMaxLabel = 63;
constexpr std::size_t kMaxSubdomain = 253;

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLowerOrDigit(char c) { return isLower(c) || isDigit(c); }
bool isAlphanumeric(char c) { return isLowerOrDigit(c) || isUpper(c); }

std::optional<std::string> lengthProblem(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::nullopt;
  return "has " + std::to_string(text.size()) + " characters, at most " + std::to_string(limit) + " are allowed";
}

/// `isInner` says what may stand inside, `isEdge` what may stand at both ends.
std::optional<std::string> shapeProblem(std::string_view text, bool (*isInner)(char), bool (*isEdge)(char), std::string_view allowed) {
  if (text.empty()) return "is empty";
  auto wrong = std::ranges::find_if_not(text, isInner);
  if (wrong != text.end()) {
    // A whole UTF-8 sequence is shown, not its first byte.
    auto end = std::find_if(wrong + 1, text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    return "has `" + std::string(wrong, end) + "`, but only " + std::string(allowed) + " are allowed";
  }
  if (!isEdge(text.front()) || !isEdge(text.back())) return "must begin and end with a letter or digit";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> subdomainProblem(std::string_view text) {
  if (auto problem = lengthProblem(text, kMaxSubdomain)) return problem;
  return shapeProblem(
      text, [](char c) { return isLowerOrDigit(c) || c == '-' || c == '.'; }, isLowerOrDigit, "lower-case letters, digits, `-` and `.`");
}

std::optional<std::string> dnsLabelProblem(std::string_view text, bool startsWithLetter) {
  if (auto problem = lengthProblem(text, kMaxLabel)) return problem;
  auto problem = shapeProblem(
      text, [](char c) { return isLowerOrDigit(c) || c == '-'; }, isLowerOrDigit, "lower-case letters, digits and `-`");
  if (!problem && startsWithLetter && !isLower(text.front())) return "must begin with a letter";
  return problem;
}

std::optional<std::string> labelValueProblem(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (auto problem = lengthProblem(text, kMaxLabel)) return problem;
  return shapeProblem(
      text, [](char c) { return isAlphanumeric(c) || c == '-' || c == '_' || c == '.'; }, isAlphanumeric, "letters, digits, `-`, `_` and `.`");
}

std::optional<std::string> metadataKeyProblem(std::string_view text) {
  std::size_t slash = text.find('/');
  std::string_view name = slash == std::string_view::npos ? text : text.substr(slash + 1);
  if (slash != std::string_view::npos)
    if (auto problem = subdomainProblem(text.substr(0, slash))) return "has a prefix that " + *problem;
  if (name.empty()) return "has an empty name";
  return labelValueProblem(name);
}

std::string nearestName(std::string_view text) {
  std::string name;
  for (char c : text) {
    char lower = isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    bool isKept = isLowerOrDigit(lower) || lower == '.';
    if (isKept) {
      name += lower;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && !isLowerOrDigit(name.back())) name.pop_back();
  return name;
}

}  // namespace oamc
