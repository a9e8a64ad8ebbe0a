#include "passes/eval/engine.h"

namespace oamc {

TaskState Engine::runReference(Vertex& vertex, Task& task) {
  const Conjunct& conjunct = task.insertion.conjunct;
  if (conjunct.expr->op == ExprOp::kVertexRef) {
    addReference(vertex, conjunct.vertex, task.insertion, false, {});
    return TaskState::kDone;
  }
  Value target = resolve(*conjunct.expr, conjunct.env);
  if (target.isBlocked()) {
    task.blockedOn = target.blockedOn;
    return TaskState::kBlocked;
  }
  switch (target.tag) {
    case Value::Tag::kVertex: addReference(vertex, target.vertex, task.insertion, (conjunct.expr->flags & kDefinitionPath) != 0, spanOf(conjunct)); break;
    case Value::Tag::kFunction: {
      Value inserted = insertValidator(vertex, task.insertion, target);
      if (inserted.isBottom()) fail(vertex, inserted.reason);
      break;
    }
    case Value::Tag::kAtom: insertAtom(vertex, target.atom, spanOf(conjunct)); break;
    case Value::Tag::kBottom: fail(vertex, target.reason); break;
    case Value::Tag::kPackage:
    case Value::Tag::kBlocked: fail(vertex, reason(BottomKind::kEval, ReasonCode::kNotCallable, spanOf(conjunct))); break;
  }
  return TaskState::kDone;
}

/// Whether one of the references leads to `target`.
static bool cameThrough(const Reference* via, const Vertex& target) {
  for (; via != nullptr; via = via->outer)
    if (via->target == &target) return true;
  return false;
}

/// A reference copies the conjuncts of its target, each in its own environment, so that what refers to a scope means the new instance of it
/// (spec/cue.md 2.8). A target that failed for good is shared as a failure.
void Engine::addReference(Vertex& vertex, Vertex* target, const Insertion& insertion, bool closes, SourceSpan span) {
  for (; target->isShared && !target->conjuncts.hasWaiting(); target = target->forward) closes = closes || target->sharesDefinition;
  Vertex* known = resolved(target);
  if (target == &vertex || known == &vertex) return;
  // A reference that leads back to what this vertex is taking already adds nothing (`x: y, y: x`).
  for (const Reference* outer = insertion.conjunct.via; outer != nullptr && outer->into == &vertex; outer = outer->outer)
    if (outer->target == target) return;
  Group* group = newGroup(insertion.conjunct.group, insertion.embedScope, topmost(insertion.outer));
  group->span = span;
  group->isReference = true;
  if (closes) {
    bool isLoose = insertion.isEmbedded && insertion.embedScope == nullptr;
    group->isClosed = !isLoose;
    group->isRecursive = !isLoose;
    if (insertion.isEmbedded) closeTopmost(group, insertion.outer, true);
  }
  Node& state = node(vertex);
  // What the literal of the struct itself embeds is taken already when the struct also refers to it: that closes nothing.
  bool isDirect = insertion.conjunct.via == nullptr;
  bool isPlain = isDirect && !insertion.isEmbedded;
  bool isRepeated = insertion.conjunct.via != nullptr && insertion.conjunct.via->isRepeated;
  for (const Node::Taken& taken : state.taken) {
    bool isSame = taken.parent == group->parent && taken.isClosed == group->isClosed;
    if (taken.target == target && (isSame || (isPlain && taken.isEmbedded))) return;
    isRepeated = isRepeated || (resolved(taken.target) == known && !cameThrough(insertion.conjunct.via, *taken.target));
  }
  state.taken.push(arena_, {target, group->parent, group->isClosed, isDirect && insertion.isEmbedded && insertion.embedScope == nullptr});
  if (group->isClosed) state.groups.push(arena_, group);
  if (target->status == VertexStatus::kDone && target->bottom != nullptr && isFatal(target->bottom->kind)) return fail(vertex, target->bottom);
  Insertion through = insertion;
  through.conjunct.group = group;
  Reference* made = arena_.create<Reference>();
  made->expr = insertion.conjunct.expr;
  made->module = insertion.conjunct.expr->op == ExprOp::kVertexRef ? nullptr : insertion.conjunct.env->module;
  made->target = target;
  made->into = &vertex;
  made->outer = insertion.conjunct.via;
  made->isRepeated = isRepeated;
  made->isCyclic = followsCycle(vertex, *made);
  made->isInCycle = made->isCyclic || (made->outer != nullptr && made->outer->isInCycle);
  through.conjunct.via = made;
  for (std::uint32_t i = 0; i < target->conjuncts.size(); ++i) insertForwarded(vertex, target->conjuncts[i], through);
  // A field gets conjuncts while the struct around it is put together.
  const Vertex& giver = target->parent != nullptr ? *target->parent : *target;
  if (giver.status != VertexStatus::kDone) node(*target).rare(arena_).subscribers.push(arena_, {&vertex, through});
}

/// Whether two vertices are one value: a candidate of a disjunction stands for its owner.
bool Engine::isSame(const Vertex& a, const Vertex& b) {
  if (&a == &b) return true;
  bool isAtOnePlace = a.parent == b.parent && a.parent != nullptr && a.isNamed == b.isNamed && a.label == b.label;
  return isAtOnePlace && (a.isNamed || (!a.conjuncts.empty() && !b.conjuncts.empty() && a.conjuncts[0].sameAs(b.conjuncts[0])));
}

/// Whether a conjunct came into this vertex through a reference that is cyclic here.
bool Engine::isCyclic(const Conjunct& conjunct, const Vertex& vertex) {
  for (const Reference* via = conjunct.via; via != nullptr && isSame(*via->into, vertex); via = via->outer)
    if (via->isCyclic) return true;
  return false;
}

/// True when following the reference again can never end: its target contains the vertex, or the same reference to the same target lies further out.
bool Engine::followsCycle(const Vertex& vertex, const Reference& reference) const {
  for (const Vertex* ancestor = vertex.parent; ancestor != nullptr; ancestor = ancestor->parent)
    if (ancestor == reference.target || (reference.target->parent != nullptr && isSame(*ancestor, *reference.target))) return true;
  for (const Reference* outer = reference.outer; outer != nullptr; outer = outer->outer)
    if (outer->expr == reference.expr && outer->target == reference.target && reference.expr->op != ExprOp::kVertexRef) return true;
  return false;
}

void Engine::insertForwarded(Vertex& vertex, const Conjunct& conjunct, const Insertion& through) {
  Insertion copied = through;
  copied.conjunct.expr = conjunct.expr;
  copied.conjunct.env = conjunct.env;
  insert(vertex, copied);
  if (vertex.status != VertexStatus::kRunning && vertex.status != VertexStatus::kNew) reopen(vertex);
}

TaskState Engine::runExpression(Vertex& vertex, Task& task) {
  const Conjunct& conjunct = task.insertion.conjunct;
  if (conjunct.expr->op == ExprOp::kBound) return runBound(vertex, task);
  bool isCall = conjunct.expr->op == ExprOp::kCall;
  if (isCall && isMatchCall(*conjunct.expr, *conjunct.env)) return runMatch(vertex, task);
  Value result = isCall ? call(*conjunct.expr, conjunct.env) : value(*conjunct.expr, conjunct.env);
  if (result.tag == Value::Tag::kFunction) result = insertValidator(vertex, task.insertion, result);
  switch (result.tag) {
    case Value::Tag::kBlocked: task.blockedOn = result.blockedOn; return TaskState::kBlocked;
    case Value::Tag::kAtom: insertAtom(vertex, result.atom, spanOf(conjunct)); break;
    case Value::Tag::kVertex:
      if (isPlainData(*result.vertex)) evaluate(*result.vertex);
      addReference(vertex, result.vertex, task.insertion, false, spanOf(conjunct));
      break;
    case Value::Tag::kBottom: fail(vertex, result.reason); break;
    case Value::Tag::kFunction: break;
    case Value::Tag::kPackage: fail(vertex, reason(BottomKind::kEval, ReasonCode::kNotCallable, spanOf(conjunct))); break;
  }
  return TaskState::kDone;
}

TaskState Engine::runBound(Vertex& vertex, Task& task) {
  const Conjunct& conjunct = task.insertion.conjunct;
  Value known = value(conjunct.env->module->expr(conjunct.expr->a), conjunct.env);
  if (known.isBlocked()) {
    task.blockedOn = known.blockedOn;
    return TaskState::kBlocked;
  }
  auto operation = static_cast<Operation>(conjunct.expr->aux);
  if (known.isBottom()) fail(vertex, known.reason);
  else if (known.isAtom()) addBound(vertex, {operation, known.atom, nullptr, spanOf(conjunct)});
  else if (known.isVertex() && (operation == Operation::kNotEqual || operation == Operation::kEqual))
    addBound(vertex, {operation, Atom(), known.vertex, spanOf(conjunct)});
  else fail(vertex, wrongOperand(spanOf(conjunct), known.isVertex() ? known.vertex->kind : Kind::kTop, "a scalar").reason);
  return TaskState::kDone;
}

TaskState Engine::runDynamicField(Vertex& vertex, Task& task) {
  const Decl& decl = *task.decl;
  Environment* env = task.insertion.conjunct.env;
  const Expr& keyExpr = env->module->expr(decl.key);
  Value key = value(keyExpr, env);
  if (key.isBlocked()) {
    task.blockedOn = key.blockedOn;
    return TaskState::kBlocked;
  }
  if (key.isBottom()) {
    fail(vertex, key.reason);
    return TaskState::kDone;
  }
  if (!key.isAtom() || key.atom.kind != Kind::kString) {
    Reason* problem = reason(BottomKind::kEval, ReasonCode::kLabelNotString, spanOf(keyExpr, env));
    problem->kindX = key.isAtom() ? key.atom.kind : key.vertex != nullptr ? key.vertex->kind : Kind::kTop;
    fail(vertex, problem);
    return TaskState::kDone;
  }
  ArcState state = decl.mark == FieldMark::kMember ? ArcState::kMember : decl.mark == FieldMark::kRequired ? ArcState::kRequired : ArcState::kOptional;
  task.made = Label::string(symbols_.intern(key.atom.text()));
  addField(vertex, task.made, state, task.insertion.conjunct);
  return TaskState::kDone;
}

}  // namespace oamc
