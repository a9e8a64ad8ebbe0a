#pragma once

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"
#include "passes/assemble/scope.h"
#include "passes/render/parts.h"
#include "passes/render_options.h"

namespace oamc {

/// What turns parts into complete objects: the application, the mode and where they go.
struct AssembleContext {
  const RenderOptions& options;
  const RenderPlan& plan;
  const ScopeTable& scopes;
  Arena& arena;
  DiagnosticSink& sink;
};

/// The objects of one component at one placement: default and generated names, labels, annotations, namespaces and workload references, in the order of
/// spec/rendering.md 3.5 to 3.7; for render also what the controller does before sending (5.4) and the metadata rules of the product (design, section 2).
/// Reports E6002 for labels or annotations of a template that are no strings, E6003 for a workload reference that cannot be set, E6004 for a stage that does not exist,
/// N6005 for kinds whose scope nobody knows.
Result<RenderedGroup> assembleComponent(const RenderedParts& parts, const RenderTask& task, AssembleContext& cx);

/// What the controller sends of a component after the workflow: the component's own outputs and the objects of PostDispatch traits, without application labels and annotations, default
/// names and resource types (spec/rendering.md 5.4). Reports E6006 for an object without name.
Result<RenderedGroup> assemblePostDispatch(const RenderedParts& parts, const RenderTask& task, AssembleContext& cx);

/// The objects of a custom policy (spec/rendering.md 5.5).
Result<RenderedGroup> assemblePolicy(const RenderedParts& parts, const PlannedPolicy& policy, AssembleContext& cx);

}  // namespace oamc
