#include "frontend/input/check_names.h"

#include <array>
#include <optional>
#include <string>

#include "ir/oam/metadata_names.h"

namespace oamc {

namespace {

/// Names of Services and values of labels have this many characters; every object carries both names as labels (spec/rendering.md 3.5).
constexpr std::size_t kLongestName = 63;

struct Quote {
  std::string_view text;
  std::string_view codePoint;
};
constexpr std::array<Quote, 6> kTypographicQuotes{
    {{"\u201C", "U+201C"}, {"\u201D", "U+201D"}, {"\u201E", "U+201E"}, {"\u2018", "U+2018"}, {"\u2019", "U+2019"}, {"\u201A", "U+201A"}}};

std::string withoutQuotes(std::string_view text) {
  std::string plain(text);
  for (const Quote& quote : kTypographicQuotes)
    for (std::size_t at = plain.find(quote.text); at != std::string::npos; at = plain.find(quote.text)) plain.erase(at, quote.text.size());
  return plain;
}

/// True if the name was reported.
bool reportQuotes(const SpannedText& name, DiagnosticSink& sink) {
  for (const Quote& quote : kTypographicQuotes) {
    if (name.text.find(quote.text) == std::string_view::npos) continue;
    std::string plain = withoutQuotes(name.text);
    sink.report(diag::TypographicQuotes, name.span, name.text, quote.text, quote.codePoint)
        .hint("YAML knows only `\"` and `'` as quotes: write `" + plain + "`")
        .fix(name.span, plain)
        .emit();
    return true;
  }
  return false;
}

bool reportLength(const SpannedText& name, std::string_view what, DiagnosticSink& sink) {
  if (name.text.size() <= kLongestName) return false;
  sink.report(diag::NameTooLong, name.span, what, std::to_string(name.text.size()), std::to_string(kLongestName))
      .hint("it becomes a label and the name of objects such as Services")
      .emit();
  return true;
}

}  // namespace

void checkNames(const Application& application, DiagnosticSink& sink) {
  if (!application.name.empty() && !reportQuotes(application.name, sink) && !reportLength(application.name, "application", sink)) {
    std::string near = nearestName(application.name.text);
    if (auto problem = subdomainProblem(application.name.text)) {
      auto diagnostic = sink.report(diag::InvalidApplicationName, application.name.span, application.name.text, *problem);
      if (!near.empty()) diagnostic.hint("write `" + near + "`").fix(application.name.span, near);
      diagnostic.emit();
    }
  }
  for (const Component& component : application.components) {
    if (component.name.empty() || reportQuotes(component.name, sink) || reportLength(component.name, "component", sink)) continue;
    if (auto problem = labelValueProblem(component.name.text))
      sink.report(diag::InvalidComponentName, component.name.span, component.name.text, *problem)
          .hint("the name becomes the label `app.oam.dev/component`")
          .emit();
  }
}

}  // namespace oamc
