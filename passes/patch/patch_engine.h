#pragma once

#include <span>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/base/limits.h"
#include "ir/base/result.h"
#include "ir/cue/module.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/tags.h"

namespace oamc {

/// Who patches: named in messages, blamed by the files of its template.
struct PatchAuthor {
  std::string_view name;           ///< as messages say it: "trait `scaler`"
  SourceSpan use;                  ///< where the application asks for it; invalid when it does not
  const Module* module = nullptr;  ///< its template; null when there is none
};

/// One patch to apply. Views must outlive the call.
struct PatchRequest {
  Vertex* base = nullptr;
  Vertex* patch = nullptr;
  PatchMode mode = PatchMode::kStrategic;
  PatchAuthor author;
  std::span<const PatchAuthor> earlier;  ///< those who made `base` what it is, in their order
  Limits limits;
};

/// The patched value: a new vertex of `evaluator`; base and patch stay as they are. Strategic mode keeps defaults, undecided values and definitions; the JSON
/// modes need concrete values and return concrete data (spec/rendering.md 4). Reports E5001, E5002, E5003, W5010 to W5015, and E3xxx for values that
/// are not concrete.
Result<Vertex*> applyPatch(const PatchRequest& request, Evaluator& evaluator, DiagnosticSink& sink);

/// The strategic mode for EvaluatorOptions::treeMerge: a patch inside of a template, which nobody else has patched before.
bool mergeTrees(Tree& base, Tree& patch, Arena& arena, SymbolTable& symbols, const Limits& limits);

}  // namespace oamc
