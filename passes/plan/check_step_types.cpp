#include "passes/plan/check_step_types.h"

#include <optional>

#include "passes/render/declared_parameters.h"

namespace oamc {
namespace {

Result<void> checkProperties(const WorkflowStep& step, const Definition& definition, const DefinitionIndex& definitions, DiagnosticSink& sink) {
  if (definition.category != DefinitionCategory::kCue || !step.properties.isObject()) return {};
  Result<Module> module = definition.module(sink);
  if (!module) return module.failure();
  ContextReads nothing;  // the template is not evaluated
  return refuseUndeclaredParameters({definition, *module, step.properties, Data(), nothing, step.type.span}, definitions, sink);
}

}  // namespace

Result<void> checkStepTypes(const std::vector<WorkflowStep>& steps, const DefinitionQuery& query, const DefinitionIndex& definitions, DiagnosticSink& sink) {
  std::optional<Failed> failure;
  for (const WorkflowStep& step : steps) {
    if (step.type.text == "step-group")  // groups do not nest
      if (Result<void> checked = checkStepTypes(step.subSteps, query, definitions, sink); !checked) failure = checked.failure();
    if (isBuiltinStepType(step.type.text)) continue;
    auto found = definitions.require(DefinitionKind::kWorkflowStep, step.type, query, sink);
    if (!found) {
      failure = found.failure();
      continue;
    }
    if (Result<void> checked = checkProperties(step, **found, definitions, sink); !checked) failure = checked.failure();
  }
  return failure ? Result<void>(*failure) : Result<void>();
}

}  // namespace oamc
