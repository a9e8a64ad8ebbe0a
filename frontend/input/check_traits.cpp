#include "frontend/input/check_traits.h"

#include <algorithm>
#include <string>

namespace oamc {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

/// `Deployment` of `apps/v1` is the resource `deployments.apps`.
std::string resourceName(std::string_view apiVersion, std::string_view kind) {
  std::string name(kind);
  std::ranges::transform(name, name.begin(), lower);
  if (name.ends_with('y')) name.replace(name.size() - 1, 1, "ies");
  else name += name.ends_with('s') || name.ends_with('x') || name.ends_with("ch") ? "es" : "s";
  std::size_t slash = apiVersion.find('/');
  return slash == std::string_view::npos ? name : name + "." + std::string(apiVersion.substr(0, slash));
}

/// The resource that a component of the definition makes; empty when the definition does not say.
std::string workloadOf(const Definition& definition) {
  std::string_view kind = definition.attributeText({"workload", "definition", "kind"});
  if (!kind.empty()) return resourceName(definition.attributeText({"workload", "definition", "apiVersion"}), kind);
  std::string_view type = definition.attributeText({"workload", "type"});
  return type.starts_with("autodetects.") ? std::string() : std::string(type);
}

/// An entry of `appliesToWorkloads`: `*`, `*.group`, a resource, or a component type (spec/definitions.md 1.2).
bool fits(std::string_view entry, std::string_view workload, std::string_view type) {
  if (entry == "*" || entry == workload || entry == type) return true;
  return entry.starts_with("*.") && workload.ends_with(entry.substr(1));
}

/// True if the definition of one trait names the other in `conflictsWith`.
bool conflicts(const Definition& definition, std::string_view other) {
  const Data* entries = definition.attribute({"conflictsWith"});
  return entries != nullptr && entries->isList() &&
         std::ranges::any_of(entries->items(), [&](const Data& entry) { return entry.isString() && entry.text() == other; });
}

void checkConflicts(const Component& component, const DefinitionIndex& definitions, const DefinitionQuery& query, DiagnosticSink& sink) {
  for (const Trait& trait : component.traits)
    for (const Trait& other : component.traits) {
      const Definition* definition = definitions.find(DefinitionKind::kTrait, trait.type.text, query);
      if (&trait == &other || definition == nullptr || !conflicts(*definition, unversionedType(other.type.text))) continue;
      const Trait& later = &trait < &other ? other : trait;
      const Trait& earlier = &trait < &other ? trait : other;
      sink.report(diag::TraitConflict, later.type.span, later.type.text, earlier.type.text)
          .related(earlier.type.span, "the other trait")
          .hint("`conflictsWith` of the definition `" + std::string(definition->name.text) + "` says so; nothing enforces it")
          .emit();
    }
}

}  // namespace

void checkTraits(const Application& application, const DefinitionIndex& definitions, const DefinitionQuery& query, DiagnosticSink& sink) {
  for (const Component& component : application.components) {
    checkConflicts(component, definitions, query, sink);
    const Definition* definition = definitions.find(DefinitionKind::kComponent, component.type.text, query);
    std::string workload = definition == nullptr ? "" : workloadOf(*definition);
    if (workload.empty()) continue;
    for (const Trait& trait : component.traits) {
      const Definition* traitDefinition = definitions.find(DefinitionKind::kTrait, trait.type.text, query);
      const Data* entries = traitDefinition == nullptr ? nullptr : traitDefinition->attribute({"appliesToWorkloads"});
      if (entries == nullptr || !entries->isList() || entries->items().empty()) continue;
      auto isFit = [&](const Data& entry) { return entry.isString() && fits(entry.text(), workload, unversionedType(component.type.text)); };
      if (std::ranges::any_of(entries->items(), isFit)) continue;
      std::string list;
      for (const Data& entry : entries->items())
        if (entry.isString()) list += (list.empty() ? "`" : ", `") + std::string(entry.text()) + "`";
      sink.report(diag::TraitUnsuited, trait.type.span, trait.type.text, component.type.text, workload)
          .related(component.type.span, "the type of the component")
          .hint("it is made for " + list)
          .emit();
    }
  }
}

}  // namespace oamc
