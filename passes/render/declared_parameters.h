#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/definition_index.h"
#include "passes/render/evaluate_template.h"

namespace oamc {

/// Refuses a property that is the misspelt name of a required parameter which is not given (E4587), so that not the missing one is reported at some other place. Reads the
/// template's declaration of `parameter` without evaluating it.
Result<void> checkParameterNames(const TemplateUse& use, DiagnosticSink& sink);

/// Warns of properties that the template's `parameter` does not declare, and which therefore have no effect (W4585), with the near name, the traits that have such a
/// parameter, or what is allowed. Says nothing where the declaration is open or cannot be read from the template alone, nor
/// where an error has been reported at the same place.
void warnOfUndeclaredParameters(const TemplateUse& use, const DefinitionIndex& definitions, DiagnosticSink& sink);

/// The same as an error, for workflow steps: one that quietly does less is found out too late (E4588).
Result<void> refuseUndeclaredParameters(const TemplateUse& use, const DefinitionIndex& definitions, DiagnosticSink& sink);

/// Reports references of a template to parameters that it does not declare (E3023). Says nothing where the declaration is open or cannot be read from the template alone.
void checkParameterReferences(const Module& module, DiagnosticSink& sink);

}  // namespace oamc
