#include <cstddef>
#include <cstdint>
#include <string>

#include "frontend/cue/load.h"
#include "passes/patch/patch_engine.h"
#include "stdlib/functions/library.h"

/// A text with the fields `base` and `patch` is patched in every mode, or the conflict is reported.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  MemoryFileSystem files({{"in.cue", std::string(reinterpret_cast<const char*>(data), size)}});
  SourceManager sources;
  DiagnosticSink sink(sources);
  Limits limits;
  limits.sourceNesting = 100;
  limits.vertexDepth = 200;
  limits.evaluationSteps = 200'000;
  limits.disjunctionCandidates = 200;
  CueLoader loader({sources, files, functionLibrary(), limits, sink});
  std::string path = "in.cue";
  auto modules = loader.files(std::span(&path, 1));
  if (!modules) return 0;
  for (PatchMode mode : {PatchMode::kStrategic, PatchMode::kJsonPatch, PatchMode::kJsonMerge}) {
    EvaluatorOptions options;
    options.sources = &sources;
    options.functions = functionLibrary();
    options.limits = limits;
    options.packages = loader.packages();
    options.compiler = &loader;
    Evaluator evaluator(options);
    Vertex* root = evaluator.instance(*modules, {});
    Vertex* base = evaluator.field(root, "base");
    Vertex* patch = evaluator.field(root, "patch");
    if (base == nullptr || patch == nullptr) return 0;
    PatchAuthor author;
    author.name = "the patch";
    author.module = (*modules)[0];
    Result<Vertex*> patched = applyPatch({.base = base, .patch = patch, .mode = mode, .author = author, .earlier = {}, .limits = limits}, evaluator, sink);
    if (patched) evaluator.exportData(*patched);
  }
  return 0;
}
