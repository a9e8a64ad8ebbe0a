#include "passes/eval/shared_modules.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "frontend/cue/load.h"
#include "ir/base/diagnostic.h"
#include "ir/data/text/json_writer.h"
#include "passes/eval/evaluator.h"

namespace oamc {
namespace {

class SharedModulesTest : public testing::Test {
 protected:
  const Module& module(const std::string& file) {
    const std::string paths[] = {file};
    auto loaded = loader_.files(paths);
    EXPECT_TRUE(loaded) << file;
    return *(*loaded)[0];
  }

  std::string exported(Evaluator& evaluator, const Module& module) {
    const Module* files[] = {&module};
    ExportResult result = evaluator.exportData(evaluator.instance(files, {}));
    return result ? writeJson(result.data) : evaluator.text(*result.reason);
  }

  SourceManager sources_;
  DiagnosticSink sink_{sources_};
  MemoryFileSystem files_{std::map<std::string, std::string>{
      {"a.cue", "name: \"a\"\n#D: {size: *80 | int, ...}\nx: #D & {extra: [1.50, 0x10]}\n"},
      {"b.cue", "other: 1\nname: \"b\"\nsize: {for key, _ in {p: 1, q: 2} {(key): name}}\n"},
  }};
  CueLoader loader_{{sources_, files_, {}, Limits(), sink_}};
  EvaluatorOptions options_{&sources_, {}, {}, {}, nullptr, nullptr};
  SharedModules shared_;
};

TEST_F(SharedModulesTest, EvaluatorsGiveWhatEachWouldGiveAlone) {
  const Module& a = module("a.cue");
  const Module& b = module("b.cue");
  std::string ofA;
  std::string ofB;
  {
    Evaluator alone(options_);
    ofA = exported(alone, a);
    ofB = exported(alone, b);
  }
  EXPECT_EQ(ofA, R"({"name":"a","x":{"extra":[1.50,16],"size":80}})");
  EXPECT_EQ(ofB, R"({"other":1,"name":"b","size":{"p":"b","q":"b"}})");
  shared_.add(a);
  {
    Evaluator first(options_, &shared_);
    Evaluator second(options_, &shared_);
    EXPECT_EQ(exported(first, b), ofB);
    EXPECT_EQ(exported(second, a), ofA);
    EXPECT_EQ(exported(first, a), ofA);
    Module copy = a;  // known by its tables
    EXPECT_EQ(exported(second, copy), ofA);
  }
  shared_.add(b);
  Evaluator third(options_, &shared_);
  EXPECT_EQ(exported(third, b), ofB);
  EXPECT_EQ(exported(third, a), ofA);
}

TEST_F(SharedModulesTest, OneEvaluatorGivesTheSameInSeveralRenderingsEachWithItsOwnLimits) {
  const Module& a = module("a.cue");
  std::uint64_t steps = 0;
  std::string ofA;
  {
    Evaluator alone(options_);
    ofA = exported(alone, a);
    steps = alone.counters().steps;
  }
  options_.limits.evaluationSteps = steps;
  Evaluator evaluator(options_);
  EXPECT_EQ(exported(evaluator, a), ofA);
  for (int i = 0; i < 3; ++i) {
    evaluator.beginRendering();
    EXPECT_EQ(evaluator.counters().steps, 0U);
    Module copy = a;  // known by its tables, wherever it lies
    EXPECT_EQ(exported(evaluator, copy), ofA);
    EXPECT_FALSE(evaluator.isExhausted());
  }
  EXPECT_NE(exported(evaluator, a), ofA) << "the limit holds for one rendering";
  EXPECT_TRUE(evaluator.isExhausted());
}

TEST_F(SharedModulesTest, GrowOnlyWhileNobodyStandsOnThem) {
  const Module& a = module("a.cue");
  const Module& b = module("b.cue");
  shared_.add(a);
  Evaluator evaluator(options_, &shared_);
  shared_.add(a);
  EXPECT_EXIT(shared_.add(b), testing::ExitedWithCode(70), "shared modules grow");
}

}  // namespace
}  // namespace oamc
