#pragma once

#include <optional>
#include <span>

#include "ir/cue/module.h"
#include "passes/eval/evaluator.h"
#include "passes/eval/shared_modules.h"

namespace oamc {

/// The evaluator of renderings that follow each other: what one finds about the constants of a template serves the next, and so do tables and memory. Each rendering has
/// the limits for itself.
class SuccessiveEvaluator {
 public:
  /// Both must outlive this.
  SuccessiveEvaluator(const EvaluatorOptions& options, SharedModules& modules) : options_(options), modules_(modules) {}

  /// For the next rendering; the one before has ended.
  Evaluator& begin();
  /// Ends a rendering, which evaluated `modules`. Those that are new become shared modules. After them, after a failure, and once it holds much, an evaluator goes.
  void end(std::span<const Module> modules, bool hasFailed);

 private:
  const EvaluatorOptions& options_;
  SharedModules& modules_;
  std::optional<Evaluator> evaluator_;
};

}  // namespace oamc
