#include "passes/plan/step_order.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "ir/base/suggest.h"
#include "passes/plan/step_condition.h"
#include "passes/plan/task_order.h"

namespace oamc {
namespace {

/// The text of a property of a step, or an empty one.
std::string_view property(const WorkflowStep& step, std::string_view key) {
  const Data* value = step.properties.find(key);
  return value != nullptr && value->isString() ? value->text() : std::string_view();
}

class StepRun {
 public:
  StepRun(const EffectiveWorkflow& workflow, StepOrderContext& cx) : workflow_(workflow), cx_(cx) {}

  Result<std::vector<OrderedStep>> run() {
    if (Result<void> named = collectNames(workflow_.steps); !named) return named.failure();
    for (const WorkflowStep& step : workflow_.steps) addAlias(step);
    if (Result<void> done = runList(workflow_.steps, workflow_.isDag, {}); !done) return done.failure();
    return std::move(order_);
  }

 private:
  Result<void> collectNames(const std::vector<WorkflowStep>& steps) {
    for (const WorkflowStep& step : steps) {
      if (!step.name.empty()) {
        auto [present, isNew] = byName_.emplace(step.name.text, &step);
        if (!isNew)
          return cx_.sink.report(diag::DuplicateStep, step.name.span, step.name.text)
              .related(present->second->name.span, "the first step of this name")
              .hint("names of steps and sub-steps must be unique in the whole workflow")
              .emit();
      }
      for (const DataOutput& output : step.outputs) producers_.emplace(output.name.text, &step);
      if (step.type.text == "step-group")
        if (Result<void> named = collectNames(step.subSteps); !named) return named;
    }
    return {};
  }

  /// A step is also known under its property `name`, or else `component`, where that name is free (spec/workflow.md 1.6).
  void addAlias(const WorkflowStep& step) {
    std::string_view alias = property(step, "name");
    if (alias.empty()) alias = property(step, "component");
    if (!alias.empty()) byName_.emplace(alias, &step);
  }

  Result<void> runList(const std::vector<WorkflowStep>& steps, bool isDag, std::string_view group) {
    std::vector<const WorkflowStep*> open;
    for (const WorkflowStep& step : steps) open.push_back(&step);
    while (!open.empty()) {
      std::vector<const WorkflowStep*> waiting;
      for (const WorkflowStep* step : open) {
        bool isBlocked = !waiting.empty() && !isDag;
        if (isBlocked || !isReady(*step)) {
          waiting.push_back(step);
          continue;
        }
        if (Result<void> done = visit(*step, group); !done) return done;
      }
      if (waiting.size() == open.size()) return reportStuck(*open.front(), isDag);
      open = std::move(waiting);
    }
    return {};
  }

  bool isReady(const WorkflowStep& step) const {
    return std::ranges::all_of(step.dependsOn, [&](const SpannedText& name) { return isFinished(name.text); }) &&
           std::ranges::all_of(step.inputs, [&](const DataInput& input) { return isKnown(input.from.text); });
  }
  bool isFinished(std::string_view name) const {
    auto step = byName_.find(name);
    return step != byName_.end() && isSkipped_.contains(step->second);
  }
  /// Inputs come from outputs of finished steps, or from a path into the context or the parameters.
  bool isKnown(std::string_view from) const { return isFromContext(from) || isAmong(outputs_, from); }
  /// An input is an output, or a path into one.
  static bool isAmong(const std::set<std::string_view>& outputs, std::string_view from) {
    return outputs.contains(from) || outputs.contains(from.substr(0, from.find_first_of(".[")));
  }
  /// The step that gives an input, or null.
  const WorkflowStep* producerOf(std::string_view from) const {
    auto found = producers_.find(from);
    if (found == producers_.end()) found = producers_.find(from.substr(0, from.find_first_of(".[")));
    return found == producers_.end() ? nullptr : found->second;
  }
  static bool isFromContext(std::string_view from) {
    std::string_view root = from.substr(0, from.find('.'));
    return root == "context" || root == "parameter";
  }

  Result<void> visit(const WorkflowStep& step, std::string_view group) {
    Result<bool> runs = shouldRun(step);
    if (!runs) return runs.failure();
    if (step.type.text == "step-group") {
      bool isDag = step.mode.empty() ? workflow_.subStepsAreDag : step.mode.text != "StepByStep";
      if (*runs) {
        if (Result<void> done = runList(step.subSteps, isDag, step.name.text); !done) return done;
      } else {
        for (const WorkflowStep& child : step.subSteps) finish(child, true);
      }
    } else if (*runs) {
      order_.push_back({&step, group});
    }
    finish(step, !*runs);
    return {};
  }

  Result<bool> shouldRun(const WorkflowStep& step) {
    if (step.condition.empty()) return std::ranges::none_of(step.dependsOn, [&](const SpannedText& name) { return isSkippedStep(name.text); });
    if (step.condition.text == "always") return true;
    return evaluateCondition(step, statuses_, cx_);
  }
  bool isSkippedStep(std::string_view name) const {
    auto step = byName_.find(name);
    return step != byName_.end() && isSkipped_.at(step->second);
  }

  void finish(const WorkflowStep& step, bool isSkipped) {
    isSkipped_[&step] = isSkipped;
    for (const DataOutput& output : step.outputs) outputs_.insert(output.name.text);
    statuses_.push_back({step.name.text, step.type.text, isSkipped});
  }

  /// Nothing can run any more: says what the first waiting step waits for.
  Failed reportStuck(const WorkflowStep& step, bool isDag) {
    for (const SpannedText& name : step.dependsOn)
      if (!byName_.contains(name.text)) return reportUnknownStep(step, name);
    for (const DataInput& input : step.inputs)
      if (!isFromContext(input.from.text) && producerOf(input.from.text) == nullptr)
        return step.span.valid() ? reportUnknown(diag::InputWithoutProducer, step, input.from, outputNames())
                                 : reportUnknown(diag::ComponentInputWithoutProducer, step, input.from, outputNames());
    if (std::vector<Wait> cycle = cycleFrom(step); !cycle.empty()) return reportCycle(cycle);
    auto builder = cx_.sink.report(diag::StepsWaitForEver, step.name.span.valid() ? step.name.span : step.span, step.name.text, waitsFor(step));
    for (const SpannedText& name : step.dependsOn)
      if (!isFinished(name.text)) builder.related(byName_.at(name.text)->span, "this step has not run by then");
    builder.hint(isDag ? "what it waits for waits itself" : "steps run in the order of the list: move what is needed before this step");
    return builder.emit();
  }

  /// A step that waits for another one, and for what.
  struct Wait {
    const WorkflowStep* step;
    const WorkflowStep* other;
    SpannedText what;
    bool isInput;
  };

  std::vector<Wait> waitsOf(const WorkflowStep& step) const {
    std::vector<Wait> waits;
    for (const SpannedText& name : step.dependsOn)
      if (!isFinished(name.text) && byName_.contains(name.text)) waits.push_back({&step, byName_.at(name.text), name, false});
    for (const DataInput& input : step.inputs)
      if (const WorkflowStep* producer = producerOf(input.from.text); producer != nullptr && !isKnown(input.from.text))
        waits.push_back({&step, producer, input.from, true});
    return waits;
  }

  /// A cycle of waiting steps that can be reached from `start`; empty when there is none. Follows each step once.
  std::vector<Wait> cycleFrom(const WorkflowStep& start) const {
    std::vector<Wait> path;
    std::set<const WorkflowStep*> seen;
    std::vector<Wait> open = waitsOf(start);
    seen.insert(&start);
    while (!open.empty()) {
      Wait next = open.back();
      open.pop_back();
      while (!path.empty() && path.back().other != next.step) path.pop_back();
      path.push_back(next);
      auto begin = std::ranges::find(path, next.other, &Wait::step);
      if (begin != path.end()) return {begin, path.end()};
      if (!seen.insert(next.other).second) continue;
      for (const Wait& wait : waitsOf(*next.other)) open.push_back(wait);
    }
    return {};
  }

  Failed reportCycle(const std::vector<Wait>& cycle) {
    std::string text;
    for (const Wait& wait : cycle) {
      text += (text.empty() ? "`" : ", `") + std::string(wait.step->name.text);
      text += wait.isInput ? "` takes `" + std::string(wait.what.text) + "` from `" : "` depends on `";
      text += std::string(wait.other->name.text) + "`";
    }
    auto builder = cx_.sink.report(diag::StepCycle, cycle.front().what.span, text);
    for (std::size_t i = 1; i < cycle.size(); ++i) builder.related(cycle[i].what.span, "and this waits for `" + std::string(cycle[i].other->name.text) + "`");
    return builder.hint("take one of these dependencies away").emit();
  }

  /// Steps that nobody wrote stand for components (spec/rendering.md 6.3).
  Failed reportUnknownStep(const WorkflowStep& step, const SpannedText& name) {
    if (step.span.valid()) return reportUnknown(diag::UnknownStepDependency, step, name, stepNames());
    return reportUnknownDependency(name, step.name.text, stepNames(), cx_.sink);
  }

  std::string waitsFor(const WorkflowStep& step) const {
    for (const SpannedText& name : step.dependsOn)
      if (!isFinished(name.text)) return std::string(name.text);
    for (const DataInput& input : step.inputs)
      if (!isKnown(input.from.text)) return std::string(input.from.text);
    return {};
  }

  std::vector<std::string_view> stepNames() const {
    std::vector<std::string_view> names;
    for (const auto& [name, step] : byName_) names.push_back(name);
    return names;
  }

  std::vector<std::string_view> outputNames() const {
    std::vector<std::string_view> names;
    for (const auto& [name, step] : producers_) names.push_back(name);
    return names;
  }

  template <typename Row>
  Failed reportUnknown(Row row, const WorkflowStep& step, const SpannedText& name, const std::vector<std::string_view>& known) {
    auto builder = cx_.sink.report(row, name.span, name.text, step.name.text);
    if (auto near = suggest(name.text, known)) builder.hint("did you mean `" + std::string(*near) + "`?").fix(name.span, std::string(*near));
    return builder.emit();
  }

  const EffectiveWorkflow& workflow_;
  StepOrderContext& cx_;
  std::map<std::string_view, const WorkflowStep*> byName_;
  std::map<std::string_view, const WorkflowStep*> producers_;  // by the name of an output, finished or not
  std::set<std::string_view> outputs_;                         // names of outputs of finished steps
  std::map<const WorkflowStep*, bool> isSkipped_;              // finished steps; never iterated
  std::vector<StepStatus> statuses_;
  std::vector<OrderedStep> order_;
};

}  // namespace

Result<std::vector<OrderedStep>> orderSteps(const EffectiveWorkflow& workflow, StepOrderContext& cx) { return StepRun(workflow, cx).run(); }

}  // namespace oamc
