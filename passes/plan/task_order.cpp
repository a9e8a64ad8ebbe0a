#include "passes/plan/task_order.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "ir/base/suggest.h"

namespace oamc {
namespace {

/// A component or an output at one placement, with its replica key.
using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

Key keyOf(std::string_view name, const RenderTask& task, std::string_view replicaKey) {
  return {name, task.placement.cluster, task.placement.namespaceName, replicaKey};
}

class TaskOrder {
 public:
  TaskOrder(std::vector<RenderTask>& tasks, DiagnosticSink& sink) : tasks_(tasks), sink_(sink), needs_(tasks.size()) {}

  Result<void> run() {
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      const Component& component = tasks_[i].variant->component;
      components_.emplace(keyOf(component.name.text, tasks_[i], component.replicaKey), i);
      for (const DataOutput& output : component.outputs) outputs_.emplace(keyOf(output.name.text, tasks_[i], component.replicaKey), i);
    }
    for (std::size_t i = 0; i < tasks_.size(); ++i) collectNeeds(i);
    if (failure_) return *failure_;
    return sortIntoRounds();
  }

 private:
  void collectNeeds(std::size_t i) {
    const Component& component = tasks_[i].variant->component;
    for (const SpannedText& name : component.dependsOn) {
      if (auto provider = find(components_, name.text, i)) {
        needs_[i].push_back(*provider);
      } else {
        failure_ = reportMissing(name, component);
      }
    }
    for (const DataInput& input : component.inputs) {
      if (auto provider = find(outputs_, input.from.text, i)) {
        needs_[i].push_back(*provider);
      } else {
        failure_ = reportNoProducer(input, component);
      }
    }
  }

  std::optional<std::size_t> find(const std::map<Key, std::size_t>& table, std::string_view name, std::size_t i) const {
    const RenderTask& task = tasks_[i];
    auto found = table.find(keyOf(name, task, task.variant->component.replicaKey));
    if (found == table.end()) found = table.find(keyOf(name, task, {}));
    return found == table.end() ? std::nullopt : std::optional(found->second);
  }

  Failed reportMissing(const SpannedText& name, const Component& component) {
    std::vector<std::string_view> names;
    bool isCopied = false;
    for (const RenderTask& task : tasks_) {
      names.push_back(task.variant->component.name.text);
      isCopied = isCopied || task.variant->component.name.text == name.text;
    }
    if (!isCopied) return reportUnknownDependency(name, component.name.text, names, sink_);
    return sink_.report(diag::DependencyOnCopies, name.span, component.name.text, name.text)
        .hint("replicate `" + std::string(component.name.text) + "` too, or drop the dependency")
        .emit();
  }

  Failed reportNoProducer(const DataInput& input, const Component& component) {
    std::vector<std::string_view> names;
    for (const auto& [key, i] : outputs_) names.push_back(std::get<0>(key));
    auto builder = sink_.report(diag::ComponentInputWithoutProducer, input.from.span, input.from.text, component.name.text);
    if (auto near = suggest(input.from.text, names)) builder.hint("did you mean `" + std::string(*near) + "`?").fix(input.from.span, std::string(*near));
    return builder.emit();
  }

  Result<void> sortIntoRounds() {
    std::vector<RenderTask> sorted;
    std::vector<bool> isDone(tasks_.size(), false);
    while (sorted.size() < tasks_.size()) {
      std::vector<std::size_t> round;
      for (std::size_t i = 0; i < tasks_.size(); ++i)
        if (!isDone[i] && std::ranges::all_of(needs_[i], [&](std::size_t need) { return isDone[need]; })) round.push_back(i);
      if (round.empty()) return reportCycle(isDone);
      for (std::size_t i : round) {
        isDone[i] = true;
        sorted.push_back(tasks_[i]);
      }
    }
    tasks_ = std::move(sorted);
    return {};
  }

  Failed reportCycle(const std::vector<bool>& isDone) {
    std::size_t first = static_cast<std::size_t>(std::ranges::find(isDone, false) - isDone.begin());
    const Component& component = tasks_[first].variant->component;
    auto builder = sink_.report(diag::DependencyCycle, component.name.span, component.name.text);
    for (std::size_t i = first + 1; i < tasks_.size(); ++i)
      if (!isDone[i]) builder.related(tasks_[i].variant->component.name.span, "waits too");
    return builder.emit();
  }

  std::vector<RenderTask>& tasks_;
  DiagnosticSink& sink_;
  std::vector<std::vector<std::size_t>> needs_;
  std::map<Key, std::size_t> components_;
  std::map<Key, std::size_t> outputs_;
  std::optional<Failed> failure_;
};

}  // namespace

Result<void> orderTasks(std::vector<RenderTask>& tasks, DiagnosticSink& sink) { return TaskOrder(tasks, sink).run(); }

Failed reportUnknownDependency(const SpannedText& dependency, std::string_view component, const std::vector<std::string_view>& names, DiagnosticSink& sink) {
  auto builder = sink.report(diag::UnknownDependency, dependency.span, component, dependency.text);
  if (auto near = suggest(dependency.text, names)) {
    builder.hint("did you mean `" + std::string(*near) + "`?").fix(dependency.span, std::string(*near));
  } else {
    builder.hint("`dependsOn` waits for components that the same step delivers to the same place; this one would wait for ever");
  }
  return builder.emit();
}

}  // namespace oamc
