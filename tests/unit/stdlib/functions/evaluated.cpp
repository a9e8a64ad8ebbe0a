#include "tests/unit/stdlib/functions/evaluated.h"

#include <cctype>
#include <map>

#include "frontend/cue/load.h"
#include "ir/base/diagnostic.h"
#include "ir/data/text/json_writer.h"
#include "passes/eval/evaluator.h"
#include "passes/patch/patch_engine.h"
#include "stdlib/functions/library.h"

namespace oamc {

namespace {

constexpr std::string_view kFile = "in.cue";

bool isWordByte(char byte) { return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '_'; }

/// `name.` stands in `text` and is not the end of a longer word or a selector.
bool mentions(std::string_view text, std::string_view name) {
  std::string use = std::string(name) + ".";
  for (std::size_t at = text.find(use); at != std::string_view::npos; at = text.find(use, at + 1)) {
    bool startsWord = at == 0 || !(isWordByte(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '"');
    if (startsWord) return true;
  }
  return false;
}

std::string fileOf(std::string_view expression) {
  std::string text;
  for (const PackageDef& package : functionLibrary()) {
    std::string_view name = package.path.substr(package.path.rfind('/') + 1);
    if (mentions(expression, name)) text += "import \"" + std::string(package.path) + "\"\n";
  }
  return text + "x: " + std::string(expression) + "\n";
}

std::string_view classOf(BottomKind kind) {
  switch (kind) {
    case BottomKind::kUser:
    case BottomKind::kEval: return "<eval>";
    case BottomKind::kStructural: return "<structural>";
    case BottomKind::kIncomplete: return "<incomplete>";
    case BottomKind::kCycle: return "<cycle>";
    case BottomKind::kNone: break;
  }
  return "<none>";
}

std::string shown(const DiagnosticSink& sink) {
  std::string text;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    text += (text.empty() ? "" : "\n") + std::string(diagnostic.row->code) + ": " + diagnostic.message;
    for (const std::string& hint : diagnostic.hints) text += "; " + hint;
  }
  return text;
}

std::string evaluate(std::string_view expression, bool wantsDiagnostics) {
  std::map<std::string, std::string> texts{{std::string(kFile), fileOf(expression)}};
  MemoryFileSystem files(std::move(texts));
  SourceManager sources;
  DiagnosticSink sink(sources);
  CueLoader loader({sources, files, functionLibrary(), Limits(), sink});
  const std::string paths[] = {std::string(kFile)};
  auto modules = loader.files(paths);
  if (!modules) return wantsDiagnostics ? shown(sink) : "<compile> " + sink.diagnostics()[0].message;
  EvaluatorOptions options;
  options.sources = &sources;
  options.functions = functionLibrary();
  options.compiler = &loader;
  options.treeMerge = &mergeTrees;
  Evaluator evaluator(options);
  ExportResult result = evaluator.exportData(evaluator.field(evaluator.instance(*modules, {}), "x"));
  if (result) return wantsDiagnostics ? "" : writeJson(result.data);
  if (!wantsDiagnostics) return std::string(classOf(result.reason->kind)) + " " + evaluator.text(*result.reason);
  evaluator.report(*result.reason, sink);
  return shown(sink);
}

}  // namespace

std::string evaluated(std::string_view expression) { return evaluate(expression, false); }

std::string diagnosed(std::string_view expression) { return evaluate(expression, true); }

}  // namespace oamc
