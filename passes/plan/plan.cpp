#include "passes/plan/plan.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <string>

#include "ir/base/suggest.h"
#include "passes/plan/check_step_types.h"
#include "passes/plan/override.h"
#include "passes/plan/planning.h"
#include "passes/plan/policy_check.h"
#include "passes/plan/referred_objects.h"

namespace oamc {
namespace {

/// Flag, application, default (spec/rendering.md 6.2).
std::string_view namespaceOf(const Application& application, const RenderOptions& options) {
  if (!options.namespaceName.empty()) return options.namespaceName;
  return application.namespaceName.empty() ? std::string_view("default") : application.namespaceName.text;
}

/// The number at the end of a revision name `shop-v3`; 0 when it has another form (spec/rendering.md 2.3).
std::uint32_t revisionNumber(std::string_view revisionName) {
  std::size_t mark = revisionName.rfind("-v");
  std::uint32_t number = 0;
  if (mark == std::string_view::npos) return 0;
  std::string_view digits = revisionName.substr(mark + 2);
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

void setRevision(RenderPlan& plan, const RenderOptions& options) {
  const Application& application = *plan.application;
  if (options.mode == RenderMode::kDryRun) {
    plan.revisionName = application.latestRevisionName.text;
    plan.revision = revisionNumber(plan.revisionName);
  } else if (options.revision != 0) {
    plan.revisionName = plan.arena->copyText(std::string(application.name.text) + "-v" + std::to_string(options.revision));
    plan.revision = options.revision;
  }
}

/// `--merge`: the Workflow document replaces the steps, without its mode, and all Policy documents are appended (spec/rendering.md 6.1).
void mergeDocuments(Application& application, const Workspace& workspace) {
  if (!workspace.workflows.empty()) {
    application.hasWorkflow = true;
    application.workflow = ApplicationWorkflow();
    application.workflow.steps = workspace.workflows.front().steps;
    application.workflow.hasSteps = true;
  }
  application.policies.insert(application.policies.end(), workspace.policies.begin(), workspace.policies.end());
}

Result<void> checkNames(Planning& planning) {
  std::optional<Failed> failure;
  for (const Component& component : planning.application.components) {
    auto [first, isNew] = planning.byName.emplace(component.name.text, &component);
    if (isNew) continue;
    failure = planning.sink.report(diag::DuplicateComponent, component.name.span, component.name.text)
                  .related(first->second->name.span, "the first component of this name")
                  .hint("names of components must be unique in an application")
                  .emit();
  }
  return failure ? Result<void>(*failure) : Result<void>();
}

/// Dry-run renders the references themselves (spec/rendering.md 10.4).
Result<void> resolveReferences(Component& component, Planning& planning) {
  if (planning.options.mode == RenderMode::kDryRun) return checkReferences(component, planning.sink);
  Result<Data> properties = referredProperties(component, planning.workspace, planning.plan.namespaceName, *planning.plan.arena, planning.sink);
  if (!properties) return properties.failure();
  component.properties = *properties;
  return {};
}

Result<void> bindWritten(Planning& planning) {
  std::optional<Failed> failure;
  for (const Component& component : planning.application.components) {
    Result<const ComponentVariant*> variant = addVariant(component, planning);
    if (variant) {
      planning.written.push_back(*variant);
    } else {
      failure = variant.failure();
    }
  }
  return failure ? Result<void>(*failure) : Result<void>();
}

void forEachStep(const std::vector<WorkflowStep>& steps, const std::function<void(const WorkflowStep&)>& visit) {
  for (const WorkflowStep& step : steps) {
    visit(step);
    if (step.type.text == "step-group") forEachStep(step.subSteps, visit);
  }
}

Result<void> checkWorkflow(Planning& planning) {
  DefinitionQuery query = definitionQuery(planning.options, planning.application, planning.plan.namespaceName);
  return checkStepTypes(planning.workflow.steps, query, planning.workspace.definitions, planning.sink);
}

Failed reportUnknownPolicy(const SpannedText& name, const WorkflowStep& step, const Planning& planning) {
  std::vector<std::string_view> names;
  for (const Policy& policy : planning.policies) names.push_back(policy.name.text);
  auto builder = planning.sink.report(diag::UnknownPolicy, name.span, name.text, step.name.text);
  if (auto near = suggest(name.text, names)) {
    builder.hint("did you mean `" + std::string(*near) + "`?").fix(name.span, std::string(*near));
  } else {
    builder.hint("declare it under `spec.policies`, or give a Policy document of namespace `" + std::string(planning.plan.namespaceName) + "`");
  }
  return builder.emit();
}

/// Policies that deploy steps name and the application does not declare are Policy documents of its namespace (spec/rendering.md 6.4).
Result<void> addExternalPolicies(Planning& planning) {
  std::optional<Failed> failure;
  forEachStep(planning.workflow.steps, [&](const WorkflowStep& step) {
    if (step.type.text != "deploy") return;
    Result<DeployStep> deploy = decodeDeployStep(step, planning.sink);
    if (!deploy) {
      failure = deploy.failure();
      return;
    }
    for (const SpannedText& name : deploy->policies) {
      if (std::ranges::any_of(planning.policies, [&](const Policy& policy) { return policy.name.text == name.text; })) continue;
      if (const Policy* document = planning.workspace.findPolicy(name.text, planning.plan.namespaceName)) {
        planning.policies.push_back(*document);
      } else {
        failure = reportUnknownPolicy(name, step, planning);
      }
    }
  });
  return failure ? Result<void>(*failure) : Result<void>();
}

/// Dry-run says which documents it did not use (spec/rendering.md 6.1).
void warnOfUnusedDocuments(Planning& planning) {
  if (planning.options.mode != RenderMode::kDryRun || planning.options.mergesDocuments) return;
  std::string& warnings = planning.plan.warnings;
  for (const Workflow& workflow : planning.workspace.workflows)
    if (planning.application.workflow.ref.text != workflow.name.text)
      warnings += "WARNING: workflow " + std::string(workflow.name.text) + " not referenced by application\n\n";
  for (const Policy& policy : planning.workspace.policies)
    if (std::ranges::none_of(planning.policies, [&](const Policy& used) { return used.span == policy.span; }))
      warnings += "WARNING: policy " + std::string(policy.name.text) + " not referenced by application\n\n";
}

/// What remains of a plan that has failed: the components as written, whose other mistakes can be told as well. Not those that overrides or other components complete.
RenderPlan damagedPlan(Planning& planning, const Failed& failure) {
  RenderPlan& plan = planning.plan;
  plan.failure = failure;
  plan.policies.clear();
  plan.steps.assign(1, PlannedStep());
  plan.steps.front().contextComponents = contextComponents(planning.written, *plan.arena);
  bool hasOverride = std::ranges::any_of(planning.policies, [](const Policy& policy) { return policyKind(policy.type.text) == PolicyKind::kOverride; });
  for (std::size_t i = 0; !hasOverride && i < planning.application.components.size(); ++i)
    if (plan.variants[i]->component.inputs.empty()) plan.steps.front().tasks.push_back({.variant = plan.variants[i].get(), .placement = {}});
  return std::move(plan);
}

Result<void> resolveWorkflow(Planning& planning) {
  const Application& application = planning.application;
  const Workflow* referenced =
      application.workflow.ref.empty() ? nullptr : planning.workspace.findWorkflow(application.workflow.ref.text, planning.plan.namespaceName);
  Result<EffectiveWorkflow> workflow = effectiveWorkflow(application, application.policies, referenced, *planning.plan.arena, planning.sink);
  if (!workflow) return workflow.failure();
  planning.workflow = std::move(*workflow);
  return {};
}

}  // namespace

DefinitionQuery definitionQuery(const RenderOptions& options, const Application& application, std::string_view namespaceName) {
  return {
      .rules = options.mode == RenderMode::kDryRun ? LookupRules::kDryRun : LookupRules::kRender,
      .applicationNamespace = namespaceName,
      .definitionNamespace = options.definitionNamespace,
      .autoUpdate = application.annotation("app.oam.dev/autoUpdate") == "true",
  };
}

StepPolicies policiesOf(const DeployStep& step, const Planning& planning) {
  StepPolicies result;
  for (const SpannedText& name : step.policies) {
    auto last = std::ranges::find_if(planning.policies.rbegin(), planning.policies.rend(), [&](const Policy& policy) { return policy.name.text == name.text; });
    if (last == planning.policies.rend()) continue;
    PolicyKind kind = policyKind(last->type.text);
    if (kind == PolicyKind::kTopology) result.topologies.push_back(&*last);
    if (kind == PolicyKind::kOverride) result.overrides.push_back(&*last);
    if (kind == PolicyKind::kReplication) result.replications.push_back(&*last);
  }
  return result;
}

Result<std::vector<Component>> overriddenComponents(const StepPolicies& policies, Planning& planning) {
  std::vector<Component> components = planning.application.components;
  for (const Policy* policy : policies.overrides) {
    Result<OverridePolicy> override = decodeOverride(*policy, planning.sink);
    if (!override) return override.failure();
    OverrideContext cx{*policy, planning.regexes, *planning.plan.arena, planning.sink};
    Result<std::vector<Component>> changed = applyOverride(std::move(components), *override, cx);
    if (!changed) return changed.failure();
    components = std::move(*changed);
  }
  return components;
}

Result<std::vector<const ComponentVariant*>> boundComponents(const StepPolicies& policies, Planning& planning) {
  if (policies.overrides.empty()) return planning.written;
  Result<std::vector<Component>> components = overriddenComponents(policies, planning);
  if (!components) return components.failure();
  std::vector<const ComponentVariant*> variants;
  for (const Component& component : *components) {
    Result<const ComponentVariant*> variant = addVariant(component, planning);
    if (!variant) return variant.failure();
    variants.push_back(*variant);
  }
  return variants;
}

Result<const ComponentVariant*> addVariant(const Component& component, Planning& planning) {
  BindContext cx{
      .definitions = planning.workspace.definitions,
      .query = definitionQuery(planning.options, planning.application, planning.plan.namespaceName),
      .arena = *planning.plan.arena,
      .sink = planning.sink,
  };
  auto written = planning.byName.find(component.name.text);
  const Component* original = written == planning.byName.end() ? nullptr : written->second;
  ComponentVariant* variant = planning.plan.variants.emplace_back(bindComponent(component, original, cx)).get();
  if (variant->failure) return *variant->failure;
  if (unversionedType(component.type.text) == kReferringType)
    if (Result<void> resolved = resolveReferences(variant->component, planning); !resolved) {
      variant->definition = nullptr;
      variant->failure = resolved.failure();
      return resolved.failure();
    }
  return variant;
}

Data contextComponents(std::span<const ComponentVariant* const> variants, Arena& arena) {
  std::vector<const Component*> components;
  for (const ComponentVariant* variant : variants) components.push_back(&variant->component);
  return componentsData(components, arena);
}

RenderPlan planApplication(const Application& application, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink) {
  Planning planning{.workspace = workspace, .options = options, .sink = sink, .application = application};
  planning.plan.application = &application;
  planning.plan.arena = std::make_unique<Arena>(workspace.arena.get());
  planning.plan.namespaceName = namespaceOf(application, options);
  setRevision(planning.plan, options);
  if (options.mergesDocuments) mergeDocuments(planning.application, workspace);
  planning.policies = planning.application.policies;
  using Step = Result<void> (*)(Planning&);
  constexpr Step kSteps[] = {
      checkNames, bindWritten, resolveWorkflow, checkWorkflow, addExternalPolicies, checkPolicies,
  };
  std::optional<Failed> failure;
  for (Step step : kSteps)
    if (Result<void> done = step(planning); !done) failure = done.failure();
  if (failure) return damagedPlan(planning, *failure);
  warnOfUnusedDocuments(planning);
  if (options.mode == RenderMode::kRender) warnOfUnusedPolicies(planning);
  Result<void> planned = options.mode == RenderMode::kDryRun ? planRenderings(planning) : planDelivery(planning);
  if (!planned) return damagedPlan(planning, planned.failure());
  return std::move(planning.plan);
}

}  // namespace oamc
