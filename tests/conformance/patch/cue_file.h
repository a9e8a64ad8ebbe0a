#pragma once

#include <memory>
#include <string>
#include <vector>

#include "frontend/cue/ast.h"
#include "ir/base/diagnostic.h"
#include "passes/eval/evaluator.h"

namespace oamc {

/// Texts that become root values of one evaluator.
class CueFiles {
 public:
  CueFiles() : sink_(sources_) {}

  /// The root value of `text`, or null when it does not compile: sink() says why.
  Vertex* instance(const std::string& text, const std::string& name = "in.cue");
  /// The module of the last instance.
  const Module& module() const { return *modules_.back(); }

  Evaluator& evaluator() { return evaluator_; }
  DiagnosticSink& sink() { return sink_; }
  SourceManager& sources() { return sources_; }
  /// All messages so far, one a line.
  std::string messages() const;

 private:
  static EvaluatorOptions options(const SourceManager& sources);

  SourceManager sources_;
  DiagnosticSink sink_;
  Arena syntax_;
  std::vector<std::unique_ptr<ModuleTables>> tables_;
  std::vector<std::unique_ptr<Module>> modules_;
  Evaluator evaluator_{options(sources_)};
};

}  // namespace oamc
