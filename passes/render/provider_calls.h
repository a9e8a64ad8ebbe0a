#pragma once

#include "ir/base/diagnostic.h"
#include "passes/render/evaluate_template.h"

namespace oamc {

/// Refuses calls of provider actions that need a network or a cluster: structs with `#do` whose parameters are known (E4581 at the place of the
/// call). Pure actions have no `#do` in our packages: they compute their results themselves (stdlib/packages, spec/rendering.md 2.6).
Result<void> refuseProviderCalls(Vertex* root, const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink);

}  // namespace oamc
