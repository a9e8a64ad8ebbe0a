#pragma once

#include <span>

#include "ir/base/diagnostic.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/notice.h"
#include "passes/patch/patch_engine.h"

namespace oamc {

/// Reports why a patch could not be merged (E5001; E5002 if a misspelt mark explains it): at the user's value if one takes part, else where the patch was
/// asked for. Names both sides; notices that explain the conflict become related places.
Failed reportConflict(const PatchRequest& request, const Reason& reason, std::span<const Notice> notices, Evaluator& evaluator, DiagnosticSink& sink);

}  // namespace oamc
