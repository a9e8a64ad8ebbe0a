#include "frontend/input/check_condition.h"

#include <algorithm>
#include <array>
#include <string>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

/// What `status.<step>` has (spec/workflow.md 1.6).
constexpr std::array<std::string_view, 14> kStatusFields{"id",
                                                         "name",
                                                         "type",
                                                         "phase",
                                                         "message",
                                                         "reason",
                                                         "firstExecuteTime",
                                                         "lastExecuteTime",
                                                         "failed",
                                                         "succeeded",
                                                         "skipped",
                                                         "timeout",
                                                         "failedAfterRetries",
                                                         "terminate"};

/// `status.x`: the selector and the step's name in it; null for anything else.
const ast::Selector* statusSelector(const ast::Expr& expr) {
  if (expr.kind != ast::ExprKind::kSelector) return nullptr;
  const auto& selector = static_cast<const ast::Selector&>(expr);
  bool isStatus = selector.operand->kind == ast::ExprKind::kIdentifier && static_cast<const ast::Identifier&>(*selector.operand).name == "status";
  return isStatus ? &selector : nullptr;
}

/// Depth is bounded by the parser's nesting limit.
class ConditionCheck {
 public:
  ConditionCheck(const SpannedText& condition, std::span<const std::string_view> stepNames, DiagnosticSink& sink)
      : condition_(condition), stepNames_(stepNames), sink_(sink) {}

  void visit(const ast::Expr& expr) {
    switch (expr.kind) {
      case ast::ExprKind::kSelector: return visitSelector(static_cast<const ast::Selector&>(expr));
      case ast::ExprKind::kBinary: return visitBinary(static_cast<const ast::Binary&>(expr));
      case ast::ExprKind::kUnary: return visit(*static_cast<const ast::Unary&>(expr).operand);
      case ast::ExprKind::kParen: return visit(*static_cast<const ast::Paren&>(expr).inner);
      case ast::ExprKind::kIndex: return visit(*static_cast<const ast::Index&>(expr).operand);
      case ast::ExprKind::kCall:
        for (const ast::Expr* argument : static_cast<const ast::Call&>(expr).arguments) visit(*argument);
        return;
      case ast::ExprKind::kIdentifier:
      case ast::ExprKind::kNull:
      case ast::ExprKind::kTrue:
      case ast::ExprKind::kFalse:
      case ast::ExprKind::kBottom:
      case ast::ExprKind::kNumber:
      case ast::ExprKind::kString:
      case ast::ExprKind::kInterpolation:
      case ast::ExprKind::kStruct:
      case ast::ExprKind::kList:
      case ast::ExprKind::kSlice:
      case ast::ExprKind::kComprehension:
      case ast::ExprKind::kEllipsis:
      case ast::ExprKind::kBad: return;
    }
  }

 private:
  void visitSelector(const ast::Selector& selector) {
    if (statusSelector(selector) != nullptr) return checkStep(selector.name, selector.nameSpan);
    bool isField = statusSelector(*selector.operand) != nullptr || isIndexedStatus(*selector.operand);
    if (isField && std::ranges::find(kStatusFields, selector.name) == kStatusFields.end()) {
      auto diagnostic = sink_.report(diag::UnknownStatusField, selector.nameSpan, selector.name);
      if (auto near = suggest(selector.name, kStatusFields))
        diagnostic.hint("did you mean `" + std::string(*near) + "`?").fix(selector.nameSpan, std::string(*near));
      diagnostic.emit();
      return;
    }
    visit(*selector.operand);
  }

  /// `status.smoke-test.failed` subtracts `test.failed` from `status.smoke`.
  void visitBinary(const ast::Binary& binary) {
    const ast::Selector* left = binary.op == ast::Operator::kSubtract ? statusSelector(leftmost(*binary.left)) : nullptr;
    if (left != nullptr && reportHyphen(left->nameSpan.begin)) return;
    visit(*binary.left);
    visit(*binary.right);
  }

  /// True if the name of a step with a hyphen stands at `begin` of the condition's text.
  bool reportHyphen(std::uint32_t begin) {
    std::string_view rest = condition_.text.substr(begin);
    for (std::string_view name : stepNames_) {
      if (name.find('-') == std::string_view::npos || !rest.starts_with(name)) continue;
      std::string mended(condition_.text);
      mended.replace(begin - 1, name.size() + 1, "[\"" + std::string(name) + "\"]");
      sink_.report(diag::HyphenInCondition, condition_.span, name).hint("write `" + mended + "`").emit();
      return true;
    }
    return false;
  }

  static const ast::Expr& leftmost(const ast::Expr& expr) {
    const ast::Expr* at = &expr;
    while (at->kind == ast::ExprKind::kBinary) at = static_cast<const ast::Binary*>(at)->left;
    return *at;
  }

  static bool isIndexedStatus(const ast::Expr& expr) {
    if (expr.kind != ast::ExprKind::kIndex) return false;
    const auto& operand = *static_cast<const ast::Index&>(expr).operand;
    return operand.kind == ast::ExprKind::kIdentifier && static_cast<const ast::Identifier&>(operand).name == "status";
  }

  void checkStep(std::string_view name, SourceSpan span) {
    if (std::ranges::find(stepNames_, name) != stepNames_.end()) return;
    auto diagnostic = sink_.report(diag::UnknownStepInCondition, span, name);
    if (auto near = suggest(name, stepNames_)) diagnostic.hint("did you mean `" + std::string(*near) + "`?");
    diagnostic.emit();
  }

  const SpannedText& condition_;
  std::span<const std::string_view> stepNames_;
  DiagnosticSink& sink_;
};

}  // namespace

bool checkCondition(const SpannedText& condition, std::span<const std::string_view> stepNames, const CueConditions& conditions, DiagnosticSink& sink) {
  Arena arena;
  std::size_t errors = sink.errorCount();
  Result<const ast::Expr*> expr = conditions.parse(condition, arena, sink);
  if (expr) ConditionCheck(condition, stepNames, sink).visit(**expr);
  return sink.errorCount() == errors;
}

}  // namespace oamc
