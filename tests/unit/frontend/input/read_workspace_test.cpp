#include "frontend/input/read_workspace.h"

#include <gtest/gtest.h>

#include "tests/unit/frontend/input/reading.h"

namespace oamc {
namespace {

std::string application(const std::string& name) {
  return "apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: " + name + "}\nspec: {components: [{name: a, type: b}]}\n";
}

const std::string kDefinition = "web: {type: \"component\"}\ntemplate: {output: {kind: \"ConfigMap\"}}\n";
const std::string kPolicyDocument = "apiVersion: core.oam.dev/v1alpha1\nkind: Policy\nmetadata: {name: p}\ntype: override\nproperties: {}\n";

TEST(ReadWorkspace, WalksFoldersInByteOrderOfPathsWithoutDotFolders) {
  Reading reading(
      Files{{"apps/b/1.yaml", application("third")},
            {"apps/b-2.yml", application("second")},
            {"apps/a.json", R"({"apiVersion": "core.oam.dev/v1beta1", "kind": "Application", "metadata": {"name": "first"}, "spec": {"components": []}})"},
            {"apps/.git/x.yaml", "]"},
            {"apps/notes.txt", "]"}});
  std::string names;
  for (const Application& item : reading.render({.paths = {"apps"}}).applications) names += std::string(item.name.text) + " ";
  EXPECT_EQ(names, "first second third ");
  EXPECT_EQ(reading.messages(), "");
}

TEST(ReadWorkspace, TakesEveryDocumentAndIgnoresForeignOnes) {
  Reading reading(Files{{"all.yaml", application("one") + "---\napiVersion: v1\nkind: ConfigMap\n---\n" + kPolicyDocument + "---\n" + application("two")}});
  const Workspace& workspace = reading.render({.paths = {"all.yaml"}});
  EXPECT_EQ(workspace.applications.size(), 2U);
  EXPECT_EQ(workspace.policies.size(), 1U);
  EXPECT_NE(workspace.findPolicy("p", "default"), nullptr);
  EXPECT_EQ(reading.messages(), "");
}

TEST(ReadWorkspace, SuggestsTheNameBesideAMissingFile) {
  Reading reading(Files{{"apps/web.yaml", application("web")}});
  reading.render({.paths = {"apps/web.yml"}});
  EXPECT_EQ(reading.messages(), "E0001 no such file or folder: `apps/web.yml`\n");
  EXPECT_EQ(reading.hints(), "did you mean `apps/web.yaml`?\n");
}

TEST(ReadWorkspace, RefusesPathsWithoutApplications) {
  Reading reading(Files{{"k8s/a.yaml", "apiVersion: v1\nkind: ConfigMap\n"}, {"web.cue", kDefinition}});
  reading.render({.paths = {"k8s", "web.cue"}});
  EXPECT_EQ(reading.messages(), "E0005 no Application in `k8s`\nE0006 `web.cue` holds a definition, not an Application\n");
}

TEST(ReadWorkspace, RefusesUrls) {
  Reading reading(Files{});
  reading.render({.paths = {"https://example.com/app.yaml"}});
  EXPECT_EQ(reading.messages(), "E0012 `https://example.com/app.yaml` is a URL: nothing is read from the network\n");
}

TEST(ReadWorkspace, SkipsFoundFilesThatDoNotParseUnlessTheySpeakOfOam) {
  Reading reading(Files{{"apps/a.yaml", application("a")}, {"apps/b.yaml", "a: ["}, {"apps/c.yaml", "apiVersion: core.oam.dev/v1beta1\na: ["}});
  reading.render({.paths = {"apps"}});
  ASSERT_EQ(reading.sink.diagnostics().size(), 2U);
  EXPECT_EQ(reading.sink.diagnostics()[0].message, "`apps/b.yaml` is no valid YAML; it does not mention `oam.dev/` and was skipped");
  EXPECT_EQ(reading.sink.diagnostics()[1].row->code, "E1062");
}

TEST(ReadWorkspace, PrefersTheUsersDefinitionToTheLibrarys) {
  Reading reading(Files{{"app.yaml", application("a")}, {"defs/web.cue", kDefinition}}, {{"component", "web", "component/web.cue", kDefinition}});
  const Workspace& workspace = reading.render({.paths = {"app.yaml"}, .definitionPaths = {"defs"}});
  EXPECT_EQ(reading.sources.name(workspace.definitions.find(DefinitionKind::kComponent, "web", {})->file), "defs/web.cue");
}

TEST(ReadWorkspace, ReadsTheLibraryOnDemand) {
  Reading reading(Files{{"app.yaml", application("a")}},
                  {{"component", "web", "component/web.cue", kDefinition}, {"trait", "broken", "trait/broken.cue", "]"}});
  const Workspace& workspace = reading.render({.paths = {"app.yaml"}});
  const Definition* web = workspace.definitions.find(DefinitionKind::kComponent, "web", {});
  ASSERT_NE(web, nullptr);
  EXPECT_TRUE(web->isLibrary);
  EXPECT_EQ(reading.sources.name(web->file), "library:component/web.cue");
  EXPECT_TRUE(static_cast<bool>(web->module(reading.sink)));
}

TEST(ReadWorkspace, RefusesTwoDefinitionsOfOneKindAndName) {
  Reading reading(Files{{"app.yaml", application("a")}, {"defs/a.cue", kDefinition}, {"defs/b.cue", kDefinition}});
  reading.render({.paths = {"app.yaml"}, .definitionPaths = {"defs"}});
  EXPECT_EQ(reading.messages(), "E2212 defs/b.cue:1:1: the component definition `web` is there twice: in `defs/a.cue` and in `defs/b.cue`\n");
}

TEST(ReadWorkspace, ReadsAFileOnceThoughSeveralPathsLeadToIt) {
  Reading reading(Files{{"apps/app.yaml", application("a")},
                        {"apps/defs/web.yaml", "apiVersion: core.oam.dev/v1beta1\nkind: TraitDefinition\nmetadata: {name: t}\nspec: {}\n"}});
  EXPECT_EQ(reading.render({.paths = {"apps", "apps/app.yaml"}, .definitionPaths = {"apps/defs"}}).applications.size(), 1U);
  EXPECT_EQ(reading.messages(), "");
}

TEST(ReadWorkspace, NamesWhatWasMeantByAWrongKindOrVersion) {
  Reading reading(Files{{"a.yaml", "apiVersion: core.oam.dev/v1beta1\nkind: Aplication\n"},
                        {"b.yaml", "apiVersion: core.oam.dev/v1alpha2\nkind: Application\n"},
                        {"c.yaml", "apiVersion: core.oam.dev/v1alpha2\nkind: ApplicationConfiguration\n"}});
  reading.render({.paths = {"a.yaml", "b.yaml", "c.yaml"}});
  EXPECT_EQ(reading.messages(),
            "E4005 a.yaml:2:7: `Aplication` is no kind of OAM document\n"
            "E4006 b.yaml:1:13: no kind `Application` in `core.oam.dev/v1alpha2`\n"
            "E4005 c.yaml:2:7: `ApplicationConfiguration` is no kind of OAM document\n");
  EXPECT_EQ(reading.hints(),
            "did you mean `Application`?\nwrite `core.oam.dev/v1beta1`\n"
            "it belongs to the first OAM API; its successor is kind `Application` of `core.oam.dev/v1beta1`\n");
}

TEST(ReadWorkspace, ReadsInventoriesInTheirForms) {
  const std::string bare =
      "clusters:\n- name: local\n- {name: rotterdam, labels: {region: eu}, kubernetesVersion: v1.30.4}\n- {name: hamburg, labels: {region: eu}}\n";
  const std::string argo =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s, labels: {argocd.argoproj.io/secret-type: cluster, region: eu}}\n"
      "data: {name: ZWRnZQ==}\nstringData: {server: 'https://edge'}\n";
  const std::string ocm =
      "apiVersion: cluster.open-cluster-management.io/v1\nkind: ManagedCluster\nmetadata: {name: far, labels: {region: us}}\n"
      "status: {version: {kubernetes: v1.29.1}}\n";
  Reading reading(Files{{"app.yaml", application("a")}, {"bare.yaml", bare}, {"others.yaml", argo + "---\n" + ocm}});
  ClusterInventory inventory = *reading.render({.paths = {"app.yaml"}, .clustersPath = "bare.yaml"}).clusters;
  EXPECT_EQ(inventory.find("rotterdam")->kubernetesVersion.text, "v1.30.4");
  Member region{"region", Data::string("eu"), {}};
  EXPECT_EQ(inventory.select(Data::object(std::span(&region, 1))), (std::vector<std::string_view>{"hamburg", "rotterdam"}));
  EXPECT_EQ(inventory.select(Data::object({})), (std::vector<std::string_view>{"local", "hamburg", "rotterdam"}));
  inventory = *reading.render({.paths = {"app.yaml"}, .clustersPath = "others.yaml"}).clusters;
  EXPECT_EQ(inventory.names(), (std::vector<std::string_view>{"edge", "far", "local"}));
  EXPECT_EQ(inventory.find("edge")->server.text, "https://edge");
  EXPECT_EQ(inventory.find("far")->kubernetesVersion.text, "v1.29.1");
  EXPECT_EQ(reading.messages(), "");
}

TEST(ReadWorkspace, RefusesInventoriesWithoutClusters) {
  Reading reading(Files{{"app.yaml", application("a")}, {"c.yaml", "cluster:\n- name: local\n"}, {"d.yaml", "kind: ConfigMap\n"}});
  reading.render({.paths = {"app.yaml"}, .clustersPath = "c.yaml"});
  reading.render({.paths = {"app.yaml"}, .clustersPath = "d.yaml"});
  EXPECT_EQ(reading.messages(), "E4015 c.yaml:1:1: unknown key `cluster` in the cluster inventory\nE4080 d.yaml:1:1: no clusters in `d.yaml`\n");
}

TEST(ReadWorkspace, TakesLiveObjectsByTheFolderOfTheirCluster) {
  Reading reading(Files{{"app.yaml", application("a")},
                        {"live/local/a.yaml", "apiVersion: v1\nkind: List\nitems: [{kind: A}, {kind: B}]\n"},
                        {"live/edge/deep/b.json", R"({"kind": "C"})"}});
  const Workspace& workspace = reading.render({.paths = {"app.yaml"}, .livePath = "live"});
  ASSERT_EQ(workspace.liveObjects.size(), 3U);
  EXPECT_EQ(workspace.liveObjects[0].cluster, "edge");
  EXPECT_EQ(workspace.liveObjects[2].cluster, "local");
  EXPECT_EQ(workspace.liveObjects[2].object.find("kind")->text(), "B");
}

TEST(DryRun, TakesOnlyTheFirstDocumentAndWarns) {
  Reading reading(Files{{"app.yaml", application("one") + "---\n" + application("two")}});
  EXPECT_EQ(reading.dryRun({.files = {"app.yaml"}}).applications.size(), 1U);
  EXPECT_EQ(reading.messages(), "W0013 app.yaml:5:1: only the first document of `app.yaml` is read\n");
}

TEST(DryRun, TakesSeveralFilesFromOneFlag) {
  Reading reading(Files{{"app.yaml", application("one")}, {"p.yaml", kPolicyDocument}});
  const Workspace& workspace = reading.dryRun({.files = {"app.yaml,p.yaml"}});
  EXPECT_EQ(workspace.applications.size(), 1U);
  EXPECT_EQ(workspace.policies.size(), 1U);
}

TEST(DryRun, RefusesOtherFilesKindsAndSecondApplications) {
  Reading reading(Files{{"app.json", "{}"}, {"a.yaml", application("a")}, {"b.yaml", application("b")}, {"cm.yaml", "apiVersion: v1\nkind: ConfigMap\n"}});
  reading.dryRun({.files = {"app.json", "a.yaml", "b.yaml", "cm.yaml"}});
  EXPECT_EQ(reading.messages(),
            "E0009 dry-run reads files that end in `.yaml` or `.yml`, not `app.json`\n"
            "E0011 b.yaml:3:18: a second Application: dry-run takes one\n"
            "E0010 cm.yaml:1:1: `cm.yaml` is no Application, Policy or Workflow\n");
}

TEST(DryRun, UsesTheFirstOfTwoDefinitionsInDifferentNamespaces) {
  auto definition = [](const std::string& namespaceName) {
    return "apiVersion: core.oam.dev/v1beta1\nkind: ComponentDefinition\nmetadata: {name: web, namespace: " + namespaceName + "}\nspec: {}\n";
  };
  Reading reading(Files{{"app.yaml", application("a")}, {"defs/a.yaml", definition("one")}, {"defs/b.yaml", definition("two")}});
  const Workspace& workspace = reading.dryRun({.files = {"app.yaml"}, .definitionPaths = {"defs"}});
  DefinitionQuery query{.rules = LookupRules::kDryRun, .applicationNamespace = "two"};
  EXPECT_EQ(workspace.definitions.find(DefinitionKind::kComponent, "web", query)->namespaceName.text, "one");
  EXPECT_EQ(reading.messages(), "W2213 defs/b.yaml:3:18: the component definition `web` of another namespace is not used: the first in load order counts\n");
}

}  // namespace
}  // namespace oamc
