#pragma once

#include <span>
#include <string_view>

#include "ir/base/result.h"
#include "ir/oam/workflow.h"

namespace oamc {

struct StepOrderContext;

/// A step that has finished, as conditions see it.
struct StepStatus {
  std::string_view name;
  std::string_view type;
  bool isSkipped = false;
};

/// The value of the condition of `step`, a CUE expression over `status`, `context`, `inputs` and `parameter` (spec/workflow.md 1.6). Every step in `statuses` that was not
/// skipped has succeeded. Reports what the expression's compiler reports, E3xxx when it fails, E4544 when it is no bool.
Result<bool> evaluateCondition(const WorkflowStep& step, std::span<const StepStatus> statuses, StepOrderContext& cx);

}  // namespace oamc
