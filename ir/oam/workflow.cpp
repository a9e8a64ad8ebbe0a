#include "ir/oam/workflow.h"

#include <algorithm>
#include <array>

#include "ir/oam/document_fields.h"
#include "ir/oam/schema.h"

namespace oamc {

namespace {

constexpr std::array<std::string_view, 5> kBuiltinStepTypes{"apply-component", "builtin-apply-component", "deploy", "step-group", "suspend"};

constexpr SchemaField kDeployFields[] = {
    {"auto", FieldType::kFlag}, {"policies", FieldType::kTextList}, {"parallelism", FieldType::kInteger}, {"ignoreTerraformComponent", FieldType::kFlag}};
constexpr Schema kDeploy{"deploy step", UnknownKeys::kError, kDeployFields};

constexpr SchemaField kApplyComponentFields[] = {
    {"component", FieldType::kText, nullptr, true}, {"cluster", FieldType::kText}, {"namespace", FieldType::kText}};
constexpr Schema kApplyComponent{"apply-component step", UnknownKeys::kError, kApplyComponentFields};

Result<Data> checkedProperties(const WorkflowStep& step, const Schema& schema, DiagnosticSink& sink) {
  Data properties = step.properties.isNull() ? Data::object({}) : step.properties;
  std::string subject = "the properties of " + std::string(schema.what);
  if (!step.name.empty()) subject += " `" + std::string(step.name.text) + "`";
  SourceSpan place = step.propertiesKey.valid() ? step.propertiesKey : step.type.span;
  Result<void> checked = checkSchema(properties, schema, subject, place, sink);
  if (!checked) return checked.failure();
  return properties;
}

}  // namespace

bool isBuiltinStepType(std::string_view type) { return std::ranges::find(kBuiltinStepTypes, type) != kBuiltinStepTypes.end(); }

std::span<const std::string_view> builtinStepTypes() { return kBuiltinStepTypes; }

Result<DeployStep> decodeDeployStep(const WorkflowStep& step, DiagnosticSink& sink) {
  Result<Data> properties = checkedProperties(step, kDeploy, sink);
  if (!properties) return properties.failure();
  DeployStep deploy;
  deploy.policies = textListField(*properties, "policies");
  deploy.autoProceed = flagField(*properties, "auto", deploy.autoProceed);
  deploy.ignoreTerraformComponent = flagField(*properties, "ignoreTerraformComponent", deploy.ignoreTerraformComponent);
  if (const Data* parallelism = field(*properties, "parallelism")) deploy.parallelism = parallelism->number().toInt64().value_or(deploy.parallelism);
  return deploy;
}

Result<ApplyComponentStep> decodeApplyComponentStep(const WorkflowStep& step, DiagnosticSink& sink) {
  Result<Data> properties = checkedProperties(step, kApplyComponent, sink);
  if (!properties) return properties.failure();
  return ApplyComponentStep{
      .component = textField(*properties, "component"), .cluster = textField(*properties, "cluster"), .namespaceName = textField(*properties, "namespace")};
}

}  // namespace oamc
