// Prints what evaluating each of the named CUE files takes, in operations: counters FILE... These numbers are the same on every machine, so a test compares them exactly.

#include <cstdio>
#include <string>
#include <vector>

#include "frontend/cue/load.h"
#include "ir/base/diagnostic.h"
#include "ir/base/large_stack.h"
#include "passes/eval/evaluator.h"
#include "stdlib/functions/library.h"

namespace oamc {
namespace {

void count(const std::string& path) {
  auto files = diskFileSystem();
  SourceManager sources;
  DiagnosticSink sink(sources);
  CueLoader loader({sources, *files, functionLibrary(), Limits(), sink});
  auto modules = loader.files(std::span(&path, 1));
  std::string name = path.substr(path.rfind('/') + 1);
  if (!modules) {
    std::printf("%-20s does not compile\n", name.c_str());
    return;
  }
  EvaluatorOptions options;
  options.sources = &sources;
  options.functions = functionLibrary();
  options.packages = loader.packages();
  options.compiler = &loader;
  Evaluator evaluator(options);
  ExportResult result = evaluator.exportData(evaluator.instance(*modules, {}));
  EvaluationCounters counters = evaluator.counters();
  std::printf("%-20s %10llu steps %10llu vertices %10llu unifications %10llu candidates%s\n", name.c_str(), static_cast<unsigned long long>(counters.steps),
              static_cast<unsigned long long>(counters.vertices), static_cast<unsigned long long>(counters.unifications),
              static_cast<unsigned long long>(counters.candidates), result ? "" : "  FAILED");
}

}  // namespace
}  // namespace oamc

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  oamc::onLargeStack([&] {
    for (const std::string& path : paths) oamc::count(path);
  });
  return 0;
}
