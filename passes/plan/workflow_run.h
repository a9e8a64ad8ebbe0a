#pragma once

#include <memory>
#include <vector>

#include "ir/base/arena.h"
#include "ir/oam/render_plan.h"
#include "ir/oam/workspace.h"
#include "passes/render_options.h"

namespace oamc {

/// The steps of a WorkflowRun in the order in which they run when everything succeeds. Texts live in the workspace and in `arena`.
struct PlannedRun {
  std::string_view namespaceName;
  std::vector<WorkflowEntry> steps;
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();
};

/// Orders the steps that a run has itself or takes from a Workflow document (spec/workflow.md 1.1, 1.3). Reports E4511 when that is not there, E4001 and E4588 for types
/// and properties of steps, and what orderSteps reports.
Result<PlannedRun> planWorkflowRun(const WorkflowRun& run, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink);

}  // namespace oamc
