// Answers jobs of the CUE conformance protocol: one JSON job per line on standard input, one JSON answer per line on standard output
// (fixtures/conformance/run.py describes both). Used by the conformance tests; links no OAM code.

#include <charconv>
#include <iostream>
#include <map>
#include <string>

#include "frontend/cue/load.h"
#include "ir/base/diagnostic.h"
#include "ir/base/large_stack.h"
#include "ir/data/text/json_reader.h"
#include "ir/data/text/json_writer.h"
#include "passes/eval/evaluator.h"
#include "stdlib/functions/library.h"

namespace oamc {
namespace {

std::string_view className(BottomKind kind) {
  switch (kind) {
    case BottomKind::kEval: return "eval";
    case BottomKind::kUser: return "user";
    case BottomKind::kStructural: return "structural";
    case BottomKind::kIncomplete: return "incomplete";
    case BottomKind::kCycle: return "cycle";
    case BottomKind::kNone: break;
  }
  return "eval";
}

void appendFailure(std::string& out, std::string_view path, std::string_view className, std::string_view text) {
  out += "{\"path\":";
  appendJsonString(out, path, JsonEscapes::kCue);
  out += ",\"class\":\"" + std::string(className) + "\"";
  if (!text.empty()) {
    out += ",\"message\":";
    appendJsonString(out, text, JsonEscapes::kCue);
  }
  out += "}";
}

/// Labels of a protocol path: `a.b`, `l.0`, `#D.x`, `"a-b".c`.
std::vector<std::string> labelsOf(std::string_view path) {
  std::vector<std::string> labels;
  while (!path.empty()) {
    std::string label;
    if (path.front() == '"') {
      std::size_t end = path.find('"', 1);
      label = path.substr(1, end == std::string_view::npos ? end : end - 1);
      path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
      if (!path.empty()) path.remove_prefix(1);
    } else {
      std::size_t end = path.find('.');
      label = path.substr(0, end);
      path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
    }
    labels.push_back(label);
  }
  return labels;
}

void appendOutcome(std::string& out, Evaluator& evaluator, Vertex* root, std::string_view path) {
  std::vector<std::string> labels = labelsOf(path);
  std::vector<std::string_view> views(labels.begin(), labels.end());
  Vertex* value = root;
  for (std::string_view name : views) {
    Vertex* next = evaluator.field(value, name);
    if (next == nullptr) {
      BottomKind kind = evaluator.bottomKind(value);
      return appendFailure(out, path, kind == BottomKind::kNone ? "incomplete" : className(kind), "no such field");
    }
    value = next;
  }
  ExportResult result = evaluator.exportData(value);
  if (!result) return appendFailure(out, path, className(result.reason->kind), evaluator.text(*result.reason));
  out += "{\"path\":";
  appendJsonString(out, path, JsonEscapes::kCue);
  out += ",\"json\":";
  appendJson(out, result.data);
  out += "}";
}

std::string answer(std::string_view line) {
  Arena arena;
  JsonText job = parseJson(line, arena);
  if (!job.value) return "{\"outcomes\":[]}";
  std::map<std::string, std::string> files;
  std::vector<std::string> instance;
  for (const Member& member : job.value->find("files")->members()) {
    files.emplace(member.key, member.value.text());
    bool isRoot = member.key.find('/') == std::string_view::npos && member.key.ends_with(".cue");
    if (isRoot) instance.emplace_back(member.key);
  }
  std::ranges::sort(instance);
  MemoryFileSystem system(std::move(files));
  SourceManager sources;
  DiagnosticSink sink(sources);
  CueLoader loader({sources, system, functionLibrary(), Limits(), sink});
  auto modules = loader.files(instance);
  std::string out = "{\"id\":";
  const Data* id = job.value->find("id");
  appendJsonString(out, id == nullptr ? "" : id->text(), JsonEscapes::kCue);
  out += ",\"outcomes\":[";
  EvaluatorOptions options;
  options.sources = &sources;
  options.functions = functionLibrary();
  options.packages = loader.packages();
  options.compiler = &loader;
  Evaluator evaluator(options);
  Vertex* root = modules ? evaluator.instance(*modules, {}) : nullptr;
  bool isFirst = true;
  for (const Data& path : job.value->find("paths")->items()) {
    if (!std::exchange(isFirst, false)) out += ",";
    if (root != nullptr) {
      appendOutcome(out, evaluator, root, path.text());
      continue;
    }
    std::string_view code = sink.diagnostics()[0].row->code;
    appendFailure(out, path.text(), code.substr(0, 2) == "E1" ? "syntax" : "compile", sink.diagnostics()[0].message);
  }
  return out + "]}";
}

void serve() {
  std::string line;
  while (std::getline(std::cin, line)) std::cout << answer(line) << std::endl;
}

}  // namespace
}  // namespace oamc

int main() {
  std::ios::sync_with_stdio(false);
  oamc::onLargeStack(oamc::serve);
  return 0;
}
