#include "passes/patch/mark_lint.h"

#include <string>

#include "passes/patch/branch_lint.h"
#include "passes/patch/mark_report.h"
#include "passes/patch/stray_marks.h"
#include "passes/patch/tags.h"

namespace oamc {

namespace {

/// Calls `visit(mark, field, place)` for each mark of the file in source order; `field` is the label of the declaration or empty.
template <typename Visit>
void forEachMark(const Module& module, const SourceManager& sources, Visit visit) {
  for (const Decl& decl : module.decls) {
    if (decl.docs == kNoIndex) continue;
    std::string_view field = decl.kind == DeclKind::kField ? module.text(module.labels[decl.label].text) : std::string_view();
    const Docs& docs = module.docs[decl.docs];
    for (const DocGroup& group : module.docGroups.subspan(docs.firstGroup, docs.groupCount)) {
      SourceSpan firstLine{module.file, group.begin, group.begin};
      for (const PlacedMark& mark : marksOf(module.text(group.text), firstLine, &sources)) visit(mark, field, group.place);
    }
  }
}

std::string spelling(const PlacedMark& mark) { return "+" + std::string(mark.key) + "=" + std::string(mark.value); }

void lintMark(const PlacedMark& mark, std::string_view field, DocGroup::Place place, DiagnosticSink& sink) {
  if (mark.key == "patchStrategy") {
    Strategy strategy = strategyOf(mark.value);
    bool selectsMode = field == "patch" && place != DocGroup::Place::kChain;
    if (strategy == Strategy::kUnknown) reportUnknownStrategy(mark.value, mark.span, sink);
    if (strategy == Strategy::kJson && !selectsMode) reportJsonStrategyInside(mark.value, field, mark.span, sink);
    return;
  }
  std::string_view meant = meantMark(mark.key);
  if (meant.empty()) return;
  std::string right = "+" + std::string(meant) + "=" + std::string(mark.value);
  sink.report(diag::UnknownMark, mark.span, spelling(mark)).hint("did you mean `" + right + "`?").fix(mark.span, right).emit();
}

}  // namespace

void lintMarks(const Module& module, DiagnosticSink& sink) {
  forEachMark(module, sink.sources(), [&](const PlacedMark& mark, std::string_view field, DocGroup::Place place) { lintMark(mark, field, place, sink); });
  lintBranches(module, sink);
  lintStrayMarks(module, sink);
}

std::optional<PlacedMark> misspeltMark(const Module& module, const SourceManager& sources) {
  std::optional<PlacedMark> found;
  forEachMark(module, sources, [&](const PlacedMark& mark, std::string_view, DocGroup::Place) {
    if (!found && !meantMark(mark.key).empty()) found = mark;
  });
  return found;
}

}  // namespace oamc
