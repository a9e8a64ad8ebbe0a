#pragma once

#include <span>

#include "ir/base/diagnostic.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/notice.h"

namespace oamc {

/// Reports what a strategic merge lost or ignored (W5010 to W5015): at the lost element, else at the mark, else at the field of the patch.
void reportNotices(std::span<const Notice> notices, Evaluator& evaluator, DiagnosticSink& sink);

}  // namespace oamc
