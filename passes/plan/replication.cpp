#include "passes/plan/replication.h"

#include <algorithm>
#include <string>

#include "ir/base/suggest.h"

namespace oamc {
namespace {

Failed reportNothingSelected(const Policy& policy, const ReplicationPolicy& replication, const std::vector<Component>& components, DiagnosticSink& sink) {
  std::vector<std::string_view> names;
  for (const Component& component : components) names.push_back(component.name.text);
  SourceSpan span = replication.selector.empty() ? policy.name.span : replication.selector.front().span;
  std::string_view wanted = replication.selector.empty() ? std::string_view() : replication.selector.front().text;
  auto builder = sink.report(diag::NothingToReplicate, span, policy.name.text, wanted);
  auto near = replication.selector.empty() ? std::nullopt : suggest(replication.selector.front().text, names);
  if (near) {
    builder.hint("did you mean `" + std::string(*near) + "`?").fix(span, std::string(*near));
  } else {
    builder.hint("`selector` lists the names of the components to copy");
  }
  return builder.emit();
}

}  // namespace

Result<std::vector<Component>> replicate(std::vector<Component> components, std::span<const Policy* const> policies, DiagnosticSink& sink) {
  if (policies.empty()) return components;
  std::vector<bool> isSelected(components.size(), false);
  std::vector<Component> copies;
  for (const Policy* policy : policies) {
    Result<ReplicationPolicy> replication = decodeReplication(*policy, sink);
    if (!replication) return replication.failure();
    bool selectsAny = false;
    for (std::size_t i = 0; i < components.size(); ++i) {
      if (std::ranges::find(replication->selector, components[i].name.text, &SpannedText::text) == replication->selector.end()) continue;
      selectsAny = isSelected[i] = true;
      for (const SpannedText& key : replication->keys) {
        copies.push_back(components[i]);
        copies.back().replicaKey = key.text;
      }
    }
    if (!selectsAny) return reportNothingSelected(*policy, *replication, components, sink);
  }
  std::vector<Component> result;
  for (std::size_t i = 0; i < components.size(); ++i)
    if (!isSelected[i]) result.push_back(std::move(components[i]));
  std::ranges::move(copies, std::back_inserter(result));
  return result;
}

}  // namespace oamc
