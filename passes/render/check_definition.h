#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/definition.h"
#include "passes/eval/evaluator.h"

namespace oamc {

/// Checks a definition on its own, for `vet`: a field of the template that is almost the one that is missing (E2215), no `output` where there must be one (E4582), parameters
/// that are used and not declared (E3023), and everything in the template that no parameter and no context could ever mend (E3xxx). `module` is its compiled template.
void checkDefinition(const Definition& definition, const Module& module, const EvaluatorOptions& options, DiagnosticSink& sink);

/// A template that was evaluated has no `output`: E2215 at a field that is almost called so, else E4582 at the definition. `use` may be invalid.
Failed reportNoOutput(const Definition& definition, const Module& module, SourceSpan use, DiagnosticSink& sink);

}  // namespace oamc
