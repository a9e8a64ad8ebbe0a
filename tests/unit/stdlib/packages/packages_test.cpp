#include <gtest/gtest.h>

#include <map>

#include "frontend/cue/load.h"
#include "ir/base/diagnostic.h"
#include "ir/data/text/json_writer.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/patch_engine.h"
#include "stdlib/functions/library.h"
#include "stdlib/packages/library_packages.h"

namespace oamc {
namespace {

/// The field `x` of a CUE file as JSON, or the first diagnostic.
std::string evaluated(const std::string& text) {
  std::map<std::string, std::string> texts{{"in.cue", text}};
  MemoryFileSystem files(std::move(texts));
  SourceManager sources;
  DiagnosticSink sink(sources);
  CueLoader loader({sources, files, functionLibrary(), Limits(), sink, libraryPackages()});
  const std::string paths[] = {"in.cue"};
  auto modules = loader.files(paths);
  if (!modules) return sink.diagnostics()[0].message;
  EvaluatorOptions options;
  options.sources = &sources;
  options.functions = functionLibrary();
  options.compiler = &loader;
  options.treeMerge = &mergeTrees;
  Evaluator evaluator(options);
  Vertex* value = evaluator.field(evaluator.instance(*modules, {}), "x");
  if (value == nullptr) return "no field x";
  ExportResult result = evaluator.exportData(value);
  if (result) return writeJson(result.data);
  evaluator.report(*result.reason, sink);
  return sink.diagnostics()[0].message;
}

TEST(LibraryPackages, AllCompile) {
  for (const LibraryPackage& package : libraryPackages()) {
    MemoryFileSystem files(std::map<std::string, std::string>{});
    SourceManager sources;
    DiagnosticSink sink(sources);
    CueLoader loader({sources, files, functionLibrary(), Limits(), sink, libraryPackages()});
    EXPECT_EQ(loader.package(package.path).size(), 1U) << package.path;
    EXPECT_TRUE(sink.diagnostics().empty()) << package.path << ": " << sink.diagnostics()[0].message;
  }
}

TEST(LibraryPackages, Base64ComputesBothWays) {
  EXPECT_EQ(evaluated("import \"vela/base64\"\nx: (base64.#Encode & {$params: \"secret\"}).$returns"), R"("c2VjcmV0")");
  EXPECT_EQ(evaluated("import \"vela/base64\"\nx: (base64.#Decode & {$params: \"aGVsbG8=\"}).$returns"), R"("hello")");
}

TEST(LibraryPackages, CallsAreChainedInAnyOrder) {
  EXPECT_EQ(evaluated("import \"vela/base64\"\nx: b.$returns\nb: base64.#Encode & {$params: a.$returns}\na: base64.#Encode & {$params: \"x\"}\n"),
            R"("ZUE9PQ==")");
}

TEST(LibraryPackages, StrategyUnifyMergesByTheMarksOfThePatch) {
  EXPECT_EQ(evaluated(R"(import "vela/cue"
m: cue.#StrategyUnify & {$params: {
	value: {l: [{name: "a", v: 1}], r: *1 | int}
	patch: {
		// +patchKey=name
		l: [{name: "b"}, {name: "a", w: 2}]
		r: 3
	}
}}
x: m.$returns)"),
            R"({"l":[{"name":"a","v":1,"w":2},{"name":"b"}],"r":3})");
}

TEST(LibraryPackages, StrategyUnifyReportsConflicts) {
  EXPECT_EQ(evaluated("import \"vela/cue\"\nx: (cue.#StrategyUnify & {$params: {value: {a: 1}, patch: {a: 2}}}).$returns").substr(0, 20),
            "conflicting values 2");
}

TEST(LibraryPackages, StrategyUnifyWaitsForItsParameters) {
  EXPECT_EQ(evaluated("import \"vela/cue\"\ns: string\nx: (cue.#StrategyUnify & {$params: {value: {a: s}, patch: {}}}).$returns"),
            "`s` has no concrete value, only string");
}

TEST(LibraryPackages, ActionsRefuseParametersOfTheWrongKind) {
  EXPECT_NE(evaluated("import \"vela/base64\"\nx: base64.#Encode & {$params: 5}").find("string"), std::string::npos);
}

}  // namespace
}  // namespace oamc
