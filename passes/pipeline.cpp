#include "passes/pipeline.h"

#include <algorithm>
#include <optional>
#include <string>

#include "passes/assemble/assemble.h"
#include "passes/assemble/deliver.h"
#include "passes/assemble/object_edit.h"
#include "passes/plan/plan.h"
#include "passes/policies/artifacts.h"
#include "passes/render/context.h"
#include "passes/render/data_passing.h"
#include "passes/render/render_component.h"
#include "passes/validate/validate.h"

namespace oamc {
namespace {

constexpr StageRow kStages[] = {
    {"plan", "Workspace", "RenderPlan", "components, copies and placements of every step, in the order of delivery"},
    {"render", "RenderPlan", "RenderedParts", "templates of components, then their traits with outputs and patches"},
    {"assemble", "RenderedParts", "RenderedApp", "names, labels, annotations, namespaces, references"},
    {"policies", "RenderedApp", "RenderedApp", "objects of custom policies, which see the assembled components"},
    {"deliver", "RenderedApp", "RenderedApp", "what is sent by which step, and the desired state of every cluster"},
    {"validate", "RenderedApp", "RenderedApp", "what Kubernetes would refuse"},
};

/// The scopes that the CustomResourceDefinitions among the inputs declare.
ScopeTable scopesOf(const Workspace& workspace) {
  ScopeTable scopes;
  for (const Data& definition : workspace.customResourceDefinitions) {
    bool isCluster = textAt(definition, {"spec", "scope"}) == "Cluster";
    scopes.add(textAt(definition, {"spec", "group"}), textAt(definition, {"spec", "names", "kind"}), isCluster ? Scope::kCluster : Scope::kNamespaced);
  }
  return scopes;
}

/// The run of the stages render to policies for one plan.
class ApplicationRun {
 public:
  ApplicationRun(const RenderPlan& plan, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink)
      : plan_(plan),
        workspace_(workspace),
        options_(options),
        sink_(sink),
        scopes_(scopesOf(workspace)),
        contexts_(plan, options, workspace.clusters ? &*workspace.clusters : nullptr, *plan.arena),
        evaluators_(options.evaluation, options.modules),
        render_{options, workspace.definitions, plan.namespaceName, evaluators_, *plan.arena, sink},
        assemble_{options, plan, scopes_, *plan.arena, sink},
        workflowValues_(PassingScope::kWorkflow, plan.workflowContext, workspace.liveObjects, *plan.arena, sink) {}

  Result<std::vector<RenderedStep>> run() {
    std::optional<Failed> failure;
    bool isDryRun = options_.mode == RenderMode::kDryRun;
    if (!isDryRun && !plan_.policies.empty())
      if (Result<void> done = renderPoliciesFirst(); !done) failure = done.failure();
    for (const PlannedStep& planned : plan_.steps)
      if (Result<void> done = renderStep(planned); !done) failure = done.failure();
    if (failure) return *failure;
    return std::move(steps_);
  }

  /// Tells what else is wrong with the components of a plan that has failed.
  void checkComponents() {
    for (const PlannedStep& step : plan_.steps)
      for (const RenderTask& task : step.tasks)
        static_cast<void>(renderComponent(*task.variant, contexts_.forComponent(task, step.contextComponents), render_));
  }

  /// What the controller sends after the workflow: the objects of PostDispatch traits of the components as written, once for every place they were delivered to, and the
  /// components' own outputs again (spec/rendering.md 5.4).
  Result<RenderedStep> renderPostDispatch() {
    RenderedStep step;
    step.name = "(post-dispatch)";
    for (const RenderTask& task : postDispatchTasks()) {
      Result<RenderedParts> parts = renderComponent(*task.variant, contexts_.forComponent(task, plan_.steps.front().contextComponents), render_);
      if (!parts) return parts.failure();
      Result<RenderedGroup> group = assemblePostDispatch(*parts, task, assemble_);
      if (!group) return group.failure();
      step.groups.push_back(std::move(*group));
    }
    return step;
  }

 private:
  std::vector<RenderTask> postDispatchTasks() const {
    std::vector<RenderTask> tasks;
    for (const PlannedStep& step : plan_.steps)
      for (const RenderTask& delivered : step.tasks) {
        auto written = std::ranges::find(plan_.written, delivered.variant->component.name.text,
                                         [](const ComponentVariant* variant) { return variant->component.name.text; });
        if (written == plan_.written.end() || !hasPostDispatch(**written)) continue;
        bool isNew = std::ranges::none_of(tasks, [&](const RenderTask& task) { return task.variant == *written && task.placement == delivered.placement; });
        if (isNew) tasks.push_back({.variant = *written, .placement = delivered.placement});
      }
    return tasks;
  }

  static bool hasPostDispatch(const ComponentVariant& variant) {
    return std::ranges::any_of(variant.traitDefinitions, [](const Definition* trait) { return trait->attributeText({"stage"}) == "PostDispatch"; });
  }

  /// In a step, the PostDispatch objects of a component's first place wait for the end of the workflow, unless somebody takes their values as input; those of its other
  /// places go with them (spec/rendering.md 5.4, 11 C5). Only the log shows that: the desired state holds all of them.
  void holdBackPostDispatch(RenderedStep& step, const RenderTask& task, RenderedGroup& group) const {
    bool isConsumed =
        std::ranges::any_of(task.variant->component.outputs, [](const DataOutput& output) { return output.valueFrom.text.starts_with("outputs"); });
    if (!options_.isLog || isConsumed) return;
    bool isFirst = std::ranges::none_of(step.groups, [&](const RenderedGroup& other) { return other.component == group.component; });
    if (isFirst) std::erase_if(group.objects, [](const RenderedObject& object) { return object.stage == DispatchStage::kPost; });
  }

  /// The controller renders policies before the workflow, when no component has been rendered yet: they see no artifacts.
  Result<void> renderPoliciesFirst() {
    RenderedStep step;
    step.name = "(policies)";
    Data components = plan_.steps.empty() ? Data::list({}) : plan_.steps.front().contextComponents;
    if (Result<void> done = renderPolicies(step, components, {}); !done) return done;
    steps_.push_back(std::move(step));
    return {};
  }

  Result<void> renderPolicies(RenderedStep& step, const Data& components, std::span<const RenderedGroup> groups) {
    if (plan_.policies.empty()) return {};
    Data artifacts = artifactsData(groups, *plan_.arena);
    std::vector<RenderedGroup> rendered;
    for (const PlannedPolicy& policy : plan_.policies) {
      Result<RenderedParts> parts = renderPolicy(policy, contexts_.forPolicy(policy.name, components, artifacts), render_);
      if (!parts) return parts.failure();
      Result<RenderedGroup> group = assemblePolicy(*parts, policy, assemble_);
      if (!group) return group.failure();
      rendered.push_back(std::move(*group));
    }
    std::ranges::move(rendered, std::back_inserter(step.groups));
    return {};
  }

  /// Dry-run renders an application for each of its topologies, and no template sees which one it is (spec/rendering.md 6.5). Equal components make equal contexts.
  bool isLikeLast(const PlannedStep& planned) const { return options_.mode == RenderMode::kDryRun && last_ != nullptr && planned.tasks == last_->tasks; }

  Result<void> renderStep(const PlannedStep& planned) {
    if (!isLikeLast(planned)) return renderAnew(planned);
    RenderedStep again = steps_.back();
    again.title = planned.title;
    steps_.push_back(std::move(again));
    return {};
  }

  Result<void> renderAnew(const PlannedStep& planned) {
    last_ = nullptr;
    RenderedStep step;
    step.name = planned.name;
    step.title = planned.title;
    DataPassing ownValues(PassingScope::kPlacement, {}, workspace_.liveObjects, *plan_.arena, sink_);
    DataPassing& values = planned.passesToSteps ? workflowValues_ : ownValues;
    std::optional<Failed> failure;
    for (const RenderTask& task : planned.tasks) {
      Result<RenderedGroup> group = options_.mode == RenderMode::kDryRun ? renderTask(task, planned.contextComponents) : renderPassing(task, planned, values);
      if (group) {
        holdBackPostDispatch(step, task, *group);
        step.groups.push_back(std::move(*group));
      } else {
        failure = group.failure();
      }
    }
    if (failure) return *failure;
    if (options_.mode == RenderMode::kDryRun)
      if (Result<void> done = renderPolicies(step, planned.contextComponents, step.groups); !done) return done;
    steps_.push_back(std::move(step));
    last_ = &planned;
    return {};
  }

  Result<RenderedGroup> renderPassing(const RenderTask& task, const PlannedStep& planned, DataPassing& values) {
    Result<RenderedGroup> group = renderWithInputs(task, planned, values);
    if (group) {
      values.collect(task, *group);
    } else {
      values.collectFailed(task, group.failure());
    }
    return group;
  }

  Result<RenderedGroup> renderWithInputs(const RenderTask& task, const PlannedStep& planned, const DataPassing& values) {
    if (task.variant->component.inputs.empty()) return renderTask(task, planned.contextComponents);
    Result<ComponentVariant> changed = values.withInputs(task);
    if (!changed) return changed.failure();
    return renderTask({.variant = &*changed, .placement = task.placement}, planned.contextComponents);
  }

  Result<RenderedGroup> renderTask(const RenderTask& task, const Data& components) {
    Result<RenderedParts> parts = renderComponent(*task.variant, contexts_.forComponent(task, components), render_);
    if (!parts) return parts.failure();
    return assembleComponent(*parts, task, assemble_);
  }

  const RenderPlan& plan_;
  const Workspace& workspace_;
  const RenderOptions& options_;
  DiagnosticSink& sink_;
  ScopeTable scopes_;
  ContextSource contexts_;
  SuccessiveEvaluator evaluators_;
  RenderContext render_;
  AssembleContext assemble_;
  DataPassing workflowValues_;
  std::vector<RenderedStep> steps_;
  const PlannedStep* last_ = nullptr;  // what the last of `steps_` was rendered from
};

}  // namespace

std::span<const StageRow> stageTable() { return kStages; }

Result<RenderedApp> renderApplication(const Application& application, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink) {
  ContextScope scope(sink, "application `" + std::string(application.name.text) + "`");
  RenderPlan plan = planApplication(application, workspace, options, sink);
  ApplicationRun run(plan, workspace, options, sink);
  if (plan.failure) {
    run.checkComponents();
    return *plan.failure;
  }
  Result<std::vector<RenderedStep>> steps = run.run();
  if (!steps) return steps.failure();
  RenderedApp app;
  app.application = &application;
  app.namespaceName = plan.namespaceName;
  app.warnings = std::move(plan.warnings);
  app.mayBeEmpty = plan.mayBeEmpty;
  app.workflow = std::move(plan.workflow);
  app.steps = std::move(*steps);
  if (options.mode == RenderMode::kRender) markSent(app.steps);
  if (options.isLog) {
    Result<RenderedStep> last = run.renderPostDispatch();
    if (!last) return last.failure();
    app.steps.push_back(std::move(*last));
  }
  app.arena = std::move(plan.arena);
  if (options.mode == RenderMode::kDryRun) return app;
  if (!options.isLog)
    if (Result<void> done = collectDesiredState(app, options, sink); !done) return done.failure();
  if (Result<void> done = validateObjects(app, sink); !done) return done.failure();
  return app;
}

Result<std::vector<RenderedApp>> renderApplications(const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink) {
  std::vector<RenderedApp> apps;
  std::optional<Failed> failure;
  for (const Application& application : workspace.applications) {
    Result<RenderedApp> app = renderApplication(application, workspace, options, sink);
    if (app) {
      apps.push_back(std::move(*app));
    } else {
      failure = app.failure();
    }
  }
  if (failure) return *failure;
  return apps;
}

}  // namespace oamc
