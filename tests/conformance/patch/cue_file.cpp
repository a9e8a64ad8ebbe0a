#include "tests/conformance/patch/cue_file.h"

#include <array>

#include "frontend/cue/lower.h"
#include "frontend/cue/parse.h"
#include "stdlib/functions/library.h"

namespace oamc {

EvaluatorOptions CueFiles::options(const SourceManager& sources) {
  EvaluatorOptions options;
  options.sources = &sources;
  options.functions = functionLibrary();
  return options;
}

Vertex* CueFiles::instance(const std::string& text, const std::string& name) {
  FileId file = sources_.add(name, text);
  Result<const ast::File*> syntax = parseCue(sources_, file, syntax_, Limits(), sink_);
  if (!syntax) return nullptr;
  Result<std::vector<std::unique_ptr<ModuleTables>>> tables = lowerPackage(std::array{*syntax}, LowerOptions(), sink_);
  if (!tables) return nullptr;
  tables_.push_back(std::move(tables->front()));
  modules_.push_back(std::make_unique<Module>(tables_.back()->view()));
  return evaluator_.instance(std::array<const Module*, 1>{modules_.back().get()}, {});
}

std::string CueFiles::messages() const {
  std::string text;
  for (const Diagnostic& diagnostic : sink_.diagnostics()) text.append(diagnostic.row->code).append(" ").append(diagnostic.message).append("\n");
  return text;
}

}  // namespace oamc
