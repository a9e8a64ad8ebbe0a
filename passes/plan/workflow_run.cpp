#include "passes/plan/workflow_run.h"

#include "passes/plan/check_step_types.h"
#include "passes/plan/effective_steps.h"
#include "passes/plan/step_order.h"

namespace oamc {
namespace {

/// A run goes one step after the other unless it says otherwise; its mode, as a whole, comes before that of the Workflow.
EffectiveWorkflow workflowOf(const WorkflowRun& run, const Workflow* referenced) {
  bool hasMode = !run.mode.steps.empty() || !run.mode.subSteps.empty();
  const WorkflowMode& mode = hasMode || referenced == nullptr ? run.mode : referenced->mode;
  EffectiveWorkflow workflow;
  workflow.steps = referenced == nullptr ? run.steps : referenced->steps;
  workflow.isDag = mode.steps.text == "DAG";
  workflow.subStepsAreDag = mode.subSteps.text != "StepByStep";
  return workflow;
}

Data conditionContext(const WorkflowRun& run, std::string_view namespaceName, Arena& arena) {
  std::vector<Member> members = {{"name", Data::string(run.name.text), {}}, {"namespace", Data::string(namespaceName), {}}};
  if (run.context.isObject())
    for (const Member& member : run.context.members()) members.push_back(member);
  return Data::object(arena.copyArray<Member>(members));
}

}  // namespace

Result<PlannedRun> planWorkflowRun(const WorkflowRun& run, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink) {
  ContextScope scope(sink, "workflow run `" + std::string(run.name.text) + "`");
  PlannedRun planned;
  planned.namespaceName = !options.namespaceName.empty()   ? std::string_view(options.namespaceName)
                          : run.namespaceName.text.empty() ? std::string_view("default")
                                                           : run.namespaceName.text;
  const Workflow* referenced = nullptr;
  if (!run.hasSteps && !run.workflowRef.empty()) {
    referenced = workspace.findWorkflow(run.workflowRef.text, planned.namespaceName);
    if (referenced == nullptr) return sink.report(diag::WorkflowNotFound, run.workflowRef.span, run.workflowRef.text).emit();
  }
  EffectiveWorkflow workflow = workflowOf(run, referenced);
  DefinitionQuery query{.applicationNamespace = planned.namespaceName, .definitionNamespace = options.definitionNamespace};
  Result<void> types = checkStepTypes(workflow.steps, query, workspace.definitions, sink);
  StepOrderContext cx{options, conditionContext(run, planned.namespaceName, *planned.arena), *planned.arena, sink};
  Result<std::vector<OrderedStep>> steps = orderSteps(workflow, cx);
  if (!types) return types.failure();
  if (!steps) return steps.failure();
  for (const OrderedStep& step : *steps) planned.steps.push_back({step.step->name.text, step.step->type.text, step.group});
  return planned;
}

}  // namespace oamc
