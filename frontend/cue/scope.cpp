#include "frontend/cue/scope.h"

#include "ir/cue/module.h"

namespace oamc {

bool isAlias(NameKind kind) {
  switch (kind) {
    case NameKind::kFieldAlias:
    case NameKind::kDynamicAlias:
    case NameKind::kNodeAlias:
    case NameKind::kLabelAlias:
    case NameKind::kLet: return true;
    case NameKind::kField:
    case NameKind::kClauseVariable:
    case NameKind::kImport: return false;
  }
  return false;
}

void ScopeStack::open(std::uint32_t fieldDepth, const ast::StructLiteral* literal) {
  scopes_.push_back({static_cast<std::uint32_t>(bindings_.size()), fieldDepth, literal});
}

void ScopeStack::close() {
  while (bindings_.size() > scopes_.back().firstBinding) {
    const Binding& last = bindings_.back();
    if (last.shadowed == kNoIndex) {
      innermostByName_.erase(last.name);
    } else {
      innermostByName_[last.name] = last.shadowed;
    }
    bindings_.pop_back();
  }
  scopes_.pop_back();
}

std::optional<std::uint32_t> ScopeStack::declare(Binding binding) {
  std::optional<std::uint32_t> visible = find(binding.name);
  binding.scope = depth() - 1;
  std::optional<std::uint32_t> clash;
  if (visible) {
    Binding& earlier = bindings_[*visible];
    bool sameScope = earlier.scope == binding.scope;
    if (sameScope && earlier.kind == NameKind::kField && binding.kind == NameKind::kField) return std::nullopt;
    bool bothVariables = earlier.kind == NameKind::kClauseVariable && binding.kind == NameKind::kClauseVariable;
    if ((sameScope && !bothVariables) || isAlias(earlier.kind) != isAlias(binding.kind)) {
      clash = visible;
      earlier.used = binding.used = true;
    }
  }
  auto [innermost, isNew] = innermostByName_.try_emplace(binding.name, kNoIndex);
  binding.shadowed = innermost->second;
  innermost->second = static_cast<std::uint32_t>(bindings_.size());
  bindings_.push_back(binding);
  return clash;
}

std::optional<std::uint32_t> ScopeStack::find(std::string_view name) const {
  auto found = innermostByName_.find(name);
  std::uint32_t index = found == innermostByName_.end() ? kNoIndex : found->second;
  while (index != kNoIndex && bindings_[index].hidden) index = bindings_[index].shadowed;
  return index == kNoIndex ? std::nullopt : std::optional(index);
}

void ScopeStack::useImport(std::uint32_t import) {
  for (Binding& binding : bindings_) {
    if (binding.kind == NameKind::kImport && binding.target == import) binding.used = true;
  }
}

}  // namespace oamc
