#pragma once

#include <string>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/oam/definition.h"
#include "passes/eval/evaluator.h"
#include "passes/render/context_reads.h"

namespace oamc {

/// A template with what it gets. Views must outlive the evaluator.
struct TemplateUse {
  const Definition& definition;
  const Module& module;  ///< the compiled template
  Data parameter;        ///< null: no `parameter` is given
  Data context;
  const ContextReads& reads;  ///< of the template
  SourceSpan use;             ///< the type in the user's file
};

/// The value of a template with its parameter and context (spec/rendering.md 2.1, 2.2, 3.2). Fails with the texts of `errs` (E4580),
/// with everything in the value that is an error (E3xxx), or for provider calls that need a network or a cluster (E4581).
/// Warns of objects that an undecided condition leaves out (W4574).
Result<Vertex*> evaluateTemplate(const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink);

/// Checks what is given as `parameter` against its declaration, and nothing else of the template: for one that cannot be evaluated any more. Reports E3xxx.
Result<void> checkParameter(const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink);

/// The objects below `outputs` of an evaluated template, in field order; definitions, hidden and optional fields are skipped (spec/rendering.md 2.2).
std::vector<FieldView> outputFields(Vertex* root, Evaluator& evaluator);

/// The value as the data of a Kubernetes object. Reports E3xxx when it is not concrete, E6001 when it lacks a kind; `path` names it in the template.
Result<Data> exportObject(Vertex* value, const TemplateUse& use, std::initializer_list<std::string_view> path, Evaluator& evaluator, DiagnosticSink& sink);

}  // namespace oamc
