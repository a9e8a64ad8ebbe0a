#include <malloc.h>

#include <optional>
#include <string>
#include <utility>
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

/// Writes the value, or says why there is none.
const Reason* writeValue(Evaluator& evaluator, Vertex* value, EvalFormat format, const SourceManager& sources, ResultText& result) {
  if (format == EvalFormat::kJson) {
    std::string rest;
    JsonStream json(rest, {.indent = "    "}, [&result](std::string_view block) { result.append(block); });
    const Reason* reason = evaluator.writeJson(value, json);
    result.append(rest + "\n");
    return reason;
  }
  ExportResult exported = format == EvalFormat::kYaml ? evaluator.exportSpelled(value) : evaluator.exportWithBytes(value);
  if (!exported) return exported.reason;
  std::string text;
  if (format == EvalFormat::kYaml) appendYaml(text, exported.data, YamlPreset::kCueYaml, &sources);
  else text = formatCue(exported.data);
  result.take(std::move(text));
  return nullptr;
}

}  // namespace

ExitStatus runEval(const Options& options, Session& session) {
  CueLoader loader({session.sources, *session.files, functionLibrary(), options.limits, session.sink, libraryPackages()});
  auto modules = loadInstance(options, session, loader);
  if (!modules) return ExitStatus::kInputErrors;
  malloc_trim(0);  // evaluation has memory of its own, and need not stand on top of what the front end freed
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
  const Reason* reason = writeValue(evaluator, value, options.evalFormat, session.sources, session.result);
  if (reason == nullptr) return ExitStatus::kSuccess;
  evaluator.report(*reason, session.sink);
  return ExitStatus::kInputErrors;
}

}  // namespace oamc
