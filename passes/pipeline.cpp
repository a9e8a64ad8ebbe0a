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
        render_{options, plan.namespaceName, *plan.arena, sink},
        assemble_{options, plan, scopes_, *plan.arena, sink} {}

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

 private:
  /// The controller renders policies once, against the application as written, before the workflow (spec/rendering.md 5.4).
  Result<void> renderPoliciesFirst() {
    std::vector<RenderedGroup> written;
    Data components = plan_.steps.empty() ? Data::list({}) : plan_.steps.front().contextComponents;
    for (const RenderTask& task : plan_.written) {
      Result<RenderedGroup> group = renderTask(task, components);
      if (!group) return group.failure();
      written.push_back(std::move(*group));
    }
    RenderedStep step;
    step.name = "(policies)";
    if (Result<void> done = renderPolicies(step, components, written); !done) return done;
    steps_.push_back(std::move(step));
    return {};
  }

  Result<void> renderPolicies(RenderedStep& step, const Data& components, std::span<const RenderedGroup> groups) {
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

  Result<void> renderStep(const PlannedStep& planned) {
    RenderedStep step;
    step.name = planned.name;
    step.title = planned.title;
    DataPassing values(workspace_.liveObjects, *plan_.arena, sink_);
    std::optional<Failed> failure;
    for (const RenderTask& task : planned.tasks) {
      Result<RenderedGroup> group = options_.mode == RenderMode::kDryRun ? renderTask(task, planned.contextComponents)
                                                                         : renderPassing(task, planned, values);
      if (group) {
        step.groups.push_back(std::move(*group));
      } else {
        failure = group.failure();
      }
    }
    if (failure) return *failure;
    if (options_.mode == RenderMode::kDryRun)
      if (Result<void> done = renderPolicies(step, planned.contextComponents, step.groups); !done) return done;
    steps_.push_back(std::move(step));
    return {};
  }

  Result<RenderedGroup> renderPassing(const RenderTask& task, const PlannedStep& planned, DataPassing& values) {
    std::optional<ComponentVariant> changed;
    RenderTask passed = task;
    if (values.takesInputs(task)) {
      changed = *task.variant;
      changed->component.properties = values.propertiesWithInputs(task);
      passed.variant = &*changed;
    }
    Result<RenderedGroup> group = renderTask(passed, planned.contextComponents);
    if (!group) return group;
    if (Result<void> collected = values.collect(task, *group); !collected) return collected.failure();
    return group;
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
  RenderContext render_;
  AssembleContext assemble_;
  std::vector<RenderedStep> steps_;
};

}  // namespace

std::span<const StageRow> stageTable() { return kStages; }

Result<RenderedApp> renderApplication(const Application& application, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink) {
  ContextScope scope(sink, "application " + std::string(application.name.text));
  Result<RenderPlan> plan = planApplication(application, workspace, options, sink);
  if (!plan) return plan.failure();
  Result<std::vector<RenderedStep>> steps = ApplicationRun(*plan, workspace, options, sink).run();
  if (!steps) return steps.failure();
  RenderedApp app;
  app.application = &application;
  app.namespaceName = plan->namespaceName;
  app.warnings = std::move(plan->warnings);
  app.mayBeEmpty = plan->mayBeEmpty;
  app.steps = std::move(*steps);
  app.arena = std::move(plan->arena);
  if (options.mode == RenderMode::kDryRun) return app;
  markSent(app.steps);
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
