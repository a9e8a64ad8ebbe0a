#include "passes/patch/json_modes.h"

#include <string>

#include "ir/base/check.h"
#include "ir/data/ops/merge7396.h"
#include "ir/data/ops/patch6902.h"

namespace oamc {

namespace {

Result<Data> concrete(Vertex* value, std::string_view what, Evaluator& evaluator, DiagnosticSink& sink) {
  ExportResult exported = evaluator.exportData(value);
  if (exported) return exported.data;
  ContextScope scope(sink, std::string(what) + ", which has to be concrete for a JSON patch");
  return evaluator.report(*exported.reason, sink);
}

std::string wordsOf(const PatchFailure& failure) {
  std::string path = "`" + failure.path + "`";
  std::string parent = failure.parent.empty() ? "the value" : "`" + failure.parent + "`";
  switch (failure.kind) {
    case PatchFailureKind::kNotOperations: return "`operations` has to be a list of structs with `op` and `path`";
    case PatchFailureKind::kUnknownOperation: return "`op` has to be one of add, remove, replace, move, copy, test";
    case PatchFailureKind::kPathMissing: return "the operation has no `path`";
    case PatchFailureKind::kFromMissing: return "the operation has no `from`";
    case PatchFailureKind::kNoParent: return parent + ", which " + path + " leads through, does not exist";
    case PatchFailureKind::kScalarParent: return parent + ", which " + path + " leads through, is neither a struct nor a list";
    case PatchFailureKind::kNoKey: return path + " does not exist";
    case PatchFailureKind::kBadIndex: return path + " ends in something that is no index of the list";
    case PatchFailureKind::kTestFailed: return "the value at " + path + " is another one than tested for";
    case PatchFailureKind::kNotMergeable: return "both sides of a merge patch have to be structs, or lists";
  }
  OAMC_CHECK(false, "every failure has words");
}

/// Where the operation that failed is written; else the patch.
SourceSpan placeOf(const PatchFailure& failure, const Data& operations, const PatchRequest& request, Evaluator& evaluator) {
  if (operations.isList() && failure.operation < operations.items().size()) {
    const Data& operation = operations.items()[failure.operation];
    const Data* path = operation.find("path");
    if (path != nullptr && path->span().valid()) return path->span();
    if (operation.span().valid()) return operation.span();
  }
  SourceSpan patch = evaluator.span(request.patch);
  return patch.valid() ? patch : request.author.use;
}

Failed reportFailure(const PatchFailure& failure, const Data& patch, const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink) {
  std::string words = wordsOf(failure);
  bool isOperation = failure.kind != PatchFailureKind::kNotOperations && failure.kind != PatchFailureKind::kNotMergeable;
  if (isOperation) words = "operation " + std::to_string(failure.operation + 1) + ": " + words;
  SourceSpan place = placeOf(failure, patch, request, evaluator);
  DiagnosticBuilder builder = sink.report(diag::JsonPatchFailed, place, request.author.name, words);
  if (place != request.author.use) builder.related(request.author.use, "used here");
  return builder.emit();
}

Result<Vertex*> finish(const Patched& patched, const Data& patch, const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink) {
  if (const auto* failure = std::get_if<PatchFailure>(&patched)) return reportFailure(*failure, patch, request, evaluator, sink);
  return evaluator.fromData(std::get<Data>(patched), true);
}

}  // namespace

Result<Vertex*> applyJsonMerge(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink) {
  Result<Data> base = concrete(request.base, "the patched value", evaluator, sink);
  if (!base) return base.failure();
  Result<Data> patch = concrete(request.patch, "the patch", evaluator, sink);
  if (!patch) return patch.failure();
  return finish(mergePatch7396(*base, *patch, evaluator.arena()), *patch, request, evaluator, sink);
}

Result<Vertex*> applyJsonPatch(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink) {
  Result<Data> base = concrete(request.base, "the patched value", evaluator, sink);
  if (!base) return base.failure();
  Vertex* field = evaluator.field(request.patch, "operations");
  if (field == nullptr) return reportFailure(PatchFailure{}, Data(), request, evaluator, sink);
  Result<Data> operations = concrete(field, "the patch", evaluator, sink);
  if (!operations) return operations.failure();
  return finish(applyPatch6902(*base, *operations, evaluator.arena()), *operations, request, evaluator, sink);
}

}  // namespace oamc
