#include "ir/oam/policy.h"

#include <gtest/gtest.h>

#include "ir/data/text/yaml_reader.h"
#include "ir/oam/application.h"
#include "ir/oam/workflow.h"

namespace oamc {
namespace {

/// Policies and steps whose properties are YAML.
class Properties {
 public:
  explicit Properties(std::string yaml) : file_(sources_.add("p.yaml", std::move(yaml))) {
    auto documents = readYaml(file_, sources_, arena_, sink);
    root_ = documents->empty() ? Data() : documents->front().root;
  }

  Policy policy(std::string_view type) const {
    return {.name = {"p", {}}, .type = {type, {}}, .namespaceName = {}, .properties = root_, .propertiesKey = {}, .place = {}, .span = {}};
  }
  WorkflowStep step(std::string_view type) const {
    WorkflowStep step;
    step.name = {"s", {}};
    step.type = {type, {}};
    step.properties = root_;
    return step;
  }
  std::string message() const { return sink.diagnostics().empty() ? "" : sink.diagnostics()[0].message; }

 private:
  SourceManager sources_;
  FileId file_;
  Arena arena_;
  Data root_;

 public:
  DiagnosticSink sink{sources_};
};

TEST(TopologyPolicy, TellsNoClustersFromAnEmptyList) {
  Properties none("namespace: edge\n");
  EXPECT_FALSE(decodeTopology(none.policy("topology"), none.sink)->clusters.has_value());
  Properties empty("clusters: []\n");
  EXPECT_TRUE(decodeTopology(empty.policy("topology"), empty.sink)->clusters->empty());
  Properties null("clusters: null\nallowEmpty: true\n");
  Result<TopologyPolicy> topology = decodeTopology(null.policy("topology"), null.sink);
  EXPECT_FALSE(topology->clusters.has_value());
  EXPECT_TRUE(topology->allowEmpty);
}

TEST(TopologyPolicy, RefusesUnknownKeys) {
  Properties properties("cluster: [a]\n");
  EXPECT_FALSE(static_cast<bool>(decodeTopology(properties.policy("topology"), properties.sink)));
  EXPECT_EQ(properties.message(), "unknown key `cluster` in the properties of topology policy `p`");
  EXPECT_EQ(properties.sink.diagnostics()[0].hints[0], "did you mean `clusters`?");
}

TEST(OverridePolicy, ReadsPatchesOfComponentsAndTraits) {
  Properties properties("components: [{name: web, properties: {cpu: 1}, traits: [{type: scaler, disable: true}]}]\nselector: []\n");
  Result<OverridePolicy> override = decodeOverride(properties.policy("override"), properties.sink);
  ASSERT_TRUE(static_cast<bool>(override)) << properties.message();
  EXPECT_EQ(override->components[0].name.text, "web");
  EXPECT_TRUE(override->components[0].type.empty());
  EXPECT_TRUE(override->components[0].traits[0].disable);
  EXPECT_TRUE(override->selector->empty());
}

TEST(OverridePolicy, IsStrictAtEveryDepth) {
  Properties properties("components: [{name: web, traits: [{type: scaler, replicas: 2}]}]\n");
  EXPECT_FALSE(static_cast<bool>(decodeOverride(properties.policy("override"), properties.sink)));
  EXPECT_EQ(properties.message(), "unknown key `replicas` in trait `scaler`");
}

TEST(Policies, NeedPropertiesUnlessTheyAreDebug) {
  Properties none("");
  EXPECT_FALSE(static_cast<bool>(checkPolicy(none.policy("shared-resource"), none.sink)));
  EXPECT_EQ(none.message(), "shared-resource policy `p` has no `properties`");
  Properties debug("");
  EXPECT_TRUE(static_cast<bool>(checkPolicy(debug.policy("debug"), debug.sink)));
}

TEST(Policies, AreKnownByTheirTypes) {
  EXPECT_EQ(policyKind("topology"), PolicyKind::kTopology);
  EXPECT_EQ(policyKind("resource-update"), PolicyKind::kResourceUpdate);
  EXPECT_EQ(policyKind("debug"), PolicyKind::kDebug);
  EXPECT_EQ(policyKind("health"), PolicyKind::kCustom);
}

TEST(DeployStep, HasDefaultsAndIsStrict) {
  Properties none("");
  Result<DeployStep> plain = decodeDeployStep(none.step("deploy"), none.sink);
  ASSERT_TRUE(static_cast<bool>(plain));
  EXPECT_TRUE(plain->autoProceed);
  EXPECT_EQ(plain->parallelism, 5);
  Properties wrong("policy: [a]\n");
  EXPECT_FALSE(static_cast<bool>(decodeDeployStep(wrong.step("deploy"), wrong.sink)));
  EXPECT_EQ(wrong.message(), "unknown key `policy` in the properties of deploy step `s`");
}

TEST(ApplyComponentStep, NeedsAComponent) {
  Properties properties("cluster: a\n");
  EXPECT_FALSE(static_cast<bool>(decodeApplyComponentStep(properties.step("apply-component"), properties.sink)));
  EXPECT_EQ(properties.message(), "the properties of apply-component step `s` has no `component`");
}

}  // namespace
}  // namespace oamc
