#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/data/data.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

struct Component;

/// A policy of an application, or a Policy document (spec/rendering.md 1.2).
struct Policy {
  SpannedText name;
  SpannedText type;
  SpannedText namespaceName;  ///< of a Policy document; empty inside an application
  Data properties;            ///< null: not given; else an object
  SourceSpan propertiesKey;   ///< the key `properties`; invalid when it is absent
  SourceSpan place;           ///< the first key of the list element, or `metadata` of a document: for what is missing
  SourceSpan span;            ///< the list element, or the document
};

/// The policies that have a meaning of their own (spec/rendering.md 5.1). Everything else is a custom policy with a PolicyDefinition.
enum class PolicyKind {
  kTopology,
  kOverride,
  kReplication,
  kEnvBinding,
  kApplyOnce,
  kGarbageCollect,
  kSharedResource,
  kTakeOver,
  kReadOnly,
  kResourceUpdate,
  kDebug,
  kCustom,
};
PolicyKind policyKind(std::string_view type);

/// The type names of PolicyKind in the order of the enumeration, without custom ones; for "did you mean".
std::span<const std::string_view> builtinPolicyTypes();

/// Where a topology policy delivers to (spec/rendering.md 5.4). An absent `clusters` and an empty list differ: the latter delivers nowhere.
struct TopologyPolicy {
  std::optional<std::vector<SpannedText>> clusters;
  Data clusterLabelSelector;  ///< null: absent; else an object of strings, `{}` selects all clusters
  SourceSpan clusterLabelSelectorKey;
  bool allowEmpty = false;
  SpannedText namespaceName;
};

/// One entry of an override policy is a Component of which every field may be missing: name, type, properties, externalRevision, traits.
struct OverridePolicy {
  std::vector<Component> components;
  std::optional<std::vector<SpannedText>> selector;  ///< absent: keeps all; empty: keeps none
};

struct ReplicationPolicy {
  std::vector<SpannedText> keys;
  std::vector<SpannedText> selector;
};

/// Strict decoders: a missing or unknown key, or a value of the wrong type, is E4010, E4011, E4012 or E4015 at its place, with what is allowed. All
/// mistakes of a policy are reported. `policy.type` must be of the kind; absent properties give the empty policy. Texts live where `policy` lives.
Result<TopologyPolicy> decodeTopology(const Policy& policy, DiagnosticSink& sink);
Result<OverridePolicy> decodeOverride(const Policy& policy, DiagnosticSink& sink);
Result<ReplicationPolicy> decodeReplication(const Policy& policy, DiagnosticSink& sink);

/// Checks that a policy has properties, which only `debug` may lack (E4020). All that the reference asks of policies it does not act on.
Result<void> checkPolicyHasProperties(const Policy& policy, DiagnosticSink& sink);

/// Checks the properties of any built-in kind against its schema (spec/rendering.md 5.1), and that they are there at all (E4020); warns of the
/// ignored `clusterSelector` (W4021). A custom policy is only asked for having properties. Used by render and vet for every policy, by dry-run for the ones it acts on.
Result<void> checkPolicy(const Policy& policy, DiagnosticSink& sink);

}  // namespace oamc
