#pragma once

#include "ir/base/diagnostic.h"
#include "ir/base/result.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/patch_engine.h"

namespace oamc {

/// Merges the patch into the base as concrete data by RFC 7396 with the deviations of spec/rendering.md 4.2. The result is data: defaults of the base are
/// fixed, lists that are field values are open. Reports E5003, and E3xxx when base or patch is not concrete.
Result<Vertex*> applyJsonMerge(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink);

/// Applies the list `operations` of the patch to the base as concrete data by RFC 6902, likewise.
Result<Vertex*> applyJsonPatch(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink);

}  // namespace oamc
