#include "passes/plan/effective_steps.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

namespace oamc {
namespace {

/// Makes the steps of an application that has none.
class StepGenerator {
 public:
  StepGenerator(const Application& application, const std::vector<Policy>& policies, Arena& arena)
      : application_(application), policies_(policies), arena_(arena) {}

  std::vector<WorkflowStep> generate() {
    for (const Policy& policy : policies_)
      if (policyKind(policy.type.text) == PolicyKind::kTopology) addDeploy("deploy-" + std::string(policy.name.text), &policy);
    if (steps_.empty() && (hasOverride() || refersToObjects())) addDeploy("deploy", nullptr);
    if (steps_.empty()) addEnvironments();
    if (steps_.empty()) addComponents();
    return std::move(steps_);
  }

 private:
  bool hasOverride() const {
    return std::ranges::any_of(policies_, [](const Policy& policy) { return policyKind(policy.type.text) == PolicyKind::kOverride; });
  }
  bool refersToObjects() const {
    return std::ranges::any_of(application_.components, [](const Component& component) { return component.type.text == "ref-objects"; });
  }

  void addDeploy(const std::string& name, const Policy* topology) {
    std::vector<Data> names;
    for (const Policy& policy : policies_)
      if (policyKind(policy.type.text) == PolicyKind::kOverride) names.push_back(Data::string(policy.name.text, policy.name.span));
    if (topology != nullptr) names.push_back(Data::string(topology->name.text, topology->name.span));
    add(name, "deploy", {{"policies", Data::list(arena_.copyArray<Data>(names)), {}}});
  }

  void addEnvironments() {
    for (const Policy& policy : policies_) {
      const Data* environments = policyKind(policy.type.text) == PolicyKind::kEnvBinding ? policy.properties.find("envs") : nullptr;
      if (environments == nullptr || !environments->isList()) continue;
      for (const Data& environment : environments->items()) {
        const Data* name = environment.find("name");
        if (name == nullptr || !name->isString()) continue;
        add("deploy-" + std::string(policy.name.text) + "-" + std::string(name->text()), "deploy2env",
            {{"policy", Data::string(policy.name.text), {}}, {"env", *name, {}}});
      }
    }
  }

  void addComponents() {
    for (const Component& component : application_.components) {
      add(std::string(component.name.text), "apply-component", {{"component", Data::string(component.name.text, component.name.span), {}}});
      steps_.back().dependsOn = component.dependsOn;
    }
  }

  void add(const std::string& name, std::string_view type, std::vector<Member> properties) {
    WorkflowStep step;
    step.name.text = arena_.copyText(name);
    step.type.text = type;
    step.properties = Data::object(arena_.copyArray<Member>(properties));
    steps_.push_back(std::move(step));
  }

  const Application& application_;
  const std::vector<Policy>& policies_;
  Arena& arena_;
  std::vector<WorkflowStep> steps_;
};

/// The key of a component's input as a key of the step that applies it (spec/workflow.md 1.8).
SpannedText stepKey(const SpannedText& key, Arena& arena) {
  if (key.empty()) return key;
  bool isRooted = key.text.starts_with("properties") || key.text.starts_with("traits[");
  return {arena.copyText((isRooted ? "value." : "value.properties.") + std::string(key.text)), key.span};
}

using ComponentByName = std::unordered_map<std::string_view, const Component*>;

/// Gives apply-component steps the inputs and outputs of their components.
void addComponentData(std::vector<WorkflowStep>& steps, const ComponentByName& components, Arena& arena) {
  for (WorkflowStep& step : steps) {
    addComponentData(step.subSteps, components, arena);
    if (step.type.text != "apply-component" && step.type.text != "builtin-apply-component") continue;
    const Data* name = step.properties.find("component");
    auto found = name != nullptr && name->isString() ? components.find(name->text()) : components.end();
    if (found == components.end()) continue;
    const Component& component = *found->second;
    for (const DataInput& input : component.inputs) step.inputs.push_back({input.from, stepKey(input.parameterKey, arena), input.span});
    step.outputs.insert(step.outputs.end(), component.outputs.begin(), component.outputs.end());
  }
}

std::string_view chosenMode(const WorkflowMode& own, const Workflow* referenced, SpannedText WorkflowMode::*part) {
  bool hasOwn = !own.steps.empty() || !own.subSteps.empty();
  if (hasOwn || referenced == nullptr) return (own.*part).text;
  return (referenced->mode.*part).text;
}

}  // namespace

Result<EffectiveWorkflow> effectiveWorkflow(const Application& application, const std::vector<Policy>& policies, const Workflow* referenced, Arena& arena,
                                            DiagnosticSink& sink) {
  const ApplicationWorkflow& run = application.workflow;
  EffectiveWorkflow workflow;
  if (!run.ref.empty()) {
    if (run.hasSteps)
      return sink.report(diag::WorkflowRefAndSteps, run.ref.span, run.ref.text)
          .related(run.stepsKey, "the steps written here")
          .hint("keep either `ref` or `steps`")
          .emit();
    if (referenced == nullptr) return sink.report(diag::WorkflowNotFound, run.ref.span, run.ref.text).hint("give the Workflow document among the paths").emit();
    workflow.steps = referenced->steps;
  } else {
    workflow.steps = run.steps;
  }
  if (workflow.steps.empty()) workflow.steps = StepGenerator(application, policies, arena).generate();
  ComponentByName components;  // of several of one name the first
  for (const Component& component : application.components) components.try_emplace(component.name.text, &component);
  addComponentData(workflow.steps, components, arena);
  std::string_view mode = chosenMode(run.mode, run.ref.empty() ? nullptr : referenced, &WorkflowMode::steps);
  workflow.isDag = mode.empty() ? !application.hasWorkflow : mode == "DAG";
  workflow.subStepsAreDag = chosenMode(run.mode, run.ref.empty() ? nullptr : referenced, &WorkflowMode::subSteps) != "StepByStep";
  return workflow;
}

}  // namespace oamc
