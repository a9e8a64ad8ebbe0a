#include "passes/patch/mark_lint.h"

#include <gtest/gtest.h>

#include <array>

#include "frontend/cue/lower.h"
#include "frontend/cue/parse.h"

namespace oamc {
namespace {

/// What lintMarks says about a text: `CODE marked-text` per line.
std::string lint(std::string text) {
  SourceManager sources;
  DiagnosticSink sink(sources);
  Arena arena;
  FileId file = sources.add("in.cue", std::move(text));
  Result<const ast::File*> syntax = parseCue(sources, file, arena, Limits(), sink);
  if (!syntax) return "syntax";
  Result<std::vector<std::unique_ptr<ModuleTables>>> tables = lowerPackage(std::array{*syntax}, LowerOptions(), sink);
  if (!tables) return "names";
  lintMarks(tables->front()->view(), sink);
  std::string out;
  for (const Diagnostic& diagnostic : sink.diagnostics()) out.append(diagnostic.row->code).append(" ").append(sources.text(diagnostic.span)).append("\n");
  return out;
}

TEST(MarkLint, AcceptsMarksThatCount) {
  EXPECT_EQ(lint("// +patchStrategy=jsonPatch\npatch: {a: 1}"), "");
  EXPECT_EQ(lint("patch: {\n\t// +patchKey=name\n\t// +patchStrategy=retainKeys\n\tl: []\n\t// +usage=text\n\ta: 1\n}"), "");
}

TEST(MarkLint, MarksTheValueOfAnUnknownStrategy) { EXPECT_EQ(lint("patch: {\n\t// +patchStrategy=merge\n\ta: 1\n}"), "W5015 merge\n"); }

TEST(MarkLint, FindsJsonStrategiesAboveAChain) {
  EXPECT_EQ(lint("// +patchStrategy=jsonMergePatch\npatch: metadata: annotations: {}"), "W5014 +patchStrategy=jsonMergePatch\n");
}

TEST(MarkLint, FindsJsonStrategiesOnOtherFields) {
  EXPECT_EQ(lint("patch: {\n\t// +patchStrategy=jsonPatch\n\tspec: a: 1\n}"), "W5014 +patchStrategy=jsonPatch\n");
}

TEST(MarkLint, FindsMisspeltMarks) { EXPECT_EQ(lint("patch: {\n\t// text\n\t//  +patchkey=name\n\tl: []\n}"), "W5016 +patchkey=name\n"); }

TEST(MarkLint, FindsMarksThatALaterBranchOverrules) {
  EXPECT_EQ(lint("x: true\npatch: {\n\tif x {\n\t\t// +patchStrategy=replace\n\t\tl: []\n\t}\n\tif !x {\n\t\t// +patchStrategy=retainKeys\n\t\tl: []\n\t}\n}"),
            "W5017 +patchStrategy=replace\n");
  EXPECT_EQ(lint("x: true\npatch: {\n\tif x {\n\t\t// +patchKey=a\n\t\tl: []\n\t}\n\tif !x {\n\t\t// +patchKey=a\n\t\tl: []\n\t}\n}"), "");
}

TEST(MarkLint, FindsMarksThatBelongToNoField) {
  EXPECT_EQ(lint("patch: {\n\tl: [] // +patchKey=a\n}"), "W5018 +patchKey=a\n");
  EXPECT_EQ(lint("patch: {\n\t// +patchKey=a\n\n\tl: []\n}"), "W5018 +patchKey=a\n");
  EXPECT_EQ(lint("patch: {l: [\n\t// +patchKey=a\n\t{b: 1},\n]}"), "W5018 +patchKey=a\n");
  EXPECT_EQ(lint("x: true\npatch: {\n\t// +patchKey=a\n\tif x {l: []}\n}"), "W5018 +patchKey=a\n");
  EXPECT_EQ(lint("e: {l: []}\npatch: {\n\t// +patchKey=a\n\te\n}"), "W5018 +patchKey=a\n");
}

TEST(MarkLint, FindsMarksThatAChainInAComprehensionLoses) {
  EXPECT_EQ(lint("x: true\npatch: {\n\tif x {\n\t\t// +patchKey=a\n\t\tb: l: []\n\t}\n}"), "W5018 +patchKey=a\n");
  EXPECT_EQ(lint("x: true\npatch: {\n\tif x {\n\t\t// +patchKey=a\n\t\tl: []\n\t}\n}"), "");
}

TEST(MarkLint, TextsAreNoComments) { EXPECT_EQ(lint("a: \"// +patchKey=a\"\nb: \"\"\"\n\t// +patchKey=b\n\t\"\"\"\n"), ""); }

}  // namespace
}  // namespace oamc
