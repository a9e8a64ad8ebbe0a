#include "passes/patch/patch_engine.h"

#include <array>

#include "ir/base/check.h"
#include "passes/patch/conflict.h"
#include "passes/patch/json_modes.h"
#include "passes/patch/notice_report.h"
#include "passes/patch/strategic.h"

namespace oamc {

namespace {

/// Why the merged value is none: fatal failures anywhere, incomplete ones only at its top (spec/rendering.md 4.5, 4.6 (20)).
const Reason* failureOf(Vertex* merged, Evaluator& evaluator) {
  if (const Reason* reason = evaluator.validate(merged)) return reason;
  return evaluator.bottomKind(merged) == BottomKind::kNone ? nullptr : evaluator.validateConcrete(merged);
}

Result<Vertex*> applyStrategic(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink) {
  Tree* patch = evaluator.reify(request.patch);
  Tree* base = evaluator.reifyBase(request.base, *patch);
  StrategicOutcome outcome = mergeStrategic(*base, *patch, evaluator.arena(), evaluator.symbols(), request.limits.vertexDepth, request.limits.evaluationSteps);
  if (!outcome.isComplete) {
    Reason tooLong;
    tooLong.code = ReasonCode::kLimitSteps;
    tooLong.spanX = evaluator.span(request.patch);
    tooLong.vertex = request.patch;
    return evaluator.report(tooLong, sink);
  }
  Vertex* merged = evaluator.unify(std::array{base, patch});
  if (const Reason* reason = failureOf(merged, evaluator)) return reportConflict(request, *reason, outcome.notices, evaluator, sink);
  reportNotices(outcome.notices, evaluator, sink);
  return merged;
}

}  // namespace

bool mergeTrees(Tree& base, Tree& patch, Arena& arena, SymbolTable& symbols, const Limits& limits) {
  return mergeStrategic(base, patch, arena, symbols, limits.vertexDepth, limits.evaluationSteps).isComplete;
}

Result<Vertex*> applyPatch(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink) {
  ContextScope scope(sink, "patch of " + std::string(request.author.name));
  switch (request.mode) {
    case PatchMode::kStrategic: return applyStrategic(request, evaluator, sink);
    case PatchMode::kJsonMerge: return applyJsonMerge(request, evaluator, sink);
    case PatchMode::kJsonPatch: return applyJsonPatch(request, evaluator, sink);
  }
  OAMC_CHECK(false, "a patch has one of three modes");
}

}  // namespace oamc
