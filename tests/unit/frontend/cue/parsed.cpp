#include "tests/unit/frontend/cue/parsed.h"

#include "tests/unit/frontend/cue/ast_dump.h"

namespace oamc {

namespace {

std::string describe(const DiagnosticSink& sink) {
  std::string all;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    LineColumn place = sink.sources().position(diagnostic.span.file, diagnostic.span.begin);
    if (!all.empty()) all += "\n";
    all += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + std::string(diagnostic.row->code) + " " +
           std::string(sink.sources().text(diagnostic.span));
  }
  return all;
}

}  // namespace

Parsed::Parsed(std::string text, const Limits& limits) : sink_(sources_) {
  FileId file = sources_.add("a.cue", std::move(text));
  if (Result<const ast::File*> result = parseCue(sources_, file, arena_, limits, sink_)) file_ = *result;
}

std::string Parsed::tree() const { return file_ == nullptr ? errors() : dumpAst(*file_); }

std::string Parsed::errors() const { return describe(sink_); }

std::string parsedExpr(std::string text) {
  SourceManager sources;
  Arena arena;
  DiagnosticSink sink(sources);
  FileId file = sources.add("a.cue", std::move(text));
  Result<const ast::Expr*> result = parseCueExpr(sources, file, arena, Limits{}, sink);
  return result ? dumpAst(**result) : describe(sink);
}

}  // namespace oamc
