#include "ir/base/diagnostic.h"

#include <algorithm>

namespace oamc {

namespace {

constexpr DiagnosticRow kTable[] = {
#define OAMC_DIAGNOSTIC(letter, number, name, text) diag::name##Row::kRow,
#include "ir/base/diagnostics.def"
#undef OAMC_DIAGNOSTIC
};

std::string fill(std::string_view format, std::span<const std::string_view> arguments) {
  std::string text;
  for (std::string_view argument : arguments) {
    std::size_t hole = format.find("{}");
    text.append(format.substr(0, hole)).append(argument);
    format.remove_prefix(hole + 2);
  }
  return text.append(format);
}

}  // namespace

std::span<const DiagnosticRow> diagnosticTable() { return kTable; }

DiagnosticBuilder& DiagnosticBuilder::label(std::string text) {
  diagnostic_.label = std::move(text);
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::related(SourceSpan span, std::string message) {
  if (span.valid()) diagnostic_.related.push_back({span, std::move(message)});
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::hint(std::string text) {
  diagnostic_.hints.push_back(std::move(text));
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::fix(SourceSpan span, std::string text) {
  diagnostic_.fixes.push_back({span, std::move(text)});
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::file(std::string name) {
  diagnostic_.fileName = std::move(name);
  return *this;
}

Failed DiagnosticBuilder::emit() {
  sink_.add(std::move(diagnostic_));
  return Failed();
}

DiagnosticBuilder DiagnosticSink::start(const DiagnosticRow& row, SourceSpan span, std::span<const std::string_view> arguments) {
  Diagnostic diagnostic;
  diagnostic.row = &row;
  diagnostic.message = fill(row.format, arguments);
  diagnostic.span = span;
  diagnostic.context = context_;
  return {*this, std::move(diagnostic)};
}

void DiagnosticSink::add(Diagnostic diagnostic) {
  diagnostic.span = sources_.userSpan(diagnostic.span);
  for (RelatedPlace& place : diagnostic.related) place.span = sources_.userSpan(place.span);
  for (Fix& fix : diagnostic.fixes) fix.span = sources_.userSpan(fix.span);
  auto same = [&](const Diagnostic& known) {
    return known.row == diagnostic.row && known.span == diagnostic.span &&
           (diagnostic.span.valid() || (known.message == diagnostic.message && known.fileName == diagnostic.fileName));
  };
  if (std::ranges::any_of(diagnostics_, same)) return;
  if (diagnostic.isError()) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
}

void DiagnosticSink::sortByPlace() {
  std::ranges::stable_sort(diagnostics_, {}, [](const Diagnostic& diagnostic) { return std::pair(diagnostic.span.file, diagnostic.span.begin); });
}

void DiagnosticSink::append(const DiagnosticSink& other) {
  for (const Diagnostic& diagnostic : other.diagnostics_) add(diagnostic);
}

}  // namespace oamc
