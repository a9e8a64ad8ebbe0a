#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/data/data.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

/// `inputs[]` of a component or a step: the value `from` goes to the property `parameterKey`.
struct DataInput {
  SpannedText from;
  SpannedText parameterKey;
  SourceSpan span;
};

/// `outputs[]` of a component or a step: the expression `valueFrom` is known as `name`.
struct DataOutput {
  SpannedText name;
  SpannedText valueFrom;
  SourceSpan span;
};

/// One step of a workflow, or one sub-step of a step group.
struct WorkflowStep {
  SpannedText name;  ///< empty when not written
  SpannedText type;
  SpannedText alias;      ///< meta.alias
  SpannedText condition;  ///< `if`: a CUE expression
  SpannedText timeout;
  SpannedText mode;  ///< of a group: `DAG` or `StepByStep`; empty: not written
  std::vector<SpannedText> dependsOn;
  std::vector<DataInput> inputs;
  std::vector<DataOutput> outputs;
  Data properties;  ///< null: not given; else an object
  SourceSpan propertiesKey;
  std::vector<WorkflowStep> subSteps;
  SourceSpan subStepsKey;  ///< invalid when the key is absent
  SourceSpan span;
};

/// `mode` of a workflow; empty texts: not written. The defaults depend on where the workflow stands (spec/rendering.md 6.3).
struct WorkflowMode {
  SpannedText steps;
  SpannedText subSteps;
};

/// `spec.workflow` of an application.
struct ApplicationWorkflow {
  SpannedText ref;
  WorkflowMode mode;
  std::vector<WorkflowStep> steps;
  bool hasSteps = false;  ///< `steps` is written and not null; with `ref` that is a mistake
  SourceSpan stepsKey;
};

/// A Workflow document: mode and steps at the top level (spec/rendering.md 1.3).
struct Workflow {
  SpannedText name;
  SpannedText namespaceName;
  WorkflowMode mode;
  std::vector<WorkflowStep> steps;
  SourceSpan span;
};

/// A WorkflowRun document: one execution, independent of any application (spec/workflow.md 1.1).
struct WorkflowRun {
  SpannedText name;
  SpannedText namespaceName;
  Data annotations;  ///< null or an object of strings
  WorkflowMode mode;
  SpannedText workflowRef;
  bool hasSteps = false;  ///< `workflowSpec` is given: it wins over `workflowRef`
  std::vector<WorkflowStep> steps;
  Data context;  ///< null or an object
  SourceSpan specKey;
  SourceSpan span;
};

/// True for step types that work without a WorkflowStepDefinition (spec/rendering.md 6.3); `deploy` counts.
bool isBuiltinStepType(std::string_view type);

/// Their names, for "did you mean".
std::span<const std::string_view> builtinStepTypes();

/// The properties of a deploy step (spec/rendering.md 6.4).
struct DeployStep {
  std::vector<SpannedText> policies;
  bool autoProceed = true;  ///< `auto`; false suspends before the step
  std::int64_t parallelism = 5;
  bool ignoreTerraformComponent = true;
};

/// The properties of an apply-component step (spec/rendering.md 5.4).
struct ApplyComponentStep {
  SpannedText component;
  SpannedText cluster;
  SpannedText namespaceName;
};

/// Strict decoders: unknown keys and wrong types are E4011 and E4015 at their place; absent properties count as `{}`. Texts live where `step` lives.
Result<DeployStep> decodeDeployStep(const WorkflowStep& step, DiagnosticSink& sink);
Result<ApplyComponentStep> decodeApplyComponentStep(const WorkflowStep& step, DiagnosticSink& sink);

}  // namespace oamc
