#include "passes/assemble/scope.h"

#include <algorithm>
#include <iterator>

namespace oamc {
namespace {

struct KnownKind {
  std::string_view name;  // group/kind
  Scope scope;
};

constexpr KnownKind kKnownKinds[] = {
#include "passes/assemble/scopes.inc"
};

static_assert(std::ranges::is_sorted(kKnownKinds, {}, &KnownKind::name), "looked up by halving");

std::string groupKind(std::string_view group, std::string_view kind) {
  std::string name(group);
  name += '/';
  name += kind;
  return name;
}

}  // namespace

std::string_view groupOf(std::string_view apiVersion) {
  std::size_t slash = apiVersion.find('/');
  return slash == std::string_view::npos ? std::string_view() : apiVersion.substr(0, slash);
}

void ScopeTable::add(std::string_view group, std::string_view kind, Scope scope) { declared_.insert_or_assign(groupKind(group, kind), scope); }

std::optional<Scope> ScopeTable::find(std::string_view group, std::string_view kind) const {
  std::string name = groupKind(group, kind);
  if (auto declared = declared_.find(name); declared != declared_.end()) return declared->second;
  const KnownKind* known = std::ranges::lower_bound(kKnownKinds, std::string_view(name), {}, &KnownKind::name);
  if (known == std::end(kKnownKinds) || known->name != name) return std::nullopt;
  return known->scope;
}

}  // namespace oamc
