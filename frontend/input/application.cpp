#include "frontend/input/application.h"

#include <string>

#include "frontend/input/metadata.h"
#include "frontend/input/workflow.h"
#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

constexpr SchemaField kTraitFields[] = {{"type", FieldType::kText, nullptr, true}, {"properties", FieldType::kObject}};
constexpr Schema kTrait{"trait", UnknownKeys::kWarn, kTraitFields, "the parameters of a trait stand below `properties`"};

constexpr SchemaField kComponentFields[] = {
    {"name", FieldType::kText, nullptr, true},           {"type", FieldType::kText, nullptr, true}, {"properties", FieldType::kObject},
    {"traits", FieldType::kStructList, &kTrait},         {"dependsOn", FieldType::kTextList},       {"inputs", FieldType::kStructList, &kInputSchema},
    {"outputs", FieldType::kStructList, &kOutputSchema}, {"externalRevision", FieldType::kText},    {"scopes", FieldType::kTextMap},
};
constexpr Schema kComponent{"component", UnknownKeys::kWarn, kComponentFields, "the parameters of a component stand below `properties`"};

constexpr SchemaField kPolicyFields[] = {{"name", FieldType::kText}, {"type", FieldType::kText, nullptr, true}, {"properties", FieldType::kObject}};
constexpr Schema kPolicy{"policy", UnknownKeys::kWarn, kPolicyFields, "the parameters of a policy stand below `properties`"};

constexpr SchemaField kWorkflowFields[] = {
    {"ref", FieldType::kText}, {"mode", FieldType::kStruct, &kModeSchema}, {"steps", FieldType::kStructList, &kStepSchema}};
constexpr Schema kWorkflow{"workflow", UnknownKeys::kError, kWorkflowFields};

constexpr SchemaField kSpecFields[] = {
    {"components", FieldType::kStructList, &kComponent, true},
    {"policies", FieldType::kStructList, &kPolicy},
    {"workflow", FieldType::kStruct, &kWorkflow},
};
constexpr Schema kSpec{"spec", UnknownKeys::kWarn, kSpecFields, {}, &kComponent, "components"};

constexpr SchemaField kApplicationFields[] = {
    {"apiVersion", FieldType::kText},           {"kind", FieldType::kText},  {"metadata", FieldType::kStruct, &kMetadataSchema, true},
    {"spec", FieldType::kStruct, &kSpec, true}, {"status", FieldType::kAny},
};
constexpr Schema kApplication{"Application", UnknownKeys::kWarn, kApplicationFields, {}, &kSpec, "spec"};

Component decodeComponent(const Data& element) {
  Component component;
  component.name = textField(element, "name");
  component.type = textField(element, "type");
  component.properties = objectField(element, "properties");
  component.propertiesKey = keySpan(element, "properties");
  component.dependsOn = textListField(element, "dependsOn");
  component.inputs = decodeInputs(element);
  component.outputs = decodeOutputs(element);
  component.externalRevision = textField(element, "externalRevision");
  component.scopes = objectField(element, "scopes");
  component.span = element.span();
  for (const Data& trait : objectListField(element, "traits"))
    component.traits.push_back({.type = textField(trait, "type"),
                                .properties = objectField(trait, "properties"),
                                .propertiesKey = keySpan(trait, "properties"),
                                .span = trait.span()});
  return component;
}

/// An unnamed policy is known as `<type>-auto-gen-<index>`, the index counting all policies (spec/rendering.md 1.1).
Policy decodePolicy(const Data& element, std::size_t index, Arena& arena) {
  Policy policy{.name = textField(element, "name"),
                .type = textField(element, "type"),
                .namespaceName = {},
                .properties = objectField(element, "properties"),
                .propertiesKey = keySpan(element, "properties"),
                .place = elementPlace(element),
                .span = element.span()};
  if (policy.name.empty()) policy.name = {arena.copyText(std::string(policy.type.text) + "-auto-gen-" + std::to_string(index)), policy.type.span};
  return policy;
}

void decodeWorkflowOf(const Data& spec, Application& application) {
  Data workflow = objectField(spec, "workflow");
  application.hasWorkflow = workflow.isObject();
  application.workflow.ref = textField(workflow, "ref");
  application.workflow.mode = decodeMode(workflow);
  application.workflow.steps = decodeSteps(workflow);
  application.workflow.hasSteps = field(workflow, "steps") != nullptr;
  application.workflow.stepsKey = keySpan(workflow, "steps");
}

}  // namespace

Application decodeApplication(const Data& root, Arena& arena, SchemaRules rules, DiagnosticSink& sink) {
  Application application;
  application.isDamaged = !checkSchema(root, kApplication, "the Application", elementPlace(root), sink, rules);
  DocumentMetadata metadata = decodeMetadata(root);
  application.name = metadata.name;
  application.namespaceName = metadata.namespaceName;
  application.labels = metadata.labels;
  application.annotations = metadata.annotations;
  Data spec = objectField(root, "spec");
  for (const Data& element : objectListField(spec, "components")) application.components.push_back(decodeComponent(element));
  std::vector<Data> policies = objectListField(spec, "policies");
  for (const Data& element : policies) application.policies.push_back(decodePolicy(element, application.policies.size(), arena));
  decodeWorkflowOf(spec, application);
  application.latestRevisionName = textField(objectField(objectField(root, "status"), "latestRevision"), "name");
  application.specKey = keySpan(root, "spec");
  application.componentsKey = keySpan(spec, "components");
  application.span = root.span();
  return application;
}

}  // namespace oamc
