#include "frontend/input/workflow.h"

#include "frontend/input/metadata.h"
#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

constexpr SchemaField kInputFields[] = {{"from", FieldType::kText, nullptr, true}, {"parameterKey", FieldType::kText}};
constexpr SchemaField kOutputFields[] = {{"name", FieldType::kText, nullptr, true}, {"valueFrom", FieldType::kText, nullptr, true}};
constexpr SchemaField kModeFields[] = {{"steps", FieldType::kText}, {"subSteps", FieldType::kText}};
constexpr SchemaField kMetaFields[] = {{"alias", FieldType::kText}};
constexpr Schema kMeta{"meta", UnknownKeys::kError, kMetaFields};

constexpr std::string_view kStepAdvice = "the parameters of a step stand below `properties`";
constexpr SchemaField kSubStepFields[] = {
    {"name", FieldType::kText},
    {"type", FieldType::kText, nullptr, true},
    {"meta", FieldType::kStruct, &kMeta},
    {"if", FieldType::kText},
    {"timeout", FieldType::kText},
    {"dependsOn", FieldType::kTextList},
    {"inputs", FieldType::kStructList, &kInputSchema},
    {"outputs", FieldType::kStructList, &kOutputSchema},
    {"properties", FieldType::kObject},
};
constexpr Schema kSubStep{"sub-step", UnknownKeys::kError, kSubStepFields, kStepAdvice};
constexpr SchemaField kStepFields[] = {
    {"name", FieldType::kText},
    {"type", FieldType::kText, nullptr, true},
    {"meta", FieldType::kStruct, &kMeta},
    {"if", FieldType::kText},
    {"timeout", FieldType::kText},
    {"dependsOn", FieldType::kTextList},
    {"inputs", FieldType::kStructList, &kInputSchema},
    {"outputs", FieldType::kStructList, &kOutputSchema},
    {"properties", FieldType::kObject},
    {"mode", FieldType::kText},
    {"subSteps", FieldType::kStructList, &kSubStep},
};

constexpr SchemaField kWorkflowFields[] = {
    {"apiVersion", FieldType::kText},
    {"kind", FieldType::kText},
    {"metadata", FieldType::kStruct, &kMetadataSchema, true},
    {"mode", FieldType::kStruct, &kModeSchema},
    {"steps", FieldType::kStructList, &kStepSchema, true},
};
constexpr Schema kWorkflow{"Workflow", UnknownKeys::kError, kWorkflowFields, "`mode` and `steps` stand beside `metadata`, without a `spec`"};

constexpr SchemaField kStepsFields[] = {{"steps", FieldType::kStructList, &kStepSchema, true}};
constexpr Schema kSteps{"workflowSpec", UnknownKeys::kError, kStepsFields};
constexpr SchemaField kRunSpecFields[] = {
    {"workflowSpec", FieldType::kStruct, &kSteps},
    {"workflowRef", FieldType::kText},
    {"mode", FieldType::kStruct, &kModeSchema},
    {"context", FieldType::kObject},
};
constexpr Schema kRunSpec{"spec", UnknownKeys::kError, kRunSpecFields, "steps stand below `workflowSpec`"};
constexpr SchemaField kRunFields[] = {
    {"apiVersion", FieldType::kText},
    {"kind", FieldType::kText},
    {"metadata", FieldType::kStruct, &kMetadataSchema, true},
    {"spec", FieldType::kStruct, &kRunSpec, true},
    {"status", FieldType::kAny},
};
constexpr Schema kRun{"WorkflowRun", UnknownKeys::kWarn, kRunFields};

WorkflowStep decodeStep(const Data& element) {
  WorkflowStep step;
  step.name = textField(element, "name");
  step.type = textField(element, "type");
  step.alias = textField(objectField(element, "meta"), "alias");
  step.condition = textField(element, "if");
  step.timeout = textField(element, "timeout");
  step.mode = textField(element, "mode");
  step.dependsOn = textListField(element, "dependsOn");
  step.inputs = decodeInputs(element);
  step.outputs = decodeOutputs(element);
  step.properties = objectField(element, "properties");
  step.propertiesKey = keySpan(element, "properties");
  step.subStepsKey = keySpan(element, "subSteps");
  step.span = element.span();
  return step;
}

}  // namespace

constexpr Schema kInputSchema{"input", UnknownKeys::kError, kInputFields};
constexpr Schema kOutputSchema{"output", UnknownKeys::kError, kOutputFields};
constexpr Schema kModeSchema{"mode", UnknownKeys::kError, kModeFields};
constexpr Schema kStepSchema{"step", UnknownKeys::kError, kStepFields, kStepAdvice};

std::vector<WorkflowStep> decodeSteps(const Data& object) {
  std::vector<WorkflowStep> steps;
  for (const Data& element : objectListField(object, "steps")) {
    steps.push_back(decodeStep(element));
    for (const Data& inner : objectListField(element, "subSteps")) steps.back().subSteps.push_back(decodeStep(inner));
  }
  return steps;
}

WorkflowMode decodeMode(const Data& object) {
  Data mode = objectField(object, "mode");
  return {.steps = textField(mode, "steps"), .subSteps = textField(mode, "subSteps")};
}

std::vector<DataInput> decodeInputs(const Data& object) {
  std::vector<DataInput> inputs;
  for (const Data& element : objectListField(object, "inputs"))
    inputs.push_back({textField(element, "from"), textField(element, "parameterKey"), element.span()});
  return inputs;
}

std::vector<DataOutput> decodeOutputs(const Data& object) {
  std::vector<DataOutput> outputs;
  for (const Data& element : objectListField(object, "outputs"))
    outputs.push_back({textField(element, "name"), textField(element, "valueFrom"), element.span()});
  return outputs;
}

Result<Workflow> decodeWorkflow(const Data& root, SchemaRules rules, DiagnosticSink& sink) {
  Result<void> checked = checkSchema(root, kWorkflow, "the Workflow", elementPlace(root), sink, rules);
  if (!checked) return checked.failure();
  DocumentMetadata metadata = decodeMetadata(root);
  return Workflow{.name = metadata.name, .namespaceName = metadata.namespaceName, .mode = decodeMode(root), .steps = decodeSteps(root), .span = root.span()};
}

Result<WorkflowRun> decodeWorkflowRun(const Data& root, DiagnosticSink& sink) {
  Result<void> checked = checkSchema(root, kRun, "the WorkflowRun", elementPlace(root), sink);
  if (!checked) return checked.failure();
  DocumentMetadata metadata = decodeMetadata(root);
  Data spec = objectField(root, "spec");
  WorkflowRun run;
  run.name = metadata.name;
  run.namespaceName = metadata.namespaceName;
  run.annotations = metadata.annotations;
  run.mode = decodeMode(spec);
  run.workflowRef = textField(spec, "workflowRef");
  run.hasSteps = field(spec, "workflowSpec") != nullptr;
  run.steps = decodeSteps(objectField(spec, "workflowSpec"));
  run.context = objectField(spec, "context");
  run.specKey = keySpan(root, "spec");
  run.span = root.span();
  return run;
}

}  // namespace oamc
