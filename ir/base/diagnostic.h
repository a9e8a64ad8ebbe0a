#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ir/base/result.h"
#include "ir/base/source.h"

namespace oamc {

enum class Severity : std::uint8_t { kError, kWarning, kNote };

/// One row of diagnostics.def. `code` is `E`, `W` or `N` with four digits; `{}` in `format` are the arguments, in order.
struct DiagnosticRow {
  std::string_view code;
  Severity severity;
  std::string_view name;
  std::string_view format;
};

namespace diag {

constexpr int countPlaceholders(std::string_view format) {
  int count = 0;
  for (std::size_t at = format.find("{}"); at != std::string_view::npos; at = format.find("{}", at + 2)) ++count;
  return count;
}

constexpr Severity severityOf(char letter) { return letter == 'E' ? Severity::kError : letter == 'W' ? Severity::kWarning : Severity::kNote; }

/// Each row as a type, so that the number of arguments is checked where it is reported.
#define OAMC_DIAGNOSTIC(letter, number, name, text)                                            \
  struct name##Row {                                                                           \
    static constexpr DiagnosticRow kRow{#letter #number, severityOf(#letter[0]), #name, text}; \
    static constexpr int kArguments = countPlaceholders(text);                                 \
  };                                                                                           \
  inline constexpr name##Row name{};
#include "ir/base/diagnostics.def"
#undef OAMC_DIAGNOSTIC

}  // namespace diag

/// Every row, sorted by number, for `list diagnostics`, `explain` and the tests.
std::span<const DiagnosticRow> diagnosticTable();

/// Another place that takes part in a diagnostic, with what it has to do with it.
struct RelatedPlace {
  SourceSpan span;
  std::string message;
};

/// A replacement of source text that would mend the mistake.
struct Fix {
  SourceSpan span;
  std::string text;
};

struct Diagnostic {
  const DiagnosticRow* row = nullptr;
  std::string message;
  SourceSpan span;       ///< where the user can act; invalid when there is no place
  std::string fileName;  ///< names the file when `span` is invalid (a missing file)
  std::string label;     ///< stands under the marked text
  std::vector<RelatedPlace> related;
  std::vector<std::string> context;  ///< what was being worked on, outermost first
  std::vector<std::string> hints;
  std::vector<Fix> fixes;

  bool isError() const { return row->severity == Severity::kError; }
};

class DiagnosticSink;

/// Fills one diagnostic and hands it to its sink. Not emitting is a mistake of ours that the compiler points out.
class [[nodiscard]] DiagnosticBuilder {
 public:
  /// What to write below the marked text of the first place.
  DiagnosticBuilder& label(std::string text);
  /// Spans without a file are left out, so that callers need not ask.
  DiagnosticBuilder& related(SourceSpan span, std::string message);
  DiagnosticBuilder& hint(std::string text);
  DiagnosticBuilder& fix(SourceSpan span, std::string text);
  DiagnosticBuilder& file(std::string name);
  Failed emit();

 private:
  friend class DiagnosticSink;
  DiagnosticBuilder(DiagnosticSink& sink, Diagnostic diagnostic) : sink_(sink), diagnostic_(std::move(diagnostic)) {}

  DiagnosticSink& sink_;
  Diagnostic diagnostic_;
};

/// Collects the diagnostics of one unit of work (an application, a definition) in the order of reporting. Spans are mapped to the file that
/// the user edits. The same code at the same span is kept once.
class DiagnosticSink {
 public:
  explicit DiagnosticSink(const SourceManager& sources) : sources_(sources) {}
  DiagnosticSink(const DiagnosticSink&) = delete;
  DiagnosticSink& operator=(const DiagnosticSink&) = delete;

  /// Starts a diagnostic of `row` at `span`; the arguments fill the `{}` of its text.
  template <typename Row, typename... Texts>
  DiagnosticBuilder report(Row, SourceSpan span, const Texts&... arguments) {
    static_assert(sizeof...(Texts) == Row::kArguments, "the row's text has another number of {}");
    std::array<std::string_view, sizeof...(Texts) + 1> texts{std::string_view(arguments)..., std::string_view()};
    return start(Row::kRow, span, std::span(texts).first(sizeof...(Texts)));
  }

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  bool hasErrors() const { return errors_ != 0; }
  std::size_t errorCount() const { return errors_; }
  const SourceManager& sources() const { return sources_; }
  /// What is being worked on right now (ContextScope); empty outside of all scopes.
  std::string_view subject() const { return context_.empty() ? std::string_view() : std::string_view(context_.back()); }

  /// Orders what was reported by file and offset; what has no place comes first, and equal places keep their order (product.md 7).
  void sortByPlace();

  /// Takes over the diagnostics of another sink of the same sources.
  void append(const DiagnosticSink& other);

 private:
  friend class DiagnosticBuilder;
  friend class ContextScope;
  DiagnosticBuilder start(const DiagnosticRow& row, SourceSpan span, std::span<const std::string_view> arguments);
  void add(Diagnostic diagnostic);

  const SourceManager& sources_;
  std::vector<std::string> context_;
  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
};

/// Names what is being worked on (`component web`, `trait scaler`) in every diagnostic reported while it lives.
class ContextScope {
 public:
  ContextScope(DiagnosticSink& sink, std::string text) : sink_(sink) { sink_.context_.push_back(std::move(text)); }
  ~ContextScope() { sink_.context_.pop_back(); }
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  DiagnosticSink& sink_;
};

}  // namespace oamc
