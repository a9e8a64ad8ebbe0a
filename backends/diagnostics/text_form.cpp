#include <algorithm>

#include "backends/diagnostics/diagnostic_printer.h"
#include "backends/diagnostics/forms.h"
#include "backends/diagnostics/screen_text.h"
#include "backends/diagnostics/source_frame.h"

namespace oamc {

namespace {

constexpr std::size_t kNarrowestGutter = 5;

/// The escape sequences of the parts; all empty without colour.
struct Palette {
  std::string_view error, warning, note, frame, bold, reset;

  std::string_view of(Severity severity) const {
    switch (severity) {
      case Severity::kError: return error;
      case Severity::kWarning: return warning;
      case Severity::kNote: return note;
    }
    return error;
  }
};

constexpr Palette kColors{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[34m", "\x1b[1m", "\x1b[0m"};
constexpr Palette kPlain{};

/// Writes one diagnostic; all lines share the width of the gutter.
class TextForm {
 public:
  TextForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources, const Palette& palette)
      : out_(out), diagnostic_(diagnostic), sources_(sources), palette_(palette), gutter_(gutterWidth()) {}

  void append() {
    std::string_view color = palette_.of(diagnostic_.row->severity);
    out_.append(color).append(severityName(diagnostic_.row->severity)).append("[").append(diagnostic_.row->code).append("]").append(palette_.reset);
    out_.append(palette_.bold).append(": ").append(screenText(diagnostic_.message, "\n" + std::string(gutter_ + 3, ' '))).append(palette_.reset).append("\n");
    if (diagnostic_.span.valid()) appendFrame("-->", diagnostic_.span, '^', diagnostic_.label, color);
    else if (!diagnostic_.fileName.empty()) appendHeading("-->", diagnostic_.fileName);
    for (const RelatedPlace& related : diagnostic_.related) appendFrame(":::", related.span, '-', related.message, palette_.frame);
    appendNotes();
    out_ += "\n";
  }

 private:
  std::size_t gutterWidth() const {
    std::uint32_t last = diagnostic_.span.valid() ? sources_.position(diagnostic_.span.file, diagnostic_.span.begin).line : 0;
    for (const RelatedPlace& related : diagnostic_.related) last = std::max(last, sources_.position(related.span.file, related.span.begin).line);
    return std::max(kNarrowestGutter, std::to_string(last).size());
  }

  void appendHeading(std::string_view arrow, std::string_view place) {
    out_.append(gutter_ - 3, ' ').append(palette_.frame).append(arrow).append(palette_.reset).append(" ").append(screenText(place)).append("\n");
  }

  void appendGutter(std::string_view number, std::string_view separator) {
    out_.append(palette_.frame).append(gutter_ - number.size(), ' ').append(number).append(separator).append(palette_.reset);
  }

  void appendFrame(std::string_view arrow, SourceSpan span, char mark, std::string_view label, std::string_view color) {
    LineColumn at = sources_.position(span.file, span.begin);
    appendHeading(arrow, std::string(sources_.name(span.file)) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
    MarkedLine line = markedLine(sources_, span);
    appendGutter(std::to_string(line.number), " |");
    out_.append(line.text.empty() ? "" : " ").append(line.text).append("\n");
    appendGutter("", " |");
    out_.append(line.markBegin + 1, ' ').append(color).append(line.markEnd - line.markBegin, mark);
    if (!label.empty()) out_.append(" ").append(screenText(label));
    out_.append(palette_.reset).append("\n");
  }

  void appendNote(std::string_view name, std::string_view text) {
    appendGutter("", " = ");
    out_.append(name).append(": ").append(screenText(text, "\n" + std::string(gutter_ + 5 + name.size(), ' '))).append("\n");
  }

  void appendNotes() {
    std::string context;
    for (const std::string& part : diagnostic_.context) context.append(context.empty() ? "" : ", ").append(part);
    if (!context.empty()) appendNote("in", context);
    for (const std::string& hint : diagnostic_.hints) appendNote("hint", hint);
    if (diagnostic_.hints.empty())
      for (const Fix& fix : diagnostic_.fixes) appendNote("fix", "write `" + fix.text + "`");
    appendNote("explain", "oamc explain " + std::string(diagnostic_.row->code));
  }

  std::string& out_;
  const Diagnostic& diagnostic_;
  const SourceManager& sources_;
  const Palette& palette_;
  std::size_t gutter_;
};

std::string counted(std::size_t count, std::string_view noun) { return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s"); }

}  // namespace

void appendTextForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources, bool hasColor) {
  TextForm(out, diagnostic, sources, hasColor ? kColors : kPlain).append();
}

void appendCounts(std::string& out, std::span<const Diagnostic> diagnostics, std::size_t leftOut) {
  auto count = [&](Severity severity) {
    return static_cast<std::size_t>(std::ranges::count_if(diagnostics, [&](const Diagnostic& diagnostic) { return diagnostic.row->severity == severity; }));
  };
  std::size_t errors = count(Severity::kError);
  std::size_t warnings = count(Severity::kWarning);
  if (errors + warnings > 1) {
    std::string text = errors == 0 ? "" : counted(errors, "error");
    if (warnings != 0) text.append(text.empty() ? "" : ", ").append(counted(warnings, "warning"));
    out.append(text).append("\n");
  }
  if (leftOut != 0) out.append(counted(leftOut, "diagnostic")).append(" not shown (`--max-errors`)\n");
}

}  // namespace oamc
