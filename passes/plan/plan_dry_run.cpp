#include <optional>
#include <string>

#include "passes/plan/planning.h"

namespace oamc {
namespace {

/// The rendering of what one deploy step delivers, without its heading.
Result<PlannedStep> rendering(const StepPolicies& policies, Planning& planning) {
  Result<std::vector<const ComponentVariant*>> variants = boundComponents(policies, planning);
  if (!variants) return variants.failure();
  PlannedStep step;
  for (const ComponentVariant* variant : *variants) step.tasks.push_back({.variant = variant, .placement = {}});
  step.contextComponents = contextComponents(*variants, *planning.plan.arena);
  return step;
}

void add(std::string title, const PlannedStep& rendering, Planning& planning) { planning.plan.steps.emplace_back(rendering).title = std::move(title); }

}  // namespace

Result<void> planRenderings(Planning& planning) {
  std::string name(planning.application.name.text);
  bool hasDeploy = false;
  for (const WorkflowStep& written : planning.workflow.steps) {
    if (written.type.text != "deploy") continue;
    hasDeploy = true;
    Result<DeployStep> deploy = decodeDeployStep(written, planning.sink);
    if (!deploy) return deploy.failure();
    StepPolicies policies = policiesOf(*deploy, planning);
    Result<PlannedStep> step = rendering(policies, planning);
    if (!step) return step.failure();
    if (policies.topologies.empty()) add(name + " only with override policies", *step, planning);
    for (const Policy* topology : policies.topologies) add(name + " with topology " + std::string(topology->name.text), *step, planning);
  }
  if (hasDeploy) return {};
  Result<PlannedStep> step = rendering({}, planning);
  if (!step) return step.failure();
  add(name, *step, planning);
  return {};
}

}  // namespace oamc
