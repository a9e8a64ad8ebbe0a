#include "passes/patch/tree_path.h"

#include <charconv>

namespace oamc {

namespace {

/// Stands for the `...` of a list without an element type: there, but no literal.
const Tree kEllipsis{};

std::optional<std::uint32_t> parseIndex(std::string_view text) {
  std::uint32_t index = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return index;
}

std::string_view withoutQuotes(std::string_view text) {
  std::size_t first = text.find_first_not_of('"');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of('"') - first + 1);
}

const Tree* element(const Tree& list, const PathStep& step) {
  if (!step.index) return nullptr;
  if (*step.index < list.elements.size()) return list.elements[*step.index];
  if (!list.isOpen || *step.index > list.elements.size()) return nullptr;
  return list.elementType != nullptr ? list.elementType : &kEllipsis;
}

}  // namespace

std::vector<PathStep> parseKeyPath(std::string_view path, SymbolTable& symbols) {
  std::vector<PathStep> steps;
  for (;;) {
    std::size_t dot = path.find('.');
    std::string_view name = withoutQuotes(path.substr(0, dot));
    steps.push_back({symbols.intern(name), parseIndex(name)});
    if (dot == std::string_view::npos) return steps;
    path.remove_prefix(dot + 1);
  }
}

std::optional<std::uint32_t> findField(const Tree& node, Symbol name) {
  if (node.kind != TreeKind::kStruct) return std::nullopt;
  for (std::uint32_t index = 0; index < node.fields.size(); ++index) {
    if (node.fields[index].label.symbol() == name) return index;
  }
  return std::nullopt;
}

const Tree* lookup(const Tree& node, std::span<const PathStep> path) {
  const Tree* at = &node;
  for (const PathStep& step : path) {
    if (at->kind == TreeKind::kList) {
      at = element(*at, step);
    } else {
      std::optional<std::uint32_t> index = findField(*at, step.name);
      at = index ? at->fields[*index].value : nullptr;
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

}  // namespace oamc
