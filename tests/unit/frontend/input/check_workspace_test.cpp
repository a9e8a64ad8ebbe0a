#include "frontend/input/check_workspace.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/input/reading.h"

namespace oamc {
namespace {

std::string application(const std::string& name, const std::string& component, const std::string& rest = "") {
  return "apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: " + name + "}\nspec:\n  components:\n  - " + component + "\n" + rest;
}

std::string run(const std::string& mode, const std::string& step) {
  return "apiVersion: core.oam.dev/v1alpha1\nkind: WorkflowRun\nmetadata: {name: nightly}\nspec:\n  mode: " + mode +
         "\n  workflowSpec:\n    steps:\n    - {name: smoke-test, type: x}\n    - {name: check, type: x, properties: {component: web}}\n    - " + step + "\n";
}

void check(Reading& reading, const std::string& path) {
  reading.render({.paths = {path}});
  reading.check();
}

TEST(CheckNames, RefusesWhatNoClusterTakes) {
  Reading reading(Files{{"a.yaml", application("MyShop", "{name: \u201Cweb\u201D, type: w}")},
                        {"b.yaml", application("b", "{name: " + std::string(64, 'x') + ", type: w}")},
                        {"c.yaml", application("c", "{name: a b, type: w}")}});
  reading.render({.paths = {"a.yaml", "b.yaml", "c.yaml"}});
  reading.check();
  EXPECT_EQ(reading.messages(),
            "E4030 a.yaml:3:18: `MyShop` is no name for an application: it has `M`, but only lower-case letters, digits, `-` and `.` are allowed\n"
            "E4033 a.yaml:6:12: the name `\u201Cweb\u201D` contains the typographic quote `\u201C` (U+201C)\n"
            "E4031 b.yaml:6:12: the name of this component has 64 characters: at most 63 fit into labels and names of Services\n"
            "E4032 c.yaml:6:12: `a b` is no name for a component: it has ` `, but only letters, digits, `-`, `_` and `.` are allowed\n");
}

TEST(CheckNames, AcceptsNamesAtTheLimit) {
  Reading reading(Files{{"a.yaml", application("a", "{name: " + std::string(63, 'x') + ", type: w}")}});
  check(reading, "a.yaml");
  EXPECT_EQ(reading.messages(), "");
}

TEST(CheckWorkspace, RefusesAnApplicationThatIsThereTwice) {
  Reading reading(Files{{"a.yaml", application("shop", "{name: a, type: w}") + "---\n" + application("shop", "{name: b, type: w}")}});
  check(reading, "a.yaml");
  EXPECT_EQ(reading.messages(), "E4034 a.yaml:10:18: the application `shop` is there twice\n");
}

TEST(CheckTraits, WarnsOfTraitsMadeForOtherWorkloads) {
  const std::string daemon =
      "daemon: {type: \"component\", attributes: workload: definition: {apiVersion: \"apps/v1\", kind: \"DaemonSet\"}}\ntemplate: output: {}\n";
  const std::string scaler = "scaler: {type: \"trait\", attributes: appliesToWorkloads: [\"deployments.apps\", \"statefulsets.apps\"]}\ntemplate: patch: {}\n";
  const std::string labels = "labels: {type: \"trait\", attributes: appliesToWorkloads: [\"*\"]}\ntemplate: patch: {}\n";
  const std::string apps = "apps: {type: \"trait\", attributes: appliesToWorkloads: [\"*.apps\"]}\ntemplate: patch: {}\n";
  Reading reading(
      Files{{"a.yaml", application("a", "{name: a, type: daemon, traits: [{type: labels}, {type: apps}, {type: scaler}]}")}},
      {{"component", "daemon", "d.cue", daemon}, {"trait", "scaler", "s.cue", scaler}, {"trait", "labels", "l.cue", labels}, {"trait", "apps", "p.cue", apps}});
  check(reading, "a.yaml");
  EXPECT_EQ(reading.messages(), "W4035 a.yaml:6:75: trait `scaler` is not made for components of type `daemon` (`daemonsets.apps`)\n");
}

TEST(CheckSteps, RefusesUnknownModesAndTimeouts) {
  Reading reading(Files{{"a.yaml", run("{steps: Parallel}", "{name: c, type: x, timeout: 10 minutes}")},
                        {"b.yaml", run("{subSteps: dag}", "{name: c, type: x, timeout: 1h30.5m}")}});
  reading.render({.paths = {"a.yaml", "b.yaml"}});
  reading.check();
  EXPECT_EQ(reading.messages(),
            "E4043 a.yaml:5:17: `Parallel` is no mode of a workflow: there are `DAG` and `StepByStep`\n"
            "E4044 a.yaml:10:35: `10 minutes` is no duration for a timeout\n"
            "E4043 b.yaml:5:20: `dag` is no mode of a workflow: there are `DAG` and `StepByStep`\n");
  EXPECT_NE(reading.hints().find("write `10m`"), std::string::npos);
}

TEST(CheckConditions, FindsSubtractionsStepsAndFieldsThatDoNotExist) {
  Reading reading(Files{{"a.yaml", run("{}", "{name: c, type: x, if: status.smoke-test.failed}")},
                        {"b.yaml", run("{}", "{name: c, type: x, if: 'status.check.faild || status[\"smoke-test\"].succeeded'}")},
                        {"c.yaml", run("{}", "{name: c, type: x, if: status.chek.failed}")},
                        {"d.yaml", run("{}", "{name: c, type: x, if: status.web.failed && status.check.message == \"x\"}")},
                        {"e.yaml", run("{}", "{name: c, type: x, if: 'status.check.failed ='}")},
                        {"f.yaml", run("{}", "{name: c, type: x, if: always}")}});
  reading.render({.paths = {"a.yaml", "b.yaml", "c.yaml", "d.yaml", "f.yaml"}});
  reading.check();
  EXPECT_EQ(reading.messages(),
            "E4045 a.yaml:10:30: in a condition the hyphen of `smoke-test` subtracts: such a name needs brackets and quotes\n"
            "E4047 b.yaml:10:44: the status of a step has no field `faild`\n"
            "E4046 c.yaml:10:37: no step `chek`, which this condition asks for\n");
  EXPECT_NE(reading.hints().find("write `status[\"smoke-test\"].failed`"), std::string::npos);
  Reading broken(Files{{"e.yaml", run("{}", "{name: c, type: x, if: 'status.check.failed ='}")}});
  check(broken, "e.yaml");
  ASSERT_EQ(broken.sink.errorCount(), 1U);
  EXPECT_EQ(broken.sources.position(broken.sink.diagnostics()[0].span.file, broken.sink.diagnostics()[0].span.begin).line, 10U);
}

TEST(CueConditions, CompilesAConditionOnce) {
  Reading reading(Files{{"a.yaml", run("{}", "{name: c, type: x, if: status.check.failed}")}});
  check(reading, "a.yaml");
  const SpannedText& condition = reading.workspace.workflowRuns[0].steps[2].condition;
  Result<Module> first = reading.conditions->compile(condition, reading.sink);
  Result<Module> second = reading.conditions->compile(condition, reading.sink);
  ASSERT_TRUE(first && second) << reading.messages();
  EXPECT_EQ(first->exprs.data(), second->exprs.data());
}

}  // namespace
}  // namespace oamc
