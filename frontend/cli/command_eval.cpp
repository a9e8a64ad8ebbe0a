#include <optional>
#include <string>
#include <vector>

#include "frontend/cli/command.h"
#include "frontend/cue/format.h"
#include "frontend/cue/load.h"
#include "ir/data/text/json_writer.h"
#include "ir/data/text/yaml_writer.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/patch_engine.h"
#include "stdlib/functions/library.h"
#include "stdlib/packages/library_packages.h"

namespace oamc {

namespace {

Result<void> refuseYaml(const std::vector<std::string>& paths, DiagnosticSink& sink) {
  std::optional<Failed> failure;
  for (const std::string& path : paths)
    if (path.ends_with(".yaml") || path.ends_with(".yml"))
      failure = sink.report(diag::EvalReadsCue, {}, path)
                    .file(path)
                    .hint("documents are rendered with `oamc render " + path + "` and checked with `oamc vet " + path + "`")
                    .emit();
  return failure ? Result<void>(*failure) : Result<void>();
}

/// The files named, or those of the folders named.
Result<std::vector<const Module*>> loadInstance(const Options& options, Session& session, CueLoader& loader) {
  if (Result<void> checked = refuseYaml(options.operands, session.sink); !checked) return checked.failure();
  if (options.operands.size() == 1 && session.files->kind(options.operands[0]) == FileKind::kFolder) return loader.folder(options.operands[0]);
  return loader.files(options.operands);
}

std::vector<std::string> fieldNames(Evaluator& evaluator, Vertex* root) {
  std::vector<std::string> names;
  for (const FieldView& field : evaluator.fields(root)) names.emplace_back(field.name);
  return names;
}

void appendValue(ResultText& result, const Data& value, EvalFormat format, const SourceManager& sources) {
  if (format == EvalFormat::kCue) return result.append(formatCue(value));
  if (format == EvalFormat::kYaml) {
    std::string text;
    appendYaml(text, value, YamlPreset::kCueYaml, &sources);
    return result.append(text);
  }
  streamJson(value, {.indent = "    "}, [&result](std::string_view block) { result.append(block); });
  result.append("\n");
}

}  // namespace

ExitStatus runEval(const Options& options, Session& session) {
  CueLoader loader({session.sources, *session.files, functionLibrary(), options.limits, session.sink, libraryPackages()});
  auto modules = loadInstance(options, session, loader);
  if (!modules) return ExitStatus::kInputErrors;
  EvaluatorOptions evaluation;
  evaluation.sources = &session.sources;
  evaluation.functions = functionLibrary();
  evaluation.limits = options.limits;
  evaluation.packages = loader.packages();
  evaluation.compiler = &loader;
  evaluation.treeMerge = &mergeTrees;
  Evaluator evaluator(evaluation);
  Vertex* value = evaluator.instance(*modules, {});
  if (!options.expression.empty()) {
    auto expression = loader.expression("<expression>", options.expression, fieldNames(evaluator, value));
    if (!expression) return ExitStatus::kInputErrors;
    value = evaluator.expression(value, **expression);
  }
  ExportResult exported = options.evalFormat == EvalFormat::kYaml ? evaluator.exportSpelled(value) : evaluator.exportWithBytes(value);
  if (!exported) {
    evaluator.report(*exported.reason, session.sink);
    return ExitStatus::kInputErrors;
  }
  appendValue(session.result, exported.data, options.evalFormat, session.sources);
  return ExitStatus::kSuccess;
}

}  // namespace oamc
