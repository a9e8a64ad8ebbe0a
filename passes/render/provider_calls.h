#pragma once

#include "ir/base/diagnostic.h"
#include "passes/render/evaluate_template.h"

namespace oamc {

/// Refuses calls of provider actions that need a network or a cluster: structs with `#do` in a template that imports a `vela/` package (E4581 at the place of the
/// call). Pure actions are functions of their packages and have been evaluated with the template (spec/rendering.md 2.6).
Result<void> refuseProviderCalls(Vertex* root, const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink);

}  // namespace oamc
