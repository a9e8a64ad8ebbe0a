#include <gtest/gtest.h>

#include <array>

#include "passes/patch/patch_engine.h"
#include "tests/conformance/patch/cue_file.h"

namespace oamc {
namespace {

/// Patches the `output` of one text with the `patch` of another and prints what was reported, places as `file:line:column`.
class Patched {
 public:
  Patched(const std::string& base, const std::string& patch) {
    Vertex* output = files_.evaluator().field(files_.instance(base, "base.cue"), "output");
    std::array<PatchAuthor, 1> earlier{PatchAuthor{"component `web`", {}, &files_.module()}};
    Vertex* change = files_.evaluator().field(files_.instance(patch, "trait.cue"), "patch");
    PatchRequest request;
    request.base = output;
    request.patch = change;
    request.mode = modeOf(files_.evaluator().tags(change));
    request.author = {"trait `t`", {}, &files_.module()};
    request.earlier = earlier;
    isPatched_ = bool(applyPatch(request, files_.evaluator(), files_.sink()));
  }

  bool isPatched() const { return isPatched_; }

  std::string report() {
    std::string text;
    for (const Diagnostic& diagnostic : files_.sink().diagnostics()) {
      text.append(diagnostic.row->code).append(" ").append(place(diagnostic.span)).append(" ").append(diagnostic.message).append("\n");
      for (const RelatedPlace& related : diagnostic.related) text.append("  ").append(place(related.span)).append(" ").append(related.message).append("\n");
    }
    return text;
  }

 private:
  std::string place(SourceSpan span) {
    if (!span.valid()) return "nowhere";
    LineColumn at = files_.sources().position(span.file, span.begin);
    return std::string(files_.sources().name(span.file)) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  }

  CueFiles files_;
  bool isPatched_ = false;
};

TEST(PatchMessages, AConflictNamesBothSides) {
  Patched patched("output: {a: 60}", "patch: {a: 5}");
  EXPECT_FALSE(patched.isPatched());
  std::string report = patched.report();
  EXPECT_TRUE(report.starts_with("E5001")) << report;
  for (std::string_view part : {"trait `t`", "component `web`", "60", "5", "`a`", "base.cue:1:13", "trait.cue:1:12"})
    EXPECT_NE(report.find(part), std::string::npos) << part << " in\n" << report;
}

TEST(PatchMessages, AMisspeltMarkExplainsAConflict) {
  Patched patched("output: {l: [{name: \"a\"}]}", "patch: {\n\t// +patchkey=name\n\tl: [{name: \"b\"}]\n}");
  EXPECT_FALSE(patched.isPatched());
  EXPECT_TRUE(patched.report().starts_with("E5002 trait.cue:2:5 `+patchkey=name` is no mark")) << patched.report();
}

TEST(PatchMessages, ADroppedElementIsReportedAtItsBrace) {
  Patched patched("output: {l: [{name: \"a\"}]}", "patch: {\n\t// +patchKey=name\n\tl: [{name: \"a\"}, {x: 1}]\n}");
  EXPECT_TRUE(patched.isPatched());
  EXPECT_EQ(patched.report(),
            "W5010 trait.cue:3:19 this element of `l` lacks `name` and is dropped: under `+patchKey` all elements need the key if one has it\n"
            "  trait.cue:2:5 `patchKey` is declared here\n");
}

TEST(PatchMessages, AKeyWithoutEffectIsReportedAtItsMark) {
  Patched patched("output: {l: [{name: \"a\"}]}", "patch: {\n\t// +patchKey=name\n\tl: [{x: 1}]\n}");
  EXPECT_TRUE(patched.report().starts_with("W5013 trait.cue:2:5 ")) << patched.report();
}

TEST(PatchMessages, AnUnknownStrategyIsReportedAtItsName) {
  Patched patched("output: {a: 1}", "patch: {\n\t// +patchStrategy=merge\n\ta: 1\n}");
  EXPECT_TRUE(patched.report().starts_with("W5015 trait.cue:2:20 ")) << patched.report();
}

TEST(PatchMessages, AJsonPatchNamesTheOperationThatFails) {
  Patched patched("output: {a: 1}", "// +patchStrategy=jsonPatch\npatch: {operations: [{op: \"remove\", path: \"/b\"}]}");
  EXPECT_FALSE(patched.isPatched());
  EXPECT_TRUE(patched.report().starts_with("E5003 trait.cue:2:")) << patched.report();
  EXPECT_NE(patched.report().find("operation 1: `/b` does not exist"), std::string::npos) << patched.report();
}

}  // namespace
}  // namespace oamc
