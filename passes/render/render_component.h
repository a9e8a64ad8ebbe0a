#pragma once

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/definition_index.h"
#include "ir/oam/render_plan.h"
#include "passes/render/parts.h"
#include "passes/render/successive_evaluator.h"
#include "passes/render_options.h"

namespace oamc {

/// What the rendering of components and policies needs besides what is rendered.
struct RenderContext {
  const RenderOptions& options;
  const DefinitionIndex& definitions;  ///< for hints
  std::string_view namespaceName;      ///< of the application
  SuccessiveEvaluator& evaluators;     ///< of components
  Arena& arena;                        ///< receives the objects
  DiagnosticSink& sink;
};

/// Evaluates the template of a component and then its traits in the order in which they are written: each against what the earlier ones left; its outputs are
/// appended, then `patch` changes the workload and `patchOutputs` the other objects (spec/rendering.md 2, 3.1 to 3.4, 8). `context` is that of the component.
/// Reports E3xxx, E45xx, E5xxx, E6001, W4585.
Result<RenderedParts> renderComponent(const ComponentVariant& variant, const Data& context, RenderContext& cx);

/// Evaluates the template of a custom policy (spec/rendering.md 5.5).
Result<RenderedParts> renderPolicy(const PlannedPolicy& policy, const Data& context, RenderContext& cx);

}  // namespace oamc
