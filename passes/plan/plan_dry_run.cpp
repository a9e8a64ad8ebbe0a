#include <optional>
#include <string>

#include "passes/plan/planning.h"

namespace oamc {
namespace {

Result<void> addRendering(std::string title, const StepPolicies& policies, Planning& planning) {
  Result<std::vector<Component>> components = overriddenComponents(policies, planning);
  if (!components) return components.failure();
  PlannedStep step;
  step.title = std::move(title);
  std::vector<const ComponentVariant*> variants;
  for (const Component& component : *components) {
    Result<const ComponentVariant*> variant = addVariant(component, planning);
    if (!variant) return variant.failure();
    variants.push_back(*variant);
    step.tasks.push_back({.variant = *variant, .placement = {}});
  }
  step.contextComponents = contextComponents(variants, *planning.plan.arena);
  planning.plan.steps.push_back(std::move(step));
  return {};
}

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
    if (policies.topologies.empty()) {
      if (Result<void> added = addRendering(name + " only with override policies", policies, planning); !added) return added;
    }
    for (const Policy* topology : policies.topologies) {
      std::string title = name + " with topology " + std::string(topology->name.text);
      if (Result<void> added = addRendering(std::move(title), policies, planning); !added) return added;
    }
  }
  return hasDeploy ? Result<void>() : addRendering(name, {}, planning);
}

}  // namespace oamc
