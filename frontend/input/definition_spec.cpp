#include "frontend/input/definition_spec.h"

namespace oamc {

namespace {

constexpr auto kStrict = UnknownKeys::kError;

constexpr SchemaField kGvkFields[] = {{"apiVersion", FieldType::kText}, {"kind", FieldType::kText}};
constexpr Schema kGvk{"definition", kStrict, kGvkFields};
constexpr SchemaField kWorkloadFields[] = {{"type", FieldType::kText}, {"definition", FieldType::kStruct, &kGvk}};
constexpr Schema kWorkload{"workload", kStrict, kWorkloadFields};
constexpr SchemaField kReferenceFields[] = {{"name", FieldType::kText}, {"version", FieldType::kText}};
constexpr Schema kReference{"definitionRef", kStrict, kReferenceFields};
constexpr SchemaField kStatusFields[] = {{"customStatus", FieldType::kText}, {"healthPolicy", FieldType::kText}, {"details", FieldType::kText}};
constexpr Schema kStatus{"status", kStrict, kStatusFields};

constexpr SchemaField kComponentFields[] = {
    {"version", FieldType::kText},           {"workload", FieldType::kStruct, &kWorkload},
    {"childResourceKinds", FieldType::kAny}, {"revisionLabel", FieldType::kText},
    {"podSpecPath", FieldType::kText},       {"status", FieldType::kStruct, &kStatus},
    {"schematic", FieldType::kObject},       {"extension", FieldType::kObject},
};
constexpr Schema kComponent{"component definition", kStrict, kComponentFields};

constexpr SchemaField kTraitFields[] = {
    {"definitionRef", FieldType::kStruct, &kReference},
    {"revisionEnabled", FieldType::kFlag},
    {"workloadRefPath", FieldType::kText},
    {"podDisruptive", FieldType::kFlag},
    {"appliesToWorkloads", FieldType::kTextList},
    {"conflictsWith", FieldType::kTextList},
    {"schematic", FieldType::kObject},
    {"status", FieldType::kStruct, &kStatus},
    {"extension", FieldType::kObject},
    {"manageWorkload", FieldType::kFlag},
    {"controlPlaneOnly", FieldType::kFlag},
    {"stage", FieldType::kText},
    {"version", FieldType::kText},
};
constexpr Schema kTrait{"trait definition", kStrict, kTraitFields};

constexpr SchemaField kPolicyFields[] = {
    {"definitionRef", FieldType::kStruct, &kReference},
    {"schematic", FieldType::kObject},
    {"manageHealthCheck", FieldType::kFlag},
    {"version", FieldType::kText},
    {"scope", FieldType::kText},
    {"global", FieldType::kFlag},
    {"priority", FieldType::kInteger},
};
constexpr Schema kPolicy{"policy definition", kStrict, kPolicyFields};

constexpr SchemaField kStepFields[] = {{"definitionRef", FieldType::kStruct, &kReference}, {"schematic", FieldType::kObject}, {"version", FieldType::kText}};
constexpr Schema kStep{"workflow-step definition", kStrict, kStepFields};

}  // namespace

const Schema* definitionSchema(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::kComponent: return &kComponent;
    case DefinitionKind::kTrait: return &kTrait;
    case DefinitionKind::kPolicy: return &kPolicy;
    case DefinitionKind::kWorkflowStep: return &kStep;
    case DefinitionKind::kWorkload: break;
  }
  return nullptr;
}

}  // namespace oamc
