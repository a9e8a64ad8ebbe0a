#pragma once

#include <vector>

#include "ir/oam/definition_index.h"
#include "ir/oam/workflow.h"

namespace oamc {

/// Checks that every step and sub-step has a type that exists (E4001) and only properties that the type declares (E4588). Types that work without a
/// definition are left to the decoders of their properties.
Result<void> checkStepTypes(const std::vector<WorkflowStep>& steps, const DefinitionQuery& query, const DefinitionIndex& definitions, DiagnosticSink& sink);

}  // namespace oamc
