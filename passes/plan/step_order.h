#pragma once

#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "passes/plan/effective_steps.h"
#include "passes/render_options.h"

namespace oamc {

/// A step that runs, with the group it stands in.
struct OrderedStep {
  const WorkflowStep* step = nullptr;
  std::string_view group;  ///< empty: top level
};

/// What conditions of steps see besides the status of other steps.
struct StepOrderContext {
  const RenderOptions& options;
  Data context;  ///< of the conditions (spec/workflow.md 1.6)
  Arena& arena;
  DiagnosticSink& sink;
};

/// The steps in the order in which they run when everything succeeds: groups are replaced by their sub-steps, steps whose condition is false are left out together with
/// what depends on them (spec/workflow.md 1.3 to 1.6). Reports E4540 for two steps of one name, E4541 and E4542 for a dependency or an input that nothing provides, E4543
/// for steps that wait for each other or for a later one, E4544 for a condition that is no bool, E3xxx for a condition that fails.
Result<std::vector<OrderedStep>> orderSteps(const EffectiveWorkflow& workflow, StepOrderContext& cx);

}  // namespace oamc
