#include "passes/plan/step_condition.h"

#include <string>
#include <vector>

#include "passes/eval/evaluator.h"
#include "passes/plan/step_order.h"

namespace oamc {
namespace {

/// The status that the engine publishes for a finished step; times and ids are unknown before it runs.
Data statusData(const StepStatus& status, Arena& arena) {
  std::vector<Member> members = {
      {"name", Data::string(status.name), {}},
      {"type", Data::string(status.type), {}},
      {"phase", Data::string(status.isSkipped ? "skipped" : "succeeded"), {}},
      {"failed", Data::boolean(false), {}},
      {"succeeded", Data::boolean(!status.isSkipped), {}},
      {"skipped", Data::boolean(status.isSkipped), {}},
      {"timeout", Data::boolean(false), {}},
      {"failedAfterRetries", Data::boolean(false), {}},
      {"terminate", Data::boolean(false), {}},
  };
  return Data::object(arena.copyArray<Member>(members));
}

Data statusesData(std::span<const StepStatus> statuses, Arena& arena) {
  std::vector<Member> members;
  for (const StepStatus& status : statuses)
    if (!status.name.empty()) members.push_back({status.name, statusData(status, arena), {}});
  return Data::object(arena.copyArray<Member>(members));
}

}  // namespace

Result<bool> evaluateCondition(const WorkflowStep& step, std::span<const StepStatus> statuses, StepOrderContext& cx) {
  ContextScope scope(cx.sink, "condition of step `" + std::string(step.name.text) + "`");
  Result<Module> condition = cx.options.conditions.compile(step.condition, cx.sink);
  if (!condition) return condition.failure();
  Evaluator evaluator(cx.options.evaluation);
  NamedData inputs[] = {
      {"status", statusesData(statuses, cx.arena)},
      {"context", cx.context},
      {"inputs", Data::object({})},
      {"parameter", step.properties.isObject() ? step.properties : Data::object({})},
  };
  Vertex* root = evaluator.instance({}, inputs);
  Vertex* value = evaluator.expression(root, *condition);
  ExportResult result = evaluator.exportData(value);
  if (!result) return evaluator.report(*result.reason, cx.sink);
  if (result.data.kind() != DataKind::kBool)
    return cx.sink.report(diag::ConditionNotBool, step.condition.span, step.condition.text)
        .hint("a condition compares something, or names a bool such as `status.x.succeeded`")
        .emit();
  return result.data.boolean();
}

}  // namespace oamc
