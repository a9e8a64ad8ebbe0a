#include "frontend/input/application.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/input/reading.h"

namespace oamc {
namespace {

std::string application(const std::string& spec) { return "apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n" + spec; }

TEST(ApplicationDecoding, TakesComponentsTraitsPoliciesAndWorkflowInTheirOrder) {
  Reading reading(Files{{"app.yaml", application(R"(
  components:
    - {name: web, type: webservice, properties: {image: nginx}, traits: [{type: scaler, properties: {replicas: 2}}, {type: gateway}], dependsOn: [db]}
    - {name: db, type: statefulset, inputs: [{from: a, parameterKey: b}], outputs: [{name: c, valueFrom: d}]}
  policies:
    - {name: where, type: topology, properties: {clusters: [local]}}
  workflow:
    mode: {steps: DAG}
    steps:
      - {name: go, type: deploy, timeout: 5m, properties: {policies: [where]}}
      - {name: group, type: step-group, subSteps: [{name: inner, type: suspend, if: always}]}
)")}});
  const Workspace& workspace = reading.render({.paths = {"app.yaml"}});
  ASSERT_EQ(workspace.applications.size(), 1U);
  EXPECT_EQ(reading.messages(), "");
  const Application& shop = workspace.applications[0];
  EXPECT_EQ(shop.name.text, "shop");
  ASSERT_EQ(shop.components.size(), 2U);
  EXPECT_EQ(shop.components[0].properties.find("image")->text(), "nginx");
  ASSERT_EQ(shop.components[0].traits.size(), 2U);
  EXPECT_EQ(shop.components[0].traits[1].type.text, "gateway");
  EXPECT_TRUE(shop.components[0].traits[1].properties.isNull());
  EXPECT_EQ(shop.components[0].dependsOn[0].text, "db");
  EXPECT_EQ(shop.components[1].outputs[0].valueFrom.text, "d");
  EXPECT_TRUE(shop.hasWorkflow);
  EXPECT_EQ(shop.workflow.mode.steps.text, "DAG");
  EXPECT_EQ(shop.workflow.steps[0].timeout.text, "5m");
  EXPECT_EQ(shop.workflow.steps[1].subSteps[0].condition.text, "always");
}

TEST(ApplicationDecoding, NamesUnnamedPoliciesByTypeAndIndexInTheWholeList) {
  Reading reading(Files{{"app.yaml", application(R"(
  components: []
  policies:
    - {name: a, type: debug}
    - {type: topology, properties: {}}
)")}});
  EXPECT_EQ(reading.render({.paths = {"app.yaml"}}).applications[0].policies[1].name.text, "topology-auto-gen-1");
}

TEST(ApplicationDecoding, ReadsKnownKeysInAnyCaseWithAWarning) {
  Reading reading(Files{{"app.yaml", application("  Components: [{NAME: web, type: webservice}]\n")}});
  EXPECT_EQ(reading.render({.paths = {"app.yaml"}}).applications[0].components[0].name.text, "web");
  EXPECT_EQ(reading.messages(),
            "W4016 app.yaml:5:3: `Components` is read as `components` here, but a cluster drops it\n"
            "W4016 app.yaml:5:17: `NAME` is read as `name` here, but a cluster drops it\n");
}

TEST(ApplicationDecoding, WarnsOfUnknownKeysOfComponents) {
  Reading reading(Files{{"app.yaml", application("  components: [{name: web, type: webservice, env: []}]\n")}});
  EXPECT_FALSE(reading.render({.paths = {"app.yaml"}}).applications[0].isDamaged);
  EXPECT_EQ(reading.messages(), "W4014 app.yaml:5:46: unknown key `env` in component `web`: it has no effect\n");
  EXPECT_EQ(reading.hints(), "the parameters of a component stand below `properties`\n");
}

TEST(ApplicationDecoding, RefusesAMisspeltRequiredKeyOnce) {
  Reading reading(Files{{"app.yaml", application("  component: [{name: web, type: webservice}]\n")}});
  EXPECT_TRUE(reading.render({.paths = {"app.yaml"}}).applications[0].isDamaged);
  EXPECT_EQ(reading.messages(), "E4015 app.yaml:5:3: unknown key `component` in `spec`\n");
  EXPECT_EQ(reading.hints(), "did you mean `components`?\n");
}

TEST(ApplicationDecoding, RefusesKeysThatLostTheirIndentation) {
  Reading reading(Files{{"app.yaml", application("  components:\n  - name: web\n    type: webservice\n  properties: {image: nginx}\n")}});
  reading.render({.paths = {"app.yaml"}});
  EXPECT_EQ(reading.messages(), "E4013 app.yaml:8:3: `properties` stands in `spec`, where it has no effect: it belongs to a component\n");
}

TEST(ApplicationDecoding, RefusesListsThatAreMaps) {
  Reading reading(Files{{"app.yaml", application("  components:\n    web: {type: webservice}\n")},
                        {"dash.yaml", application("  components:\n  - name: web\n    type: webservice\n    traits:\n      -type: scaler\n")}});
  reading.render({.paths = {"app.yaml", "dash.yaml"}});
  EXPECT_EQ(reading.messages(),
            "E4011 app.yaml:6:5: `components` is a map, but must be a list\n"
            "E4012 dash.yaml:9:7: `-type` is read as a key, not as a list element\n");
}

TEST(ApplicationDecoding, ReportsEveryMistakeOfStructure) {
  Reading reading(Files{{"app.yaml",
                         "apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {labels: {release: 7}}\n"
                         "spec: {components: [{type: 5}, {name: web, type: webservice, properties: [a]}]}\n"}});
  reading.render({.paths = {"app.yaml"}});
  EXPECT_EQ(reading.messages(),
            "E4011 app.yaml:3:30: `labels.release` is the number `7`, but must be a string\n"
            "E4010 app.yaml:3:1: `metadata` has no `name`\n"
            "E4011 app.yaml:4:28: `type` is the number `5`, but must be a string\n"
            "E4010 app.yaml:4:22: component has no `name`\n"
            "E4011 app.yaml:4:74: `properties` is a list, but must be a map\n");
}

TEST(ApplicationDecoding, IsLenientInDryRun) {
  Reading reading(Files{{"app.yaml", "apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {}\nspec:\n  components: []\n  properties: {}\n"}});
  EXPECT_FALSE(reading.dryRun({.files = {"app.yaml"}}).applications[0].isDamaged);
  EXPECT_EQ(reading.messages(), "W4014 app.yaml:6:3: unknown key `properties` in `spec`: it has no effect\n");
}

}  // namespace
}  // namespace oamc
