#include "ir/oam/definition.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/input/reading.h"

namespace oamc {
namespace {

/// Reads one definition file with `vet`, and returns the definition if there is one.
const Definition* vet(Reading& reading, const std::string& path) {
  reading.render({.paths = {path}, .takesDefinitions = true});
  auto definitions = reading.workspace.definitions.userDefinitions();
  return definitions.empty() ? nullptr : definitions[0].get();
}

TEST(CueDefinition, MapsTheHeaderToTheCrd) {
  Reading reading(Files{{"web.cue", R"cue(import "strings"
"my-web": {
	type: "component"
	alias: "mw"
	description: "a " + "demo"
	annotations: {team: "x", "definition.oam.dev/icon": "i"}
	labels: stage: "beta"
	attributes: workload: definition: {apiVersion: "apps/v1", kind: "Deployment"}
	attributes: workload: type: "deployments.apps"
}
template: output: kind: strings.ToUpper(parameter.kind)
template: parameter: kind: string
)cue"}});
  const Definition* web = vet(reading, "web.cue");
  ASSERT_NE(web, nullptr) << reading.messages();
  EXPECT_EQ(web->name.text, "my-web");
  EXPECT_EQ(web->kind, DefinitionKind::kComponent);
  EXPECT_EQ(web->annotation("custom.definition.oam.dev/team"), "x");
  EXPECT_EQ(web->annotation("definition.oam.dev/icon"), "i");
  EXPECT_EQ(web->annotation("definition.oam.dev/alias"), "mw");
  EXPECT_EQ(web->annotation("definition.oam.dev/description"), "a demo");
  EXPECT_EQ(web->label("custom.definition.oam.dev/stage"), "beta");
  EXPECT_EQ(web->attributeText({"workload", "definition", "kind"}), "Deployment");
  EXPECT_EQ(web->attributeText({"workload", "type"}), "deployments.apps");
  Result<Module> module = web->module(reading.sink);
  ASSERT_TRUE(static_cast<bool>(module)) << reading.messages();
  EXPECT_EQ(module->exprs[module->root].b, 2U) << "both templates are joined";
}

TEST(CueDefinition, CompilesOnceAndReportsToEverySink) {
  Reading reading(Files{{"web.cue", "web: type: \"trait\"\ntemplate: patch: nothere\n"}});
  const Definition* web = vet(reading, "web.cue");
  ASSERT_NE(web, nullptr);
  DiagnosticSink other(reading.sources);
  EXPECT_FALSE(static_cast<bool>(web->module(reading.sink)));
  EXPECT_FALSE(static_cast<bool>(web->module(other)));
  EXPECT_EQ(reading.sink.errorCount(), 1U);
  EXPECT_EQ(other.errorCount(), 1U);
}

TEST(CueDefinition, RefusesFilesThatAreNoDefinition) {
  Reading reading(Files{{"a.cue", "template: {a: 1}\n"},
                        {"b.cue", "b: {type: \"trait\"}\ntemplate: {}\n"},
                        {"c.cue", "c: {type: \"trait\"}\ntemplate: _x\n_x: {}\n"},
                        {"d.cue", "d: {type: \"trait\"}\ne: {type: \"trait\"}\ntemplate: {a: 1}\n"},
                        {"f.cue", "f: {type: \"workflowstep\"}\ntemplate: {a: 1}\n"},
                        {"g.cue", "g: {type: \"trait\", attributes: {stagee: \"PreDispatch\"}}\ntemplate: {a: 1}\n"},
                        {"h.cue", "h: {type: \"trait\", description: x}\ntemplate: {a: 1}\n"}});
  reading.render({.paths = {"a.cue", "b.cue", "c.cue", "d.cue", "f.cue", "g.cue", "h.cue"}, .takesDefinitions = true});
  EXPECT_EQ(reading.messages(),
            "E2201 a.cue:1:1: no header of a definition in this file\n"
            "E2202 b.cue:1:1: the definition `b` has no template\n"
            "E2203 c.cue:2:11: `template` must be a struct that is written out\n"
            "E2204 d.cue:2:1: `e` stands beside the definition `d`: one file holds one definition\n"
            "E2207 f.cue:1:11: `workflowstep` is no type of definition\n"
            "E4015 g.cue:1:33: unknown key `stagee` in the attributes of trait `g`\n"
            "E2205 h.cue:1:33: the header of a definition holds plain values only\n");
}

TEST(CueDefinition, ReadsStatusBlocksAsStringsAndStructs) {
  Reading reading(Files{{"web.cue", R"cue(web: {
	type: "component"
	attributes: status: {
		healthPolicy: {isHealth: context.output.status.ready > 0}
		customStatus: #"""
			message: "up: \(context.output.status.ready)"
			"""#
	}
}
template: output: {}
)cue"}});
  const Definition* web = vet(reading, "web.cue");
  ASSERT_NE(web, nullptr) << reading.messages();
  EXPECT_EQ(web->status.healthPolicy.text, "isHealth: context.output.status.ready > 0");
  EXPECT_EQ(web->status.customStatus.text, "message: \"up: \\(context.output.status.ready)\"");
  EXPECT_EQ(web->attributeText({"status", "healthPolicy"}), web->status.healthPolicy.text);
}

TEST(CueDefinition, ChecksStatusBlocksAtTheirPlaceInTheFile) {
  Reading reading(Files{{"web.cue", R"cue(web: {
	type: "component"
	attributes: status: healthPolicy: #"""
		isHealthy: true
		"""#
}
template: output: {}
)cue"},
                        {"b.cue", "b: {type: \"trait\", attributes: status: {customStatus: {message: 5}}}\ntemplate: a: 1\n"},
                        {"c.cue", "c: {type: \"trait\", attributes: status: {healthPolicy: {x: true} @disableValidation()}}\ntemplate: a: 1\n"}});
  reading.render({.paths = {"web.cue", "b.cue", "c.cue"}, .takesDefinitions = true});
  EXPECT_EQ(reading.messages(),
            "E2208 web.cue:4:3: `isHealthy` has no meaning in `healthPolicy`, which has to set `isHealth`\n"
            "E2211 b.cue:1:65: `message` must be a string here\n");
}

constexpr const char* kCrd = R"cue(apiVersion: core.oam.dev/v1beta1
kind: ComponentDefinition
metadata: {name: web, namespace: vela-system, annotations: {a: b}}
spec:
  workload: {definition: {apiVersion: apps/v1, kind: Deployment}}
  schematic:
    cue:
      template: |
        output: {
          kind: "Deployment"
          spec: nothere
        }
)cue";

TEST(YamlDefinition, ReportsMistakesOfItsTemplateInTheYamlFile) {
  Reading reading(Files{{"web.yaml", kCrd}});
  const Definition* web = vet(reading, "web.yaml");
  ASSERT_NE(web, nullptr) << reading.messages();
  EXPECT_EQ(web->namespaceName.text, "vela-system");
  EXPECT_EQ(web->attribute({"schematic"}), nullptr);
  EXPECT_EQ(web->category, DefinitionCategory::kCue);
  EXPECT_FALSE(static_cast<bool>(web->module(reading.sink)));
  ASSERT_EQ(reading.sink.diagnostics().size(), 1U);
  EXPECT_EQ(reading.sources.position(reading.sink.diagnostics()[0].span.file, reading.sink.diagnostics()[0].span.begin), (LineColumn{11, 17}));
}

TEST(YamlDefinition, TellsTheCategoriesApart) {
  auto definition = [](const std::string& name, const std::string& rest) {
    return "apiVersion: core.oam.dev/v1beta1\nkind: ComponentDefinition\nmetadata: {name: " + name + rest;
  };
  Reading reading(Files{{"defs.yaml", definition("none", "}\nspec: {}\n---\n") + definition("cloud", "}\nspec: {schematic: {terraform: {type: hcl}}}\n---\n") +
                                          definition("forced", ", annotations: {type: terraform}}\nspec: {schematic: {cue: {template: 'a: 1'}}}\n---\n") +
                                          definition("extended", "}\nspec: {extension: {template: 'a: 1'}}\n")}});
  reading.render({.paths = {"defs.yaml"}, .takesDefinitions = true});
  auto category = [&](std::string_view name) { return reading.workspace.definitions.find(DefinitionKind::kComponent, name, {})->category; };
  EXPECT_EQ(category("none"), DefinitionCategory::kNone);
  EXPECT_EQ(category("cloud"), DefinitionCategory::kTerraform);
  EXPECT_EQ(category("forced"), DefinitionCategory::kTerraform);
  EXPECT_EQ(category("extended"), DefinitionCategory::kCue);
}

std::string revision(const std::string& version, const std::string& labels) {
  return "apiVersion: core.oam.dev/v1beta1\nkind: DefinitionRevision\nmetadata: {name: worker-v" + version + ", labels: {" + labels +
         "}}\nspec: {componentDefinition: {metadata: {name: worker}, spec: {schematic: {cue: {template: 'a: 1'}}}}}\n";
}

TEST(DefinitionRevision, IsFoundByItsVersion) {
  Reading reading(Files{{"r.yaml", revision("2", "")}});
  reading.render({.paths = {"r.yaml"}, .takesDefinitions = true});
  const DefinitionIndex& index = reading.workspace.definitions;
  ASSERT_NE(index.find(DefinitionKind::kComponent, "worker@v2", {}), nullptr);
  EXPECT_EQ(index.find(DefinitionKind::kComponent, "worker@v2", {})->revision, "worker-v2");
  EXPECT_EQ(index.find(DefinitionKind::kComponent, "worker@v3", {}), nullptr);
  EXPECT_EQ(index.find(DefinitionKind::kComponent, "worker", {}), nullptr);
}

TEST(DefinitionRevision, AutoUpdateTakesTheNewestLabelledOne) {
  const std::string label = "componentdefinition.oam.dev/name: worker";
  Reading reading(Files{
      {"r.yaml", revision("1.2.3", label) + "---\n" + revision("1.2.11", label) + "---\n" + revision("1.2.20", "") + "---\n" + revision("1.3.0", label)}});
  reading.render({.paths = {"r.yaml"}, .takesDefinitions = true});
  DefinitionQuery query{.autoUpdate = true};
  EXPECT_EQ(reading.workspace.definitions.find(DefinitionKind::kComponent, "worker@v1.2", query)->revision, "worker-v1.2.11");
  EXPECT_EQ(reading.workspace.definitions.find(DefinitionKind::kComponent, "worker@v1.2.3", query)->revision, "worker-v1.2.3");
  EXPECT_EQ(reading.workspace.definitions.find(DefinitionKind::kComponent, "worker@v1.2.20", query), nullptr);
}

}  // namespace
}  // namespace oamc
