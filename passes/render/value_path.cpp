#include "passes/render/value_path.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "passes/assemble/object_edit.h"

namespace oamc {
namespace {

bool isNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '$'; }

/// Takes `["key"]` off the front of `text`.
std::optional<PathPart> takeQuoted(std::string_view& text) {
  std::size_t end = text.find("\"]");
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  PathPart part{text.substr(2, end - 2), std::nullopt};
  text.remove_prefix(end + 2);
  return part;
}

/// Takes `[0]` off the front of `text`.
std::optional<PathPart> takeIndex(std::string_view& text) {
  std::size_t index = 0;
  const char* last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data() + 1, last, index);
  if (error != std::errc() || end == last || *end != ']') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return PathPart{{}, index};
}

/// Takes a plain key off the front of `text`.
std::optional<PathPart> takeName(std::string_view& text) {
  std::string_view key = text.substr(0, text.find_first_of(".["));
  if (key.empty() || !std::ranges::all_of(key, isNameCharacter)) return std::nullopt;
  text.remove_prefix(key.size());
  return PathPart{key, std::nullopt};
}

std::optional<Data> withItemAt(const Data& root, std::size_t index, std::span<const PathPart> rest, const Data& value, Arena& arena) {
  if (!root.isList() && !root.isNull()) return std::nullopt;
  std::span<const Data> old = root.isList() ? root.items() : std::span<const Data>();
  if (index > old.size()) return std::nullopt;
  std::optional<Data> item = withValueAt(index < old.size() ? old[index] : Data(), rest, value, arena);
  if (!item) return std::nullopt;
  std::span<Data> items = arena.createArray<Data>(std::max(old.size(), index + 1));
  std::ranges::copy(old, items.begin());
  items[index] = *item;
  return Data::list(items, root.span());
}

}  // namespace

std::optional<std::vector<PathPart>> parseValuePath(std::string_view text) {
  std::vector<PathPart> parts;
  while (!text.empty()) {
    std::optional<PathPart> part;
    if (text.starts_with("[\"")) {
      part = takeQuoted(text);
    } else if (text.starts_with('[')) {
      part = takeIndex(text);
    } else {
      if (text.starts_with('.') && !parts.empty()) text.remove_prefix(1);
      part = takeName(text);
    }
    if (!part) return std::nullopt;
    parts.push_back(*part);
  }
  return parts.empty() ? std::nullopt : std::optional(parts);
}

const Data* valueAt(const Data& root, std::span<const PathPart> path) {
  const Data* at = &root;
  for (const PathPart& part : path) {
    if (!part.index) {
      at = at->find(part.key);
    } else {
      at = at->isList() && *part.index < at->items().size() ? &at->items()[*part.index] : nullptr;
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

std::optional<Data> withValueAt(const Data& root, std::span<const PathPart> path, const Data& value, Arena& arena) {
  if (path.empty()) return value;
  const PathPart& part = path.front();
  if (part.index) return withItemAt(root, *part.index, path.subspan(1), value, arena);
  const Data* child = root.find(part.key);
  std::optional<Data> changed = withValueAt(child != nullptr ? *child : Data(), path.subspan(1), value, arena);
  if (!changed) return std::nullopt;
  return withMember(root, part.key, *changed, arena);
}

}  // namespace oamc
