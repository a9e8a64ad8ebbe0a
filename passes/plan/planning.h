#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/data/regex.h"
#include "ir/oam/workspace.h"
#include "passes/plan/bind.h"
#include "passes/plan/effective_steps.h"
#include "passes/render_options.h"

namespace oamc {

/// The work on one plan: what planApplication has found out so far. Lives during the call only.
struct Planning {
  const Workspace& workspace;
  const RenderOptions& options;
  DiagnosticSink& sink;
  Application application;  ///< with the documents that `--merge` puts into it
  RenderPlan plan = {};
  RegexCache regexes = {};
  std::vector<Policy> policies = {};  ///< of the application, then the documents its deploy steps name
  EffectiveWorkflow workflow = {};
  std::unordered_map<std::string_view, const Component*> byName = {};  ///< the first component of each name, as written
  std::vector<const ComponentVariant*> written = {};                   ///< the components as written, bound
};

/// The policies that one step names, by what they do. Other kinds have no part in a step.
struct StepPolicies {
  std::vector<const Policy*> topologies;
  std::vector<const Policy*> overrides;
  std::vector<const Policy*> replications;
};

/// The policies named by a deploy step, in its order. Of two policies of one name the last counts (spec/rendering.md 6.5). Their existence has been checked.
StepPolicies policiesOf(const DeployStep& step, const Planning& planning);

/// The components that the overrides make of the application.
Result<std::vector<Component>> overriddenComponents(const StepPolicies& policies, Planning& planning);

/// The same, bound: the variants as written where there is no override.
Result<std::vector<const ComponentVariant*>> boundComponents(const StepPolicies& policies, Planning& planning);

/// Binds a component and keeps it with the plan.
Result<const ComponentVariant*> addVariant(const Component& component, Planning& planning);

/// `context.components` for `variants`.
Data contextComponents(std::span<const ComponentVariant* const> variants, Arena& arena);

/// Fills plan.steps for dry-run (spec/rendering.md 6.5).
Result<void> planRenderings(Planning& planning);

/// Fills plan.steps with what the workflow delivers (spec/rendering.md 5.4).
Result<void> planDelivery(Planning& planning);

}  // namespace oamc
