#include <algorithm>
#include <optional>
#include <string>

#include "ir/base/suggest.h"
#include "passes/plan/placements.h"
#include "passes/plan/planning.h"
#include "passes/plan/replication.h"
#include "passes/plan/step_order.h"
#include "passes/plan/task_order.h"

namespace oamc {
namespace {

class DeliveryPlan {
 public:
  explicit DeliveryPlan(Planning& planning) : planning_(planning), plan_(planning.plan) {}

  Result<void> run() {
    contextComponents_ = contextComponents(planning_.written, *plan_.arena);
    plan_.written = planning_.written;
    plan_.workflowContext = workflowContext();
    StepOrderContext cx{planning_.options, plan_.workflowContext, *plan_.arena, planning_.sink};
    Result<std::vector<OrderedStep>> steps = orderSteps(planning_.workflow, cx);
    if (!steps) return steps.failure();
    std::optional<Failed> failure;
    for (const OrderedStep& step : *steps) plan_.workflow.push_back({step.step->name.text, step.step->type.text, step.group});
    for (const OrderedStep& step : *steps)
      if (Result<void> added = add(*step.step); !added) failure = added.failure();
    return failure ? Result<void>(*failure) : Result<void>();
  }

 private:
  Data workflowContext() {
    std::vector<Member> members = {
        {"name", Data::string(planning_.application.name.text), {}},
        {"appName", Data::string(planning_.application.name.text), {}},
        {"namespace", Data::string(plan_.namespaceName), {}},
        {"appRevision", Data::string(plan_.revisionName), {}},
        {"publishVersion", Data::string(planning_.application.annotation("app.oam.dev/publishVersion")), {}},
        {"workflowName", Data::string(planning_.application.annotation("app.oam.dev/workflowName")), {}},
    };
    for (auto [key, value] : {std::pair("appLabels", planning_.application.labels), std::pair("appAnnotations", planning_.application.annotations)})
      members.push_back({key, value.isObject() ? value : Data::object({}), {}});
    return Data::object(plan_.arena->copyArray<Member>(members));
  }

  Result<void> add(const WorkflowStep& step) {
    ContextScope scope(planning_.sink, "step `" + std::string(step.name.text) + "`");
    if (step.type.text == "deploy") return addDeploy(step);
    if (step.type.text == "apply-component" || step.type.text == "builtin-apply-component") return addApply(step);
    if (step.type.text != "suspend")
      planning_.sink.report(diag::StepNotRendered, step.type.span, step.name.text, step.type.text)
          .hint("only `deploy` and `apply-component` steps deliver components; `oamc plan` shows what the others do")
          .emit();
    return {};
  }

  PlannedStep& startStep(const WorkflowStep& step) {
    PlannedStep planned;
    planned.name = step.name.text;
    planned.contextComponents = contextComponents_;
    planned.span = step.span;
    plan_.steps.push_back(std::move(planned));
    return plan_.steps.back();
  }

  Result<void> addDeploy(const WorkflowStep& written) {
    Result<DeployStep> deploy = decodeDeployStep(written, planning_.sink);
    if (!deploy) return deploy.failure();
    if (deploy->parallelism < 1) {
      const Member* member = written.properties.findMember("parallelism");
      return planning_.sink.report(diag::ParallelismTooSmall, member->value.span(), std::to_string(deploy->parallelism)).emit();
    }
    if (Result<void> checked = refuseInputs(written); !checked) return checked;
    StepPolicies policies = policiesOf(*deploy, planning_);
    const auto& inventory = planning_.workspace.clusters;
    if (planning_.workspace.clustersFailure && !policies.topologies.empty()) return *planning_.workspace.clustersFailure;
    Result<Placements> placements = selectPlacements(policies.topologies, inventory ? &*inventory : nullptr, planning_.sink);
    if (!placements) return placements.failure();
    plan_.mayBeEmpty = plan_.mayBeEmpty || placements->isEmptyOnPurpose;
    Result<std::vector<Component>> overridden = overriddenComponents(policies, planning_);
    if (!overridden) return overridden.failure();
    Result<std::vector<Component>> copies = replicate(std::move(*overridden), policies.replications, planning_.sink);
    if (!copies) return copies.failure();
    return addTasks(startStep(written), *copies, placements->places, deploy->ignoreTerraformComponent);
  }

  /// What a deploy step delivers is decided before any value is known.
  Result<void> refuseInputs(const WorkflowStep& step) {
    std::optional<Failed> failure;
    for (const DataInput& input : step.inputs)
      if (!input.parameterKey.empty())
        failure =
            planning_.sink.report(diag::InputNotPassed, input.parameterKey.span, input.from.text, step.name.text, "it changes what a deploy step delivers")
                .hint("write the value into the properties of the step")
                .emit();
    return failure ? Result<void>(*failure) : Result<void>();
  }

  Result<void> addTasks(PlannedStep& step, const std::vector<Component>& components, const std::vector<Placement>& places, bool ignoresTerraform) {
    for (const Component& component : components) {
      Result<const ComponentVariant*> variant = addVariant(component, planning_);
      if (!variant) return variant.failure();
      if (isLeftOut(**variant, ignoresTerraform)) continue;
      for (const Placement& place : places) step.tasks.push_back({.variant = *variant, .placement = place});
    }
    return orderTasks(step.tasks, planning_.sink);
  }

  bool isLeftOut(const ComponentVariant& variant, bool ignoresTerraform) {
    bool isTerraform = variant.definition->category == DefinitionCategory::kTerraform;
    if (!isTerraform || !ignoresTerraform || planning_.options.writesConfigurations) return false;
    planning_.sink.report(diag::TerraformLeftOut, variant.component.type.span, variant.component.name.text)
        .hint("write it with `-t terraform`, or as a Configuration object with `--terraform configuration`")
        .emit();
    return true;
  }

  Result<void> addApply(const WorkflowStep& written) {
    Result<ApplyComponentStep> apply = decodeApplyComponentStep(written, planning_.sink);
    if (!apply) return apply.failure();
    const ComponentVariant* variant = findWritten(apply->component.text);
    if (variant == nullptr) return reportUnknownComponent(*apply, written);
    if (Result<void> checked = checkDependencies(*variant); !checked) return checked;
    PlannedStep& step = startStep(written);
    step.passesToSteps = true;
    step.tasks.push_back({.variant = withDataOf(written, *variant), .placement = {apply->cluster.text, apply->namespaceName.text}});
    return {};
  }

  /// The component with the inputs and outputs of its step, among which are its own (spec/workflow.md 1.8).
  const ComponentVariant* withDataOf(const WorkflowStep& step, const ComponentVariant& variant) {
    if (step.inputs.empty() && step.outputs.empty()) return &variant;
    auto changed = std::make_unique<ComponentVariant>(variant);
    changed->component.inputs = step.inputs;
    changed->component.outputs = step.outputs;
    plan_.variants.push_back(std::move(changed));
    return plan_.variants.back().get();
  }

  const ComponentVariant* findWritten(std::string_view name) const {
    auto found = std::ranges::find(planning_.written, name, [](const ComponentVariant* variant) { return variant->component.name.text; });
    return found == planning_.written.end() ? nullptr : *found;
  }

  std::vector<std::string_view> componentNames() const {
    std::vector<std::string_view> names;
    for (const ComponentVariant* variant : planning_.written) names.push_back(variant->component.name.text);
    return names;
  }

  Failed reportUnknownComponent(const ApplyComponentStep& apply, const WorkflowStep& step) {
    SpannedText name = apply.component;
    auto builder = planning_.sink.report(diag::UnknownComponentInStep, name.span.valid() ? name.span : step.span, name.text);
    if (auto near = suggest(name.text, componentNames())) builder.hint("did you mean `" + std::string(*near) + "`?").fix(name.span, std::string(*near));
    return builder.emit();
  }

  Result<void> checkDependencies(const ComponentVariant& variant) {
    for (const SpannedText& name : variant.component.dependsOn)
      if (findWritten(name.text) == nullptr) return reportUnknownDependency(name, variant.component.name.text, componentNames(), planning_.sink);
    return {};
  }

  Planning& planning_;
  RenderPlan& plan_;
  Data contextComponents_;
};

}  // namespace

Result<void> planDelivery(Planning& planning) { return DeliveryPlan(planning).run(); }

}  // namespace oamc
