// Structure sharing: vertices that are another vertex instead of a copy of it, and those whose only conjunct gives the value without a queue.
#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

/// Whether a vertex is an instance of files, or reached from one by names alone.
bool hasPath(const Vertex& vertex) {
  const Vertex* top = &vertex;
  while (top->isNamed && top->parent != nullptr) top = top->parent;
  return top->parent == nullptr && !top->isImported && !top->conjuncts.empty() && top->conjuncts[0].group != nullptr && top->conjuncts[0].group->isPackage;
}

/// What a call made for a field alone is found where the field is.
void takePlace(Vertex& made, const Vertex& field) {
  made.parent = field.parent;
  made.label = field.label;
  made.isNamed = field.isNamed;
}

bool isReferenceOp(ExprOp op) {
  return op == ExprOp::kFieldRef || op == ExprOp::kLetRef || op == ExprOp::kClauseRef || op == ExprOp::kSelector || op == ExprOp::kIndex ||
         op == ExprOp::kDynamicRef;
}

/// Whether an expression is a name in scope, or selects in one: following it leaves nothing behind that refers to its environment.
bool isPath(const Expr& expr, const LoadedModule& module) {
  if (expr.op == ExprOp::kSelector) return isPath(module.expr(expr.a), module);
  return expr.op == ExprOp::kFieldRef || expr.op == ExprOp::kClauseRef;
}

}  // namespace

bool Engine::isAncestor(const Vertex* candidate, Vertex& vertex) {
  for (Vertex* ancestor = &vertex; ancestor != nullptr; ancestor = ancestor->parent)
    if (ancestor == candidate || forwarded(ancestor) == candidate) return true;
  return false;
}

/// A value that is nothing but a reference, or references to one target, is the value referred to (structure sharing). Leaves the vertex suspended when the
/// target waits.
bool Engine::tryShare(Vertex& vertex) {
  if (vertex.conjuncts.empty() || vertex.node != nullptr || vertex.bottom != nullptr || !vertex.arcs.empty()) return false;
  std::uint32_t known = vertex.conjuncts.size();
  Vertex* target = nullptr;
  for (std::uint32_t i = 0; i < known; ++i) {
    const Conjunct& conjunct = vertex.conjuncts[i];
    if (isCyclic(conjunct, vertex)) return false;
    if (Vertex* moved = movedVertex(conjunct)) {
      if (target != nullptr && moved != target) return false;
      target = moved;
      continue;
    }
    if (!hasTarget(*conjunct.expr, conjunct.env, target) || vertex.conjuncts.size() != known) return false;
    vertex.sharesDefinition = vertex.sharesDefinition || namesDefinition(*conjunct.expr, *conjunct.env->module);
  }
  return share(vertex, *target);
}

/// Makes a vertex the value of its only target. False when the target is around it or waits.
bool Engine::share(Vertex& vertex, Vertex& target) {
  std::uint32_t known = vertex.conjuncts.size();
  Vertex* shared = forwarded(&target);
  if (isAncestor(&target, vertex) || shared->status == VertexStatus::kRunning) return false;
  bool isFolded = isPlainData(*shared);
  if (!isFolded) {
    evaluate(*shared);
    shared = forwarded(shared);
    isFolded = isPlainData(*shared);
  }
  if (vertex.conjuncts.size() != known || (shared->status != VertexStatus::kDone && !isFolded) || isAncestor(shared, vertex)) return false;
  vertex.forward = shared;
  vertex.isShared = true;
  vertex.conjuncts.setInserted(known);
  return true;
}

/// The vertex that a conjunct made by the evaluator stands for as it is: what a function moved, if messages can name it, and leaves of E-trees that are a scalar by
/// default, which nothing is wrong with. Null for other conjuncts.
Vertex* Engine::movedVertex(const Conjunct& conjunct) {
  if (conjunct.expr->op != ExprOp::kTreeRef) return nullptr;
  if (conjunct.tree->kind == TreeKind::kShared) return conjunct.tree->vertex;
  if (conjunct.tree->kind != TreeKind::kOther) return nullptr;
  Vertex& moved = *conjunct.tree->vertex;
  if (!conjunct.tree->isReified) return hasPath(moved) ? &moved : nullptr;
  const Vertex* chosen = moved.status == VertexStatus::kDone ? withDefault(&moved) : nullptr;
  bool isScalarChoice = chosen != nullptr && chosen->atom && !chosen->hasStruct && chosen->bottom == nullptr && !disjunctsOf(*resolved(&moved)).empty();
  return isScalarChoice ? &moved : nullptr;
}

/// Whether a vertex has one conjunct, which was not looked at, and nothing else yet.
bool Engine::hasOnlyConjunct(const Vertex& vertex) {
  return vertex.conjuncts.size() == 1 && vertex.conjuncts.inserted() == 0 && vertex.node == nullptr && vertex.bottom == nullptr && vertex.arcs.empty();
}

/// An expression that nothing stands beside, and that yields a value or fails, needs no queue. When it waits, the queue is there to try again.
bool Engine::tryExpression(Vertex& vertex) {
  if (!hasOnlyConjunct(vertex)) return false;
  const Conjunct& conjunct = vertex.conjuncts[0];
  ExprOp op = conjunct.expr->op;
  bool isCall = op == ExprOp::kCall && conjunct.env->module->expr(conjunct.expr->a).op != ExprOp::kBuiltin;
  if (!isCall && op != ExprOp::kUnary && op != ExprOp::kBinary && op != ExprOp::kInterpolation && op != ExprOp::kPresence) return false;
  if (conjunct.via != nullptr && (conjunct.via->isInCycle || isCyclic(conjunct, vertex))) return false;
  Value result = isCall ? call(*conjunct.expr, conjunct.env) : value(*conjunct.expr, conjunct.env);
  bool isFolded = isCall && result.isVertex() && isPlainData(*result.vertex);
  if (isCall && result.isVertex() && !isFolded) result = valueOf(result.vertex, spanOf(conjunct));
  if (result.tag == Value::Tag::kFunction) result = notConcrete(spanOf(conjunct));
  if (!hasOnlyConjunct(vertex)) return false;
  if (result.isVertex()) {
    bool isNew = result.vertex->parent == nullptr && !hasPath(*result.vertex);
    if (!share(vertex, *result.vertex)) return false;
    if (isNew) takePlace(*result.vertex, vertex);
    return true;
  }
  if (!result.isAtom() && !result.isBottom()) return false;
  vertex.conjuncts.setInserted(1);
  vertex.hasNonCyclic = true;
  if (result.isAtom()) insertAtom(vertex, result.atom, spanOf(conjunct));
  else fail(vertex, result.reason);
  return true;
}

/// A literal that only embeds a reference to a list or scalar is that value: there is nothing in it that could close.
bool Engine::tryEmbedded(Vertex& vertex) {
  if (!hasOnlyConjunct(vertex)) return false;
  const Conjunct& conjunct = vertex.conjuncts[0];
  if (conjunct.expr->op != ExprOp::kStruct || conjunct.expr->b != 1 || isCyclic(conjunct, vertex)) return false;
  const LoadedModule& module = *conjunct.env->module;
  const Decl& decl = module.module->decls[conjunct.expr->a];
  if (decl.kind != DeclKind::kEmbedding || !isReferenceOp(module.expr(decl.value).op)) return false;
  Environment* env = newEnvironment(conjunct.env, &module, &vertex);
  env->via = conjunct.via;
  Vertex* target = nullptr;
  bool isFound = hasTarget(module.expr(decl.value), env, target);
  if (isPath(module.expr(decl.value), module)) spareEnvironments_.put(env);
  if (!isFound || !hasOnlyConjunct(vertex)) return false;
  evaluate(*target);
  const Vertex* embedded = resolved(target);
  bool isUnclosed = embedded->kind == Kind::kList || (embedded->atom && !embedded->hasStruct);
  return embedded->status == VertexStatus::kDone && isUnclosed && disjunctsOf(*embedded).empty() && share(vertex, *target);
}

/// Whether one of the references that an expression consists of closes.
bool Engine::namesDefinition(const Expr& expr, const LoadedModule& module) {
  if (expr.op != ExprOp::kAnd) return (expr.flags & kDefinitionPath) != 0;
  return std::ranges::any_of(module.list(expr.a, expr.b), [&](std::uint32_t operand) { return namesDefinition(module.expr(operand), module); });
}

/// Whether an expression means `target`, or any vertex while that is null; then it is set.
bool Engine::hasTarget(const Expr& expr, Environment* env, Vertex*& target) {
  if (expr.op == ExprOp::kAnd) {
    const LoadedModule& module = *env->module;
    return std::ranges::all_of(module.list(expr.a, expr.b), [&](std::uint32_t operand) { return hasTarget(module.expr(operand), env, target); });
  }
  if (!isReferenceOp(expr.op)) return false;
  Value found = resolve(expr, env);
  if (!found.isVertex() || (target != nullptr && found.vertex != target)) return false;
  target = found.vertex;
  return true;
}

}  // namespace oamc
