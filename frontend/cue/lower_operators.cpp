#include "frontend/cue/lower_file.h"

#include <algorithm>

#include "ir/base/check.h"

namespace oamc {

namespace {

Operation operationOf(ast::Operator op) {
  switch (op) {
    case ast::Operator::kLogicalOr: return Operation::kLogicalOr;
    case ast::Operator::kLogicalAnd: return Operation::kLogicalAnd;
    case ast::Operator::kEqual: return Operation::kEqual;
    case ast::Operator::kNotEqual: return Operation::kNotEqual;
    case ast::Operator::kLess: return Operation::kLess;
    case ast::Operator::kLessEqual: return Operation::kLessEqual;
    case ast::Operator::kGreater: return Operation::kGreater;
    case ast::Operator::kGreaterEqual: return Operation::kGreaterEqual;
    case ast::Operator::kMatch: return Operation::kMatch;
    case ast::Operator::kNotMatch: return Operation::kNotMatch;
    case ast::Operator::kAdd: return Operation::kAdd;
    case ast::Operator::kSubtract: return Operation::kSubtract;
    case ast::Operator::kMultiply: return Operation::kMultiply;
    case ast::Operator::kDivide: return Operation::kDivide;
    case ast::Operator::kNot: return Operation::kNot;
    case ast::Operator::kOr:
    case ast::Operator::kAnd: break;
  }
  OAMC_CHECK(false, "disjunctions and conjunctions are lowered as lists");
}

bool isComparison(Operation operation) { return operation >= Operation::kEqual && operation <= Operation::kNotMatch; }

bool isArithmeticPrefix(ast::Operator op) { return op == ast::Operator::kAdd || op == ast::Operator::kSubtract || op == ast::Operator::kNot; }

bool isBinary(const ast::Expr& expr, ast::Operator op) { return expr.kind == ast::ExprKind::kBinary && static_cast<const ast::Binary&>(expr).op == op; }

bool isMark(const ast::Expr& expr) { return expr.kind == ast::ExprKind::kUnary && static_cast<const ast::Unary&>(expr).op == ast::Operator::kMultiply; }

/// The nodes of a chain of operators that nests to the left, outermost first. The leftmost operand is the `left` of the last one.
template <typename Belongs>
std::vector<const ast::Binary*> leftSpine(const ast::Binary& node, Belongs belongs) {
  std::vector<const ast::Binary*> spine = {&node};
  while (spine.back()->left->kind == ast::ExprKind::kBinary) {
    const auto* left = static_cast<const ast::Binary*>(spine.back()->left);
    if (!belongs(left->op)) break;
    spine.push_back(left);
  }
  return spine;
}

}  // namespace

std::uint32_t FileLowering::unary(const ast::Unary& node) {
  std::vector<const ast::Unary*> prefixes = {&node};
  while (prefixes.back()->operand->kind == ast::ExprKind::kUnary) {
    prefixes.push_back(static_cast<const ast::Unary*>(prefixes.back()->operand));
  }
  std::uint32_t operand = expr(*prefixes.back()->operand);
  for (; !prefixes.empty(); prefixes.pop_back()) {
    const ast::Unary& prefix = *prefixes.back();
    if (prefix.op == ast::Operator::kMultiply) {
      failed_ = sink_.report(diag::MisplacedDefault, prefix.opSpan).hint("write `*` directly before a whole term of a disjunction, as in `*1 | int`").emit();
      continue;
    }
    ExprOp op = isArithmeticPrefix(prefix.op) ? ExprOp::kUnary : ExprOp::kBound;
    operand = emit(op, prefix.span, operand, 0, 0, static_cast<std::uint8_t>(operationOf(prefix.op)));
  }
  return operand;
}

std::uint32_t FileLowering::binary(const ast::Binary& node) {
  if (node.op == ast::Operator::kOr) return disjunction(node);
  if (node.op == ast::Operator::kAnd) return conjunction(node);
  auto isOperation = [](ast::Operator op) { return op != ast::Operator::kOr && op != ast::Operator::kAnd; };
  std::vector<const ast::Binary*> spine = leftSpine(node, isOperation);
  std::ranges::reverse(spine);
  if (knownLists_) return listArithmetic(spine);
  std::uint32_t result = expr(*spine.front()->left);
  for (const ast::Binary* step : spine) result = operation(*step, result, expr(*step->right));
  return result;
}

std::uint32_t FileLowering::operation(const ast::Binary& node, std::uint32_t left, std::uint32_t right) {
  checkOperand(node, *node.left, left);
  checkOperand(node, *node.right, right);
  bool isEquality = node.op == ast::Operator::kEqual || node.op == ast::Operator::kNotEqual;
  std::uint8_t isNot = node.op == ast::Operator::kNotEqual ? 1 : 0;
  if (isEquality && ast::withoutParens(*node.right).kind == ast::ExprKind::kBottom) return emit(ExprOp::kPresence, node.span, left, 0, 0, isNot);
  if (isEquality && ast::withoutParens(*node.left).kind == ast::ExprKind::kBottom) return emit(ExprOp::kPresence, node.span, right, 0, 0, isNot);
  std::uint8_t flags = isEquality && file_ != nullptr && file_->hasStructComparison ? kStructComparison : std::uint8_t{0};
  return emit(ExprOp::kBinary, node.span, left, right, 0, static_cast<std::uint8_t>(operationOf(node.op)), flags);
}

/// Types and bounds never become concrete where they are written, so that an operator finds no value there (spec/cue.md 1.2).
void FileLowering::checkOperand(const ast::Binary& operation, const ast::Expr& operand, std::uint32_t lowered) {
  ExprOp op = writer_.at(lowered).op;
  bool isRange = op == ExprOp::kAnd && ast::withoutParens(operand).kind == ast::ExprKind::kIdentifier;
  if (op != ExprOp::kType && op != ExprOp::kTop && op != ExprOp::kBound && !isRange) return;
  std::string_view sign = sink_.sources().text(operation.opSpan);
  DiagnosticBuilder report = sink_.report(diag::OperandNeverConcrete, operand.span, sink_.sources().text(operand.span), sign);
  if (isComparison(operationOf(operation.op)) && &operand == operation.left) {
    std::string bound = std::string(sign) + std::string(sink_.sources().text(operation.right->span));
    report.hint("to restrict a value, write `" + std::string(sink_.sources().text(operand.span)) + " & " + bound + "`");
  } else {
    report.hint("refer to a field instead: types and bounds only restrict values");
  }
  failed_ = report.emit();
}

std::uint32_t FileLowering::disjunction(const ast::Binary& node) {
  std::vector<const ast::Binary*> spine = leftSpine(node, [](ast::Operator op) { return op == ast::Operator::kOr; });
  std::vector<std::uint32_t> terms;
  auto addTerm = [&](const ast::Expr& term) {
    const ast::Expr* value = &term;
    while (isMark(*value)) value = static_cast<const ast::Unary*>(value)->operand;
    std::uint32_t mark = value == &term ? 0 : kDefaultMark;
    terms.push_back(expr(*value) | mark);
  };
  addTerm(*spine.back()->left);
  for (; !spine.empty(); spine.pop_back()) addTerm(*spine.back()->right);
  return emitRun(ExprOp::kDisjunction, node.span, terms);
}

std::uint32_t FileLowering::conjunction(const ast::Binary& node) {
  std::vector<std::uint32_t> operands;
  conjuncts(node, operands);
  return emitRun(ExprOp::kAnd, node.span, operands);
}

/// Adds the operands of a conjunction in the order of the text; parentheses around a part of it mean nothing.
void FileLowering::conjuncts(const ast::Expr& node, std::vector<std::uint32_t>& operands) {
  const ast::Expr& inner = ast::withoutParens(node);
  if (!isBinary(inner, ast::Operator::kAnd)) {
    operands.push_back(expr(node));
    return;
  }
  std::vector<const ast::Binary*> spine = leftSpine(static_cast<const ast::Binary&>(inner), [](ast::Operator op) { return op == ast::Operator::kAnd; });
  conjuncts(*spine.back()->left, operands);
  for (; !spine.empty(); spine.pop_back()) conjuncts(*spine.back()->right, operands);
}

}  // namespace oamc
