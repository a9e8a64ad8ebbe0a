#include "ir/oam/policy_schemas.h"

namespace oamc {

namespace {

constexpr auto kStrict = UnknownKeys::kError;

constexpr SchemaField kTopologyFields[] = {
    {"clusters", FieldType::kTextList}, {"clusterLabelSelector", FieldType::kTextMap}, {"allowEmpty", FieldType::kFlag},
    {"namespace", FieldType::kText},    {"clusterSelector", FieldType::kTextMap},
};
constexpr Schema kTopology{"topology policy", kStrict, kTopologyFields};

constexpr SchemaField kTraitPatchFields[] = {{"type", FieldType::kText, nullptr, true}, {"properties", FieldType::kObject}, {"disable", FieldType::kFlag}};
constexpr Schema kTraitPatch{"trait", kStrict, kTraitPatchFields, "the parameters of a trait stand below `properties`"};
constexpr SchemaField kComponentPatchFields[] = {
    {"name", FieldType::kText},
    {"type", FieldType::kText},
    {"properties", FieldType::kObject},
    {"traits", FieldType::kStructList, &kTraitPatch},
    {"externalRevision", FieldType::kText},
};
constexpr Schema kComponentPatch{"component", kStrict, kComponentPatchFields, "the parameters of a component stand below `properties`"};
constexpr SchemaField kOverrideFields[] = {{"components", FieldType::kStructList, &kComponentPatch}, {"selector", FieldType::kTextList}};
constexpr Schema kOverride{"override policy", kStrict, kOverrideFields};

constexpr SchemaField kReplicationFields[] = {{"keys", FieldType::kTextList}, {"selector", FieldType::kTextList}};
constexpr Schema kReplication{"replication policy", kStrict, kReplicationFields};

// The inner structure of the deprecated environments is left alone: only their names act (spec/rendering.md 6.3).
constexpr SchemaField kEnvironmentFields[] = {
    {"name", FieldType::kText, nullptr, true}, {"placement", FieldType::kObject}, {"selector", FieldType::kObject}, {"patch", FieldType::kObject}};
constexpr Schema kEnvironment{"environment", kStrict, kEnvironmentFields};
constexpr SchemaField kEnvBindingFields[] = {{"envs", FieldType::kStructList, &kEnvironment}, {"created", FieldType::kFlag}};
constexpr Schema kEnvBinding{"env-binding policy", kStrict, kEnvBindingFields};

constexpr SchemaField kSelectorFields[] = {
    {"componentNames", FieldType::kTextList}, {"componentTypes", FieldType::kTextList}, {"oamTypes", FieldType::kTextList},
    {"traitTypes", FieldType::kTextList},     {"resourceTypes", FieldType::kTextList},  {"resourceNames", FieldType::kTextList},
};
constexpr Schema kSelector{"selector", kStrict, kSelectorFields};

constexpr SchemaField kApplyOnceStrategyFields[] = {{"path", FieldType::kTextList}, {"affect", FieldType::kText}};
constexpr Schema kApplyOnceStrategy{"strategy", kStrict, kApplyOnceStrategyFields};
constexpr SchemaField kApplyOnceRuleFields[] = {{"selector", FieldType::kStruct, &kSelector}, {"strategy", FieldType::kStruct, &kApplyOnceStrategy}};
constexpr Schema kApplyOnceRule{"rule", kStrict, kApplyOnceRuleFields};
constexpr SchemaField kApplyOnceFields[] = {{"enable", FieldType::kFlag}, {"rules", FieldType::kStructList, &kApplyOnceRule}};
constexpr Schema kApplyOnce{"apply-once policy", kStrict, kApplyOnceFields};

constexpr SchemaField kGarbageRuleFields[] = {{"selector", FieldType::kStruct, &kSelector}, {"strategy", FieldType::kText}, {"propagation", FieldType::kText}};
constexpr Schema kGarbageRule{"rule", kStrict, kGarbageRuleFields};
constexpr SchemaField kGarbageFields[] = {
    {"applicationRevisionLimit", FieldType::kInteger}, {"keepLegacyResource", FieldType::kFlag},
    {"continueOnFailure", FieldType::kFlag},           {"order", FieldType::kText},
    {"rules", FieldType::kStructList, &kGarbageRule},
};
constexpr Schema kGarbage{"garbage-collect policy", kStrict, kGarbageFields};

constexpr SchemaField kSelectionRuleFields[] = {{"selector", FieldType::kStruct, &kSelector}};
constexpr Schema kSelectionRule{"rule", kStrict, kSelectionRuleFields};
constexpr SchemaField kSelectionFields[] = {{"rules", FieldType::kStructList, &kSelectionRule}};
constexpr Schema kSelection{"policy", kStrict, kSelectionFields};

constexpr SchemaField kUpdateStrategyFields[] = {{"op", FieldType::kText}, {"recreateFields", FieldType::kTextList}};
constexpr Schema kUpdateStrategy{"strategy", kStrict, kUpdateStrategyFields};
constexpr SchemaField kUpdateRuleFields[] = {{"selector", FieldType::kStruct, &kSelector}, {"strategy", FieldType::kStruct, &kUpdateStrategy}};
constexpr Schema kUpdateRule{"rule", kStrict, kUpdateRuleFields};
constexpr SchemaField kUpdateFields[] = {{"rules", FieldType::kStructList, &kUpdateRule}};
constexpr Schema kUpdate{"resource-update policy", kStrict, kUpdateFields};

}  // namespace

const Schema* policySchema(PolicyKind kind) {
  switch (kind) {
    case PolicyKind::kTopology: return &kTopology;
    case PolicyKind::kOverride: return &kOverride;
    case PolicyKind::kReplication: return &kReplication;
    case PolicyKind::kEnvBinding: return &kEnvBinding;
    case PolicyKind::kApplyOnce: return &kApplyOnce;
    case PolicyKind::kGarbageCollect: return &kGarbage;
    case PolicyKind::kSharedResource:
    case PolicyKind::kTakeOver:
    case PolicyKind::kReadOnly: return &kSelection;
    case PolicyKind::kResourceUpdate: return &kUpdate;
    case PolicyKind::kDebug:
    case PolicyKind::kCustom: break;
  }
  return nullptr;
}

}  // namespace oamc
