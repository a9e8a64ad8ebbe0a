#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

/// Scalars, types, bounds by literals and their combinations mean the same in every environment. What is nested deeper than people write is left to the
/// general way.
bool Engine::isConstant(const Expr& expr, const LoadedModule& module, int depth) {
  constexpr int kDeepest = 8;
  if (depth > kDeepest) return false;
  auto isConstantAt = [&](std::uint32_t index) { return isConstant(module.expr(index & ~kDefaultMark), module, depth + 1); };
  if (expr.op == ExprOp::kAnd || expr.op == ExprOp::kDisjunction) return std::ranges::all_of(module.list(expr.a, expr.b), isConstantAt);
  if (expr.op == ExprOp::kBound) return static_cast<bool>(literalOf(module.expr(expr.a), module));
  return expr.op == ExprOp::kType || expr.op == ExprOp::kTop || literalOf(expr, module);
}

/// The tree of constants that a vertex will be, before anybody has looked at it; null for what is anything else.
const Expr* Engine::constantTree(const Vertex& vertex) {
  if (vertex.status != VertexStatus::kNew || !hasOnlyConjunct(vertex)) return nullptr;
  const Conjunct& conjunct = vertex.conjuncts[0];
  const Expr& expr = *conjunct.expr;
  bool isTree = expr.op == ExprOp::kStruct || expr.op == ExprOp::kList || expr.op == ExprOp::kDisjunction;
  bool isInCycle = conjunct.via != nullptr && (conjunct.via->isInCycle || isCyclic(conjunct, vertex));
  return isTree && !isInCycle && (expr.flags & kConstant) != 0 ? &expr : nullptr;
}

/// The scalar that a literal stands for; none for other expressions.
Atom Engine::literalOf(const Expr& expr, const LoadedModule& module) {
  if (expr.op == ExprOp::kString) return Atom::string(module.text(expr.a));
  if (expr.op == ExprOp::kNumber) return Atom::number(&module.numbers[expr.a]);
  if (expr.op == ExprOp::kTrue || expr.op == ExprOp::kFalse) return Atom::boolean(expr.op == ExprOp::kTrue);
  if (expr.op == ExprOp::kBytes) return Atom::bytes(module.text(expr.a));
  return expr.op == ExprOp::kNull ? Atom::null() : Atom();
}

/// The scalar that a conjunct is, written in a module or in data; none for other conjuncts.
Atom Engine::literalOf(const Conjunct& conjunct) {
  if (conjunct.expr->op == ExprOp::kDataRef) return atomOf(*conjunct.data);
  return isOfModule(conjunct.expr->op) ? literalOf(*conjunct.expr, *conjunct.env->module) : Atom();
}

/// A value that is nothing but a choice among constants, such as `*80 | int`, is computed once for every place that it is written. It is shared when it has a
/// default: values that lack something are each named for themselves.
bool Engine::tryConstant(Vertex& vertex) {
  if (!hasOnlyConjunct(vertex)) return false;
  const Conjunct& conjunct = vertex.conjuncts[0];
  if (conjunct.expr->op != ExprOp::kDisjunction || isCyclic(conjunct, vertex)) return false;
  Vertex* choice = constantChoice(*conjunct.expr, conjunct.env);
  if (choice == nullptr) return false;
  vertex.forward = choice;
  vertex.conjuncts.setInserted(1);
  vertex.hasNonCyclic = true;
  return true;
}

/// The value that all places of a disjunction share; null if each has its own.
Vertex* Engine::constantChoice(const Expr& disjunction, Environment* env) {
  auto [known, isNew] = choices_.try_emplace(&disjunction, nullptr);
  if (!isNew) return known->second;
  if (!isConstant(disjunction, *env->module, 0)) return nullptr;
  Vertex* choice = newVertex(nullptr, Label(), false);
  Conjunct alone;
  alone.expr = &disjunction;
  alone.env = env;
  choice->conjuncts.push(arena_, alone);
  evaluate(*choice);
  const Vertex* value = withDefault(choice);
  bool isShared = choice->bottom == nullptr && value != nullptr && value->atom;
  return isShared ? choices_[&disjunction] = choice : nullptr;
}

/// Whether a constant accepts a scalar as it is; unknown for what is no constant.
Engine::Match Engine::accepts(const Expr& expr, const LoadedModule& module, const Atom& atom) {
  auto fits = [](bool yes) { return yes ? Match::kYes : Match::kNo; };
  if (Atom literal = literalOf(expr, module)) return fits(unifies(atom, literal));
  if (expr.op == ExprOp::kType) return fits(intersects(Kind(expr.a), atom.kind));
  if (expr.op == ExprOp::kBound) {
    Atom operand = literalOf(module.expr(expr.a), module);
    return operand ? meets(atom, {static_cast<Operation>(expr.aux), operand, nullptr, module.module->span(expr)}) : Match::kUnknown;
  }
  if (expr.op != ExprOp::kAnd) return Match::kUnknown;
  Match all = Match::kYes;
  for (std::uint32_t operand : module.list(expr.a, expr.b)) {
    Match one = accepts(module.expr(operand), module, atom);
    if (one == Match::kUnknown) return one;
    if (one == Match::kNo) all = one;
  }
  return all;
}

/// True when the scalar is known and every disjunction has a term that accepts it: all terms that survive are the scalar itself, whatever their marks
/// (spec/cue.md 2.2). Anything else, failures among it, is left to the general way.
bool Engine::isChosenScalar(const Vertex& vertex) {
  const Node& state = *vertex.node;
  if (!vertex.atom || !vertex.arcs.empty() || vertex.hasStruct) return false;
  return std::ranges::all_of(state.disjunctions.span(), [&](const Disjunction& disjunction) {
    bool isAccepted = false;
    for (const Term& term : disjunction.terms) {
      if (!isOfModule(term.conjunct.expr->op)) return false;
      Match match = accepts(*term.conjunct.expr, *term.conjunct.env->module, vertex.atom);
      if (match == Match::kUnknown) return false;
      isAccepted = isAccepted || match == Match::kYes;
    }
    return isAccepted;
  });
}

}  // namespace oamc
