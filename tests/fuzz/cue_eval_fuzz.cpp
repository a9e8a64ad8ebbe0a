#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "frontend/cue/load.h"
#include "ir/data/text/json_writer.h"
#include "passes/eval/evaluator.h"
#include "stdlib/functions/library.h"

namespace {

/// Small, so that many inputs are tried; the laws do not depend on them.
oamc::Limits smallLimits() {
  oamc::Limits limits;
  limits.sourceNesting = 100;
  limits.vertexDepth = 200;
  limits.evaluationSteps = 200'000;
  limits.disjunctionCandidates = 200;
  limits.evaluationBytes = std::size_t{64} << 20;
  return limits;
}

}  // namespace

/// Any text is evaluated within the limits, to data or to a failure that can be described.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  MemoryFileSystem files({{"in.cue", std::string(reinterpret_cast<const char*>(data), size)}});
  SourceManager sources;
  DiagnosticSink sink(sources);
  CueLoader loader({sources, files, functionLibrary(), smallLimits(), sink});
  std::string path = "in.cue";
  auto modules = loader.files(std::span(&path, 1));
  if (!modules) return 0;
  EvaluatorOptions options;
  options.sources = &sources;
  options.functions = functionLibrary();
  options.limits = smallLimits();
  options.packages = loader.packages();
  options.compiler = &loader;
  Evaluator evaluator(options);
  Vertex* root = evaluator.instance(*modules, {});
  if (const Reason* fatal = evaluator.validate(root)) evaluator.report(*fatal, sink);
  ExportResult result = evaluator.exportData(root);
  if (result) writeJson(result.data);
  else evaluator.report(*result.reason, sink);
  return 0;
}
