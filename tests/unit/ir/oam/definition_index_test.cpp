#include "ir/oam/definition_index.h"

#include <gtest/gtest.h>

namespace oamc {
namespace {

std::unique_ptr<Definition> definition(DefinitionKind kind, std::string_view name, std::string_view namespaceName = "") {
  auto made = std::make_unique<Definition>();
  made->kind = kind;
  made->name.text = name;
  made->namespaceName.text = namespaceName;
  return made;
}

/// A library of one component.
class SmallLibrary final : public DefinitionLibrary {
 public:
  std::span<const DefinitionKey> keys() const override { return keys_; }
  const Definition* find(DefinitionKind kind, std::string_view name) const override {
    return kind == DefinitionKind::kComponent && name == "webservice" ? definition_.get() : nullptr;
  }

 private:
  std::vector<DefinitionKey> keys_{{DefinitionKind::kComponent, "webservice"}};
  std::unique_ptr<Definition> definition_ = definition(DefinitionKind::kComponent, "webservice");
};

struct Missing {
  std::string message;
  std::string hint;
};

Missing require(const DefinitionIndex& index, DefinitionKind kind, std::string_view type) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  EXPECT_FALSE(static_cast<bool>(index.require(kind, {type, {}}, {}, sink)));
  return {sink.diagnostics()[0].message, sink.diagnostics()[0].hints[0]};
}

TEST(DefinitionIndex, AsksTheLibraryLast) {
  SmallLibrary library;
  DefinitionIndex index(&library);
  EXPECT_EQ(index.find(DefinitionKind::kComponent, "webservice", {}), library.find(DefinitionKind::kComponent, "webservice"));
  index.add(definition(DefinitionKind::kComponent, "webservice"));
  EXPECT_EQ(index.find(DefinitionKind::kComponent, "webservice", {}), index.userDefinitions()[0].get());
}

TEST(DefinitionIndex, FindsStepsOfDryRunsByNamespace) {
  DefinitionIndex index;
  for (std::string_view namespaceName : {"elsewhere", "", "vela-system", "mine"}) index.add(definition(DefinitionKind::kPolicy, "p", namespaceName));
  auto found = [&](std::string_view applicationNamespace, std::string_view definitionNamespace) {
    DefinitionQuery query{LookupRules::kDryRun, applicationNamespace, definitionNamespace, false};
    return index.find(DefinitionKind::kPolicy, "p", query)->namespaceName.text;
  };
  EXPECT_EQ(found("mine", "vela-system"), "mine");
  EXPECT_EQ(found("other", "elsewhere"), "elsewhere");
  EXPECT_EQ(found("other", "unknown"), "vela-system");
}

TEST(DefinitionIndex, DoesNotFindPoliciesOfForeignNamespacesInDryRun) {
  DefinitionIndex index;
  index.add(definition(DefinitionKind::kPolicy, "p", "elsewhere"));
  index.add(definition(DefinitionKind::kTrait, "t", "elsewhere"));
  DefinitionQuery query{LookupRules::kDryRun, "default", "vela-system", false};
  EXPECT_EQ(index.find(DefinitionKind::kPolicy, "p", query), nullptr);
  EXPECT_NE(index.find(DefinitionKind::kTrait, "t", query), nullptr);
}

TEST(DefinitionIndex, SaysWhatAnUnknownTypeMightBe) {
  SmallLibrary library;
  DefinitionIndex index(&library);
  index.add(definition(DefinitionKind::kTrait, "gateway"));
  Missing misspelt = require(index, DefinitionKind::kComponent, "webservce");
  EXPECT_EQ(misspelt.message, "unknown component type `webservce`");
  EXPECT_EQ(misspelt.hint, "did you mean `webservice`?");
  Missing trait = require(index, DefinitionKind::kComponent, "gateway");
  EXPECT_EQ(trait.message, "`gateway` is a trait, not a component");
  EXPECT_EQ(trait.hint, "list it under `traits` of a component");
  Missing version = require(index, DefinitionKind::kComponent, "webservice@v3");
  EXPECT_EQ(version.message, "component type `webservice` has no version `v3`");
  EXPECT_EQ(require(index, DefinitionKind::kWorkflowStep, "apply-componet").hint, "did you mean `apply-component`?");
}

TEST(Types, AreConvertedForLabels) {
  EXPECT_EQ(convertedTypeName("worker@v1.2"), "worker-v1.2");
  EXPECT_EQ(unversionedType("worker@v1.2"), "worker");
}

}  // namespace
}  // namespace oamc
