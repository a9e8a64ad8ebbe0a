#pragma once

#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/oam/schema.h"
#include "ir/oam/workflow.h"

namespace oamc {

/// The keys of a step, of a mode, and of data passing; all strict.
extern const Schema kStepSchema;
extern const Schema kModeSchema;
extern const Schema kInputSchema;
extern const Schema kOutputSchema;

/// The parts of an object that has passed its schema.
std::vector<WorkflowStep> decodeSteps(const Data& object);
WorkflowMode decodeMode(const Data& object);
std::vector<DataInput> decodeInputs(const Data& object);
std::vector<DataOutput> decodeOutputs(const Data& object);

/// Decodes a Workflow or a WorkflowRun document (spec/rendering.md 1.3, spec/workflow.md 1.1). Reports E4010 to W4016. `root` must be an object.
Result<Workflow> decodeWorkflow(const Data& root, SchemaRules rules, DiagnosticSink& sink);
Result<WorkflowRun> decodeWorkflowRun(const Data& root, DiagnosticSink& sink);

}  // namespace oamc
