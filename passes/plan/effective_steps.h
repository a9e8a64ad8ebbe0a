#pragma once

#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/application.h"
#include "ir/oam/workflow.h"

namespace oamc {

/// The steps an application really goes through. Step names and properties of generated steps live in the arena that made them.
struct EffectiveWorkflow {
  std::vector<WorkflowStep> steps;
  bool isDag = true;           ///< order of the top-level steps: by dependencies, not one after the other
  bool subStepsAreDag = true;  ///< of groups that do not say otherwise
};

/// The steps of `application` with the policies `policies`: those of the referenced Workflow (`referenced`, null if there is none), the written ones, or else
/// generated from topologies, overrides and env-bindings, or one apply-component step per component (spec/rendering.md 6.3). Reports E4510 when both `ref` and
/// `steps` are written, E4511 when the referenced Workflow is not there.
Result<EffectiveWorkflow> effectiveWorkflow(const Application& application, const std::vector<Policy>& policies, const Workflow* referenced, Arena& arena,
                                            DiagnosticSink& sink);

}  // namespace oamc
