#pragma once

#include <vector>

#include "frontend/input/conditions.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/workflow.h"

namespace oamc {

/// Checks modes (E4043), timeouts (E4044) and conditions (E1xxx, E4045, E4046, E4047) of the steps of one workflow. A condition with a mistake is
/// dropped, so that its evaluation does not report the same mistake once more.
void checkSteps(std::vector<WorkflowStep>& steps, const WorkflowMode& mode, const CueConditions& conditions, DiagnosticSink& sink);

}  // namespace oamc
