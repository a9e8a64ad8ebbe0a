#include "ir/oam/policy.h"

#include <algorithm>
#include <array>

#include "ir/oam/application.h"
#include "ir/oam/document_fields.h"
#include "ir/oam/policy_schemas.h"

namespace oamc {

namespace {

/// In the order of PolicyKind.
constexpr std::array<std::string_view, 11> kBuiltinTypes{"topology",        "override",  "replication", "env-binding",     "apply-once", "garbage-collect",
                                                         "shared-resource", "take-over", "read-only",   "resource-update", "debug"};

std::string policyWords(const Policy& policy) {
  std::string words(policy.type.text);
  return words + " policy `" + std::string(policy.name.text) + "`";
}

SourceSpan placeOf(const Policy& policy) { return policy.propertiesKey.valid() ? policy.propertiesKey : policy.place; }

/// The properties, checked against the schema of the policy's kind; absent ones are an empty object.
Result<Data> checkedProperties(const Policy& policy, DiagnosticSink& sink) {
  const Schema* schema = policySchema(policyKind(policy.type.text));
  Data properties = policy.properties.isNull() ? Data::object({}) : policy.properties;
  if (schema == nullptr) return properties;
  Result<void> checked = checkSchema(properties, *schema, "the properties of " + policyWords(policy), placeOf(policy), sink);
  if (!checked) return checked.failure();
  return properties;
}

Component decodeComponentPatch(const Data& element) {
  Component component;
  component.name = textField(element, "name");
  component.type = textField(element, "type");
  component.properties = objectField(element, "properties");
  component.propertiesKey = keySpan(element, "properties");
  component.externalRevision = textField(element, "externalRevision");
  component.span = element.span();
  for (const Data& trait : objectListField(element, "traits"))
    component.traits.push_back({.type = textField(trait, "type"),
                                .properties = objectField(trait, "properties"),
                                .propertiesKey = keySpan(trait, "properties"),
                                .span = trait.span(),
                                .disable = flagField(trait, "disable")});
  return component;
}

std::optional<std::vector<SpannedText>> optionalTextList(const Data& object, std::string_view key) {
  if (field(object, key) == nullptr) return std::nullopt;
  return textListField(object, key);
}

}  // namespace

PolicyKind policyKind(std::string_view type) {
  auto found = std::ranges::find(kBuiltinTypes, type);
  return static_cast<PolicyKind>(found - kBuiltinTypes.begin());
}

std::span<const std::string_view> builtinPolicyTypes() { return kBuiltinTypes; }

Result<TopologyPolicy> decodeTopology(const Policy& policy, DiagnosticSink& sink) {
  Result<Data> properties = checkedProperties(policy, sink);
  if (!properties) return properties.failure();
  TopologyPolicy topology;
  topology.clusters = optionalTextList(*properties, "clusters");
  topology.clusterLabelSelector = objectField(*properties, "clusterLabelSelector");
  topology.clusterLabelSelectorKey = keySpan(*properties, "clusterLabelSelector");
  topology.allowEmpty = flagField(*properties, "allowEmpty");
  topology.namespaceName = textField(*properties, "namespace");
  return topology;
}

Result<OverridePolicy> decodeOverride(const Policy& policy, DiagnosticSink& sink) {
  Result<Data> properties = checkedProperties(policy, sink);
  if (!properties) return properties.failure();
  OverridePolicy override;
  for (const Data& element : objectListField(*properties, "components")) override.components.push_back(decodeComponentPatch(element));
  override.selector = optionalTextList(*properties, "selector");
  return override;
}

Result<ReplicationPolicy> decodeReplication(const Policy& policy, DiagnosticSink& sink) {
  Result<Data> properties = checkedProperties(policy, sink);
  if (!properties) return properties.failure();
  return ReplicationPolicy{.keys = textListField(*properties, "keys"), .selector = textListField(*properties, "selector")};
}

Result<void> checkPolicyHasProperties(const Policy& policy, DiagnosticSink& sink) {
  if (!policy.properties.isNull() || policyKind(policy.type.text) == PolicyKind::kDebug) return {};
  return sink.report(diag::PolicyWithoutProperties, placeOf(policy), policyWords(policy)).hint("add `properties:`, if need be `properties: {}`").emit();
}

Result<void> checkPolicy(const Policy& policy, DiagnosticSink& sink) {
  Result<void> given = checkPolicyHasProperties(policy, sink);
  if (!given) return given;
  PolicyKind kind = policyKind(policy.type.text);
  Result<Data> properties = checkedProperties(policy, sink);
  if (!properties) return properties.failure();
  SourceSpan old = keySpan(*properties, "clusterSelector");
  if (kind == PolicyKind::kTopology && old.valid())
    sink.report(diag::ClusterSelectorIgnored, old).hint("write `clusterLabelSelector`").fix(old, "clusterLabelSelector").emit();
  return {};
}

}  // namespace oamc
