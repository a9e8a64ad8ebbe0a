#include "passes/patch/notice_report.h"

#include <string>

#include "passes/patch/mark_report.h"

namespace oamc {

namespace {

class NoticeReport {
 public:
  NoticeReport(const Notice& notice, Evaluator& evaluator, DiagnosticSink& sink)
      : notice_(notice), evaluator_(evaluator), sink_(sink), field_(labelText(notice.field.label, evaluator.symbols())) {}

  void emit() {
    switch (notice_.kind) {
      case NoticeKind::kElementDropped: lostElement(diag::PatchElementDropped); break;
      case NoticeKind::kElementReplaced: lostElement(diag::PatchElementReplaced); break;
      case NoticeKind::kBaseElementShifted:
        sink_.report(diag::BaseElementShifted, placeOf(tags().keySpan), field_, notice_.text)
            .related(elementPlace(), "this element lacks `" + std::string(notice_.text) + "`")
            .emit();
        break;
      case NoticeKind::kKeyMissing: keyWithoutEffect("no element of the patch has it"); break;
      case NoticeKind::kKeyUndecidedInPatch: keyWithoutEffect("in an element of the patch it is no concrete value (defaults do not count)"); break;
      case NoticeKind::kKeyUndecidedInBase: keyWithoutEffect("in an element of the patched list it is no concrete value (defaults do not count)"); break;
      case NoticeKind::kRetainWithoutKey:
        strategyWithoutEffect("it is a list without a patch key", "to replace the whole list, write `+patchStrategy=replace`");
        break;
      case NoticeKind::kReplaceWithoutList: strategyWithoutEffect("it is no list", "to replace any other value, write `+patchStrategy=retainKeys`"); break;
      case NoticeKind::kUnknownStrategy: reportUnknownStrategy(notice_.text, placeOf(tags().strategySpan), sink_); break;
      case NoticeKind::kJsonStrategyInside: reportJsonStrategyInside(notice_.text, field_, placeOf(tags().strategySpan), sink_); break;
    }
  }

 private:
  template <typename Row>
  void lostElement(Row row) {
    SourceSpan element = elementPlace();
    sink_.report(row, element.valid() ? element : placeOf(tags().keySpan), field_, notice_.text).related(tags().keySpan, "`patchKey` is declared here").emit();
  }

  void keyWithoutEffect(std::string_view why) {
    bool hasAlternatives = tags().patchKey.find(',') != std::string_view::npos;
    DiagnosticBuilder builder = sink_.report(diag::PatchKeyWithoutEffect, placeOf(tags().keySpan), notice_.text, field_, why);
    builder.related(elementPlace(), "this element");
    builder.hint("the lists are merged element by element, in order");
    if (hasAlternatives) builder.hint("several keys are alternatives: each of them has to occur in the patch");
    builder.emit();
  }

  void strategyWithoutEffect(std::string_view why, std::string_view hint) {
    sink_.report(diag::PatchStrategyWithoutEffect, placeOf(tags().strategySpan), notice_.text, field_, why).hint(std::string(hint)).emit();
  }

  const FieldTags& tags() const { return notice_.field.tags; }
  SourceSpan placeOf(SourceSpan mark) const { return mark.valid() ? mark : notice_.field.labelSpan; }

  /// The opening brace of the element: the smallest text that names it.
  SourceSpan elementPlace() const {
    if (notice_.element == nullptr || notice_.element->vertex == nullptr) return {};
    SourceSpan span = evaluator_.span(notice_.element->vertex);
    if (span.valid() && sink_.sources().text(span).starts_with('{')) span.end = span.begin + 1;
    return span;
  }

  const Notice& notice_;
  Evaluator& evaluator_;
  DiagnosticSink& sink_;
  std::string field_;
};

}  // namespace

void reportNotices(std::span<const Notice> notices, Evaluator& evaluator, DiagnosticSink& sink) {
  for (const Notice& notice : notices) NoticeReport(notice, evaluator, sink).emit();
}

}  // namespace oamc
