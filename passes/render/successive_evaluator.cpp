#include "passes/render/successive_evaluator.h"

#include <algorithm>
#include <cstddef>

namespace oamc {

Evaluator& SuccessiveEvaluator::begin() {
  if (evaluator_) evaluator_->beginRendering();
  else evaluator_.emplace(options_, &modules_);
  return *evaluator_;
}

void SuccessiveEvaluator::end(std::span<const Module> modules, bool hasFailed) {
  constexpr std::size_t kMostBytes = std::size_t{512} * 1024;  // about what the caches of a processor hold
  bool isNew = std::ranges::any_of(modules, [&](const Module& module) { return !modules_.contains(module); });
  if (isNew || hasFailed || evaluator_->isExhausted() || evaluator_->counters().bytes > kMostBytes) evaluator_.reset();
  if (!isNew) return;
  for (const Module& module : modules) modules_.add(module);
}

}  // namespace oamc
