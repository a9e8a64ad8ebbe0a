#include "passes/render/wait_lint.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace oamc {
namespace {

constexpr std::string_view kStatus = ".value.status";

/// One `continue: …`: looks for the first status in it that is read without a test.
class WaitCheck {
 public:
  WaitCheck(const Module& module, const Decl& wait, DiagnosticSink& sink) : module_(module), wait_(module.exprs[wait.value]), sink_(sink) {}

  void run() {
    for (const Expr& expr : module_.exprs) {
      if (expr.op != ExprOp::kSelector || expr.begin < wait_.begin || expr.end > wait_.end) continue;
      std::string_view text = textOf(expr);
      std::size_t at = text.find(kStatus);
      bool isPath = at != std::string_view::npos && (text.size() == at + kStatus.size() || text[at + kStatus.size()] == '.');
      if (!isPath) continue;
      std::string_view status = text.substr(0, at + kStatus.size());
      if (isTested(status, expr)) continue;
      sink_.report(diag::UnguardedWait, module_.span(wait_), status)
          .hint("ask first: `if " + std::string(status) + " != _|_ {…}` around `$params`; `&&` does not protect")
          .emit();
      return;
    }
  }

 private:
  std::string_view textOf(const Expr& expr) const { return sink_.sources().text(module_.span(expr)); }

  /// Some condition around `use` asks whether `status`, or something below it, is there; so does a presence test of which it is a part.
  bool isTested(std::string_view status, const Expr& use) const {
    return std::ranges::any_of(module_.exprs, [&](const Expr& test) {
      if (test.op != ExprOp::kPresence) return false;
      if (test.begin <= use.begin && use.end <= test.end) return true;
      return textOf(module_.exprs[test.a]).starts_with(status) && isConditionOf(test, use);
    });
  }

  bool isConditionOf(const Expr& test, const Expr& use) const {
    return std::ranges::any_of(module_.exprs, [&](const Expr& expr) {
      if (expr.op != ExprOp::kComprehension || use.begin < expr.begin || use.end > expr.end) return false;
      auto clauses = module_.clauses.subspan(expr.a, expr.b);
      return std::ranges::any_of(clauses,
                                 [&](const Clause& clause) { return clause.begin <= test.begin && test.end <= clause.end && clause.end <= use.begin; });
    });
  }

  const Module& module_;
  const Expr& wait_;
  DiagnosticSink& sink_;
};

}  // namespace

void lintWaits(const Module& module, DiagnosticSink& sink) {
  for (const Decl& decl : module.decls) {
    if (decl.kind != DeclKind::kField || decl.value == kNoIndex) continue;
    if (module.text(module.labels[decl.label].text) == "continue") WaitCheck(module, decl, sink).run();
  }
}

}  // namespace oamc
