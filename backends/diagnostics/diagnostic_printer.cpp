#include "backends/diagnostics/diagnostic_printer.h"

#include "backends/diagnostics/forms.h"

namespace oamc {

namespace {

/// How many diagnostics are printed before the limit on errors stops it.
std::size_t countPrinted(std::span<const Diagnostic> diagnostics, std::size_t maxErrors) {
  if (maxErrors == 0) return diagnostics.size();
  std::size_t errors = 0;
  for (std::size_t index = 0; index < diagnostics.size(); ++index)
    if (diagnostics[index].isError() && ++errors == maxErrors) return index + 1;
  return diagnostics.size();
}

}  // namespace

void printDiagnostics(std::string& out, std::span<const Diagnostic> diagnostics, const SourceManager& sources, const DiagnosticStyle& style) {
  auto printed = diagnostics.first(countPrinted(diagnostics, style.maxErrors));
  for (const Diagnostic& diagnostic : printed) {
    switch (style.format) {
      case DiagnosticFormat::kText: appendTextForm(out, diagnostic, sources, style.hasColor); break;
      case DiagnosticFormat::kShort: appendShortForm(out, diagnostic, sources); break;
      case DiagnosticFormat::kJson: appendJsonForm(out, diagnostic, sources); break;
    }
  }
  if (style.format == DiagnosticFormat::kText) appendCounts(out, diagnostics, diagnostics.size() - printed.size());
}

std::string_view severityName(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kNote: return "note";
  }
  return "error";
}

std::string placeText(const Diagnostic& diagnostic, const SourceManager& sources) {
  if (!diagnostic.span.valid()) return diagnostic.fileName;
  LineColumn at = sources.position(diagnostic.span.file, diagnostic.span.begin);
  return std::string(sources.name(diagnostic.span.file)) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace oamc
