#include "passes/plan/policy_check.h"

#include <algorithm>
#include <optional>
#include <set>

#include "passes/plan/planning.h"

namespace oamc {
namespace {

class PolicyCheck {
 public:
  explicit PolicyCheck(Planning& planning)
      : planning_(planning), query_(definitionQuery(planning.options, planning.application, planning.plan.namespaceName)) {}

  Result<void> run() {
    for (const Policy& policy : planning_.policies) check(policy);
    return failure_ ? Result<void>(*failure_) : Result<void>();
  }

 private:
  void check(const Policy& policy) {
    PolicyKind kind = policyKind(policy.type.text);
    if (kind == PolicyKind::kCustom) return checkCustom(policy);
    bool isReference = planning_.options.mode == RenderMode::kDryRun;
    Result<void> checked = isReference ? checkPolicyHasProperties(policy, planning_.sink) : checkPolicy(policy, planning_.sink);
    if (!checked) {
      failure_ = checked.failure();
      return;
    }
    if (kind == PolicyKind::kOverride) checkOverride(policy);
  }

  void checkCustom(const Policy& policy) {
    auto definition = planning_.workspace.definitions.require(DefinitionKind::kPolicy, policy.type, query_, planning_.sink);
    if (!definition) {
      failure_ = definition.failure();
      return;
    }
    if (!(*definition)->attributeText({"scope"}).empty()) {
      planning_.sink.report(diag::ApplicationScopedPolicy, policy.type.span, policy.type.text, policy.name.text).emit();
      return;
    }
    if (Result<void> checked = checkPolicy(policy, planning_.sink); !checked) {
      failure_ = checked.failure();
      return;
    }
    planning_.plan.policies.push_back({
        .name = policy.name.text,
        .properties = normalizedProperties(policy.properties, *planning_.plan.arena, planning_.sink),
        .definition = *definition,
        .span = policy.type.span,
    });
  }

  void checkOverride(const Policy& policy) {
    Result<OverridePolicy> override = decodeOverride(policy, planning_.sink);
    if (!override) {
      failure_ = override.failure();
      return;
    }
    for (const Component& entry : override->components) {
      if (!entry.type.empty()) require(DefinitionKind::kComponent, entry.type);
      for (const Trait& trait : entry.traits) require(DefinitionKind::kTrait, trait.type);
    }
  }

  void require(DefinitionKind kind, const SpannedText& type) {
    auto found = planning_.workspace.definitions.require(kind, type, query_, planning_.sink);
    if (!found) failure_ = found.failure();
  }

  Planning& planning_;
  DefinitionQuery query_;
  std::optional<Failed> failure_;
};

void collectNamed(const std::vector<WorkflowStep>& steps, std::set<std::string_view>& named) {
  for (const WorkflowStep& step : steps) {
    collectNamed(step.subSteps, named);
    const Data* policies = step.properties.find("policies");
    if (policies == nullptr || !policies->isList()) continue;
    for (const Data& name : policies->items())
      if (name.isString()) named.insert(name.text());
  }
}

bool actsInSteps(const Policy& policy) {
  PolicyKind kind = policyKind(policy.type.text);
  return kind == PolicyKind::kOverride || kind == PolicyKind::kTopology || kind == PolicyKind::kReplication;
}

}  // namespace

Result<void> checkPolicies(Planning& planning) { return PolicyCheck(planning).run(); }

void warnOfUnusedPolicies(const Planning& planning) {
  std::set<std::string_view> named;
  collectNamed(planning.workflow.steps, named);
  for (const Policy& policy : planning.policies)
    if (actsInSteps(policy) && !named.contains(policy.name.text))
      planning.sink.report(diag::PolicyWithoutStep, policy.name.span.valid() ? policy.name.span : policy.type.span, policy.type.text, policy.name.text)
          .hint("name it in `policies` of a `deploy` step, or remove it")
          .emit();
}

}  // namespace oamc
