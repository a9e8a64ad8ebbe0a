#include "passes/patch/branch_lint.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ir/cue/field_tags.h"

namespace oamc {

namespace {

struct BranchMark {
  PlacedMark mark;
  bool inBranch;
};

/// The marks of the fields of one struct literal, by field and key.
class StructMarks {
 public:
  StructMarks(const Module& module, DiagnosticSink& sink) : module_(module), sink_(sink) {}

  void gather(const Expr& literal, bool inBranch) {
    for (const Decl& decl : module_.decls.subspan(literal.a, literal.b)) {
      if (decl.kind == DeclKind::kField) gatherField(decl, inBranch);
      if (decl.kind == DeclKind::kComprehension && !inBranch) gather(module_.exprs[module_.exprs[decl.value].c], true);
    }
  }

  void report() {
    for (const auto& [name, marks] : marks_) {
      const PlacedMark& last = marks.back().mark;
      for (const BranchMark& other : marks) {
        if (!other.inBranch || other.mark.value == last.value) continue;
        sink_.report(diag::MarkOverruled, other.mark.span, other.mark.key, other.mark.value, name.first, last.value)
            .related(last.span, "this one counts")
            .emit();
      }
    }
  }

 private:
  void gatherField(const Decl& decl, bool inBranch) {
    if (decl.docs == kNoIndex) return;
    std::string_view field = module_.text(module_.labels[decl.label].text);
    const Docs& docs = module_.docs[decl.docs];
    for (const DocGroup& group : module_.docGroups.subspan(docs.firstGroup, docs.groupCount)) {
      // A group that was seen before is not read again.
      std::string_view text = module_.text(group.text);
      if (!seen_.emplace(field, text).second) continue;
      for (const PlacedMark& mark : marksOf(text, {module_.file, group.begin, group.begin}, &sink_.sources())) {
        if (mark.key == "patchKey" || mark.key == "patchStrategy") marks_[{field, mark.key}].push_back({mark, inBranch});
      }
    }
  }

  using FieldAndText = std::pair<std::string_view, std::string_view>;

  const Module& module_;
  DiagnosticSink& sink_;
  std::map<FieldAndText, std::vector<BranchMark>> marks_;  // by field and key
  std::set<FieldAndText> seen_;
};

}  // namespace

void lintBranches(const Module& module, DiagnosticSink& sink) {
  for (const Expr& expr : module.exprs) {
    if (expr.op != ExprOp::kStruct) continue;
    StructMarks marks(module, sink);
    marks.gather(expr, false);
    marks.report();
  }
}

}  // namespace oamc
