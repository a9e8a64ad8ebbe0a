#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

constexpr Expr kItemExpr{.op = ExprOp::kDataRef};
constexpr Expr kMemberExpr{.op = ExprOp::kDataRef, .flags = kDataMember};
constexpr Expr kOpenItemExpr{.op = ExprOp::kDataRef, .flags = kOpenList};
constexpr Expr kOpenMemberExpr{.op = ExprOp::kDataRef, .flags = kOpenList | kDataMember};

/// True for conjuncts that say something themselves; the others only lead to conjuncts. A literal that only embeds others says nothing.
bool isContent(const Conjunct& conjunct) {
  ExprOp op = conjunct.expr->op;
  if (op == ExprOp::kStruct) {
    std::span<const Decl> decls = conjunct.env->module->module->decls.subspan(conjunct.expr->a, conjunct.expr->b);
    return decls.empty() || std::ranges::any_of(decls, [](const Decl& decl) { return decl.kind != DeclKind::kEmbedding; });
  }
  return op != ExprOp::kAnd && op != ExprOp::kDisjunction && op != ExprOp::kChoice && op != ExprOp::kAlias && op != ExprOp::kFieldRef &&
         op != ExprOp::kLetRef && op != ExprOp::kClauseRef && op != ExprOp::kNodeRef && op != ExprOp::kDynamicRef && op != ExprOp::kSelector &&
         op != ExprOp::kIndex && op != ExprOp::kVertexRef;
}

}  // namespace

/// The scalar that data is; none for lists and objects.
Atom Engine::atomOf(const Data& data) {
  switch (data.kind()) {
    case DataKind::kNull: return Atom::null();
    case DataKind::kBool: return Atom::boolean(data.boolean());
    case DataKind::kNumber: return Atom::number(&data.number());
    case DataKind::kString: return Atom::string(data.text());
    case DataKind::kBytes: return Atom::bytes(data.text());
    case DataKind::kList:
    case DataKind::kObject: break;
  }
  return {};
}

/// Takes one conjunct into the vertex: what is known at once is recorded, the rest is queued (spec/cue.md 2.15 a, 4.3).
void Engine::insert(Vertex& vertex, const Insertion& insertion) {
  if (!charge(vertex)) return;
  const Conjunct& conjunct = insertion.conjunct;
  const Expr& expr = *conjunct.expr;
  if (isContent(conjunct)) {
    if (isCyclic(conjunct, vertex)) vertex.hasCyclic = true;
    if (conjunct.via == nullptr || !conjunct.via->isInCycle) vertex.hasNonCyclic = true;
  }
  switch (expr.op) {
    case ExprOp::kFieldRef:
    case ExprOp::kLetRef:
    case ExprOp::kClauseRef:
    case ExprOp::kNodeRef:
    case ExprOp::kDynamicRef:
    case ExprOp::kImportRef:
    case ExprOp::kBuiltin:
    case ExprOp::kSelector:
    case ExprOp::kIndex:
    case ExprOp::kVertexRef: return queue(vertex, TaskKind::kReference, insertion);
    case ExprOp::kAnd: return insertAnd(vertex, insertion);
    case ExprOp::kAlias: return insertAlias(vertex, insertion);
    case ExprOp::kNull: return insertAtom(vertex, Atom::null(), spanOf(conjunct));
    case ExprOp::kTrue: return insertAtom(vertex, Atom::boolean(true), spanOf(conjunct));
    case ExprOp::kFalse: return insertAtom(vertex, Atom::boolean(false), spanOf(conjunct));
    case ExprOp::kNumber: return insertAtom(vertex, Atom::number(&conjunct.env->module->numbers[expr.a]), spanOf(conjunct));
    case ExprOp::kString: return insertAtom(vertex, Atom::string(conjunct.env->module->text(expr.a)), spanOf(conjunct));
    case ExprOp::kBytes: return insertAtom(vertex, Atom::bytes(conjunct.env->module->text(expr.a)), spanOf(conjunct));
    case ExprOp::kBottom: return fail(vertex, reason(BottomKind::kUser, ReasonCode::kUserBottom, spanOf(conjunct)));
    case ExprOp::kTop:
      if (insertion.isEmbedded) node(vertex).embedsTop = true;
      return;
    case ExprOp::kType: return restrictKind(vertex, Kind(expr.a), spanOf(conjunct));
    case ExprOp::kBound: return insertBound(vertex, insertion);
    case ExprOp::kStruct: return insertStruct(vertex, insertion);
    case ExprOp::kList: return insertList(vertex, insertion);
    case ExprOp::kCall: return insertCall(vertex, insertion);
    case ExprOp::kDisjunction: {
      const LoadedModule& module = *conjunct.env->module;
      std::span<Term> terms = arena_.createArray<Term>(expr.b);
      for (std::uint32_t i = 0; i < expr.b; ++i) {
        std::uint32_t entry = module.list(expr.a, expr.b)[i];
        terms[i].conjunct = conjunct;
        terms[i].conjunct.expr = &module.expr(entry & ~kDefaultMark);
        terms[i].isMarked = (entry & kDefaultMark) != 0;
      }
      return insertDisjunction(vertex, insertion, terms);
    }
    case ExprOp::kChoice: {
      static constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};
      std::span<Term> terms = arena_.createArray<Term>(conjunct.tree->elements.size());
      for (std::uint32_t i = 0; i < terms.size(); ++i) {
        terms[i].conjunct = conjunct;
        terms[i].conjunct.expr = &kVertexExpr;
        terms[i].conjunct.vertex = conjunct.tree->elements[i]->vertex;
      }
      return insertDisjunction(vertex, insertion, terms);
    }
    case ExprOp::kDataRef: return insertData(vertex, insertion);
    case ExprOp::kTreeRef: return insertTree(vertex, insertion);
    case ExprOp::kLabelRef:
    case ExprOp::kSlice:
    case ExprOp::kUnary:
    case ExprOp::kBinary:
    case ExprOp::kPresence:
    case ExprOp::kInterpolation: return queue(vertex, TaskKind::kExpression, insertion);
    case ExprOp::kComprehension: return queue(vertex, TaskKind::kComprehension, insertion);
  }
}

/// The value that an alias names is the vertex that the conjunct lands in.
void Engine::insertAlias(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  Insertion inner = insertion;
  inner.conjunct.env = newEnvironment(conjunct.env, conjunct.env->module, &vertex);
  inner.conjunct.expr = &conjunct.env->module->expr(conjunct.expr->a);
  insert(vertex, inner);
}

void Engine::queue(Vertex& vertex, TaskKind kind, const Insertion& insertion, const Decl* decl) {
  Task task;
  task.kind = kind;
  task.insertion = insertion;
  task.decl = decl;
  Node& state = node(vertex);
  spareTasks_.lend(state.tasks);
  state.tasks.push(arena_, task);
}

void Engine::restrictKind(Vertex& vertex, Kind kind, SourceSpan span) {
  Kind left = vertex.kind & kind;
  if (left == Kind::kBottom && vertex.kind != Kind::kBottom) {
    Reason* conflict = reason(BottomKind::kEval, ReasonCode::kConflictingKinds, span);
    conflict->kindX = kind;
    conflict->kindY = vertex.kind;
    conflict->y = vertex.atom;
    conflict->spanY = vertex.valueSpan;
    fail(vertex, conflict);
  }
  if (!vertex.atom && (left != vertex.kind || !vertex.valueSpan.valid())) vertex.valueSpan = span;
  vertex.kind = left;
}

void Engine::insertAtom(Vertex& vertex, Atom atom, SourceSpan span) {
  if (vertex.atom) {
    if (unifies(vertex.atom, atom)) return;
    Reason* conflict = reason(BottomKind::kEval, ReasonCode::kConflictingValues, span);
    conflict->x = atom;
    conflict->y = vertex.atom;
    conflict->spanY = vertex.valueSpan;
    fail(vertex, conflict);
    vertex.kind = Kind::kBottom;
    return;
  }
  if (!intersects(vertex.kind, atom.kind)) {
    if (vertex.kind == Kind::kBottom) return;
    Reason* conflict = reason(BottomKind::kEval, ReasonCode::kConflictingKinds, span);
    conflict->x = atom;
    conflict->kindX = atom.kind;
    conflict->kindY = vertex.kind;
    conflict->spanY = vertex.valueSpan;
    fail(vertex, conflict);
    vertex.kind = Kind::kBottom;
    return;
  }
  vertex.atom = atom;
  vertex.kind = atom.kind;
  vertex.valueSpan = span;
}

void Engine::insertAnd(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  Insertion part = insertion;
  if (insertion.isEmbedded && insertion.embedScope == nullptr) {
    part.embedScope = newGroup(conjunct.group, nullptr, nullptr);
    part.conjunct.group = part.embedScope;
  }
  part.isOperand = true;
  const LoadedModule& module = *conjunct.env->module;
  for (std::uint32_t index : module.list(conjunct.expr->a, conjunct.expr->b)) {
    part.conjunct.expr = &module.expr(index);
    insert(vertex, part);
  }
}

/// `close(e)` constrains like `e` and closes one level; `error(e)` and everything else is computed.
void Engine::insertCall(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  const LoadedModule& module = *conjunct.env->module;
  const Expr& function = module.expr(conjunct.expr->a);
  bool isClose = function.op == ExprOp::kBuiltin && module.text(function.a) == "close" && conjunct.expr->c == 1;
  if (!isClose) return queue(vertex, TaskKind::kExpression, insertion);
  Insertion inner = insertion;
  Group* group = newGroup(conjunct.group, insertion.embedScope, topmost(insertion.outer));
  group->span = spanOf(conjunct);
  group->isClosed = !insertion.isEmbedded || insertion.embedScope != nullptr;
  if (insertion.isEmbedded) closeTopmost(group, insertion.outer, false);
  if (group->isClosed) node(vertex).groups.push(arena_, group);
  restrictKind(vertex, Kind::kStruct, group->span);
  inner.conjunct.group = group;
  inner.conjunct.expr = &module.expr(module.list(conjunct.expr->b, 1)[0]);
  insert(vertex, inner);
}

void Engine::insertDisjunction(Vertex& vertex, const Insertion& insertion, std::span<const Term> terms) {
  Node& state = node(vertex);
  Disjunction disjunction;
  disjunction.insertion = insertion;
  disjunction.terms = terms;
  disjunction.hasMarks = false;
  disjunction.occurrence = 0;
  for (const Term& term : terms) disjunction.hasMarks = disjunction.hasMarks || term.isMarked;
  for (Disjunction& known : state.disjunctions) {
    if (known.insertion.conjunct.expr != insertion.conjunct.expr) continue;
    // The same disjunction in the same environment counts once (spec/cue.md 2.2); it is cyclic only if it always is.
    if (known.insertion.conjunct.env == insertion.conjunct.env) {
      bool isNewInCycle = insertion.conjunct.via != nullptr && insertion.conjunct.via->isInCycle;
      bool isKnownInCycle = known.insertion.conjunct.via != nullptr && known.insertion.conjunct.via->isInCycle;
      if (isKnownInCycle && !isNewInCycle) known.insertion.conjunct.via = insertion.conjunct.via;
      return;
    }
    ++disjunction.occurrence;
  }
  state.disjunctions.push(arena_, disjunction);
  state.disjunctionsDone = false;
}

void Engine::insertBound(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  const Expr& operandExpr = conjunct.env->module->expr(conjunct.expr->a);
  bool isLiteral = operandExpr.op == ExprOp::kNumber || operandExpr.op == ExprOp::kString || operandExpr.op == ExprOp::kBytes ||
                   operandExpr.op == ExprOp::kNull || operandExpr.op == ExprOp::kTrue || operandExpr.op == ExprOp::kFalse;
  if (!isLiteral) return queue(vertex, TaskKind::kExpression, insertion);
  Value known = value(operandExpr, conjunct.env);
  addBound(vertex, {static_cast<Operation>(conjunct.expr->aux), known.atom, nullptr, spanOf(conjunct)});
}

/// Data is taken one level at a time: what lies below becomes conjuncts of arcs, looked at when somebody asks.
void Engine::insertData(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  const Data& data = *conjunct.data;
  if (Atom atom = atomOf(data)) return insertAtom(vertex, atom, data.span());
  bool isOpen = (conjunct.expr->flags & kOpenList) != 0;
  Conjunct child = conjunct;
  child.decl = nullptr;
  restrictKind(vertex, kindOfData(data), data.span());
  if (data.isObject()) {
    vertex.hasStruct = true;
    node(vertex).hasLiteral = true;
    node(vertex).structs.push(arena_, conjunct.group);
    node(vertex).isStructByForm = true;
    node(vertex).literals.push(arena_, Literal(data));
    child.expr = isOpen ? &kOpenMemberExpr : &kMemberExpr;
    for (const Member& member : data.members()) {
      child.data = &member.value;
      addField(vertex, Label::string(symbols_.intern(member.key)), ArcState::kMember, child);
    }
    return;
  }
  std::uint32_t count = 0;
  child.expr = isOpen ? &kOpenItemExpr : &kItemExpr;
  for (const Data& item : data.items()) {
    child.data = &item;
    addConjunct(*arc(vertex, Label::index(count++), ArcState::kMember), child);
  }
  setListLength(vertex, count, isOpen && (conjunct.expr->flags & kDataMember) != 0, data.span());
}

void Engine::insertTree(Vertex& vertex, const Insertion& insertion) {
  static constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};
  const Tree& tree = *insertion.conjunct.tree;
  Conjunct child = insertion.conjunct;
  child.decl = nullptr;
  auto standFor = [&](Tree& below) {  // a scalar is data, which nobody looks at before somebody asks
    bool isLiteral = below.kind == TreeKind::kLiteral;
    child.expr = isLiteral ? &kItemExpr : insertion.conjunct.expr;
    if (isLiteral) child.data = &below.literal;
    else child.tree = &below;
  };
  switch (tree.kind) {
    case TreeKind::kLiteral: return insertAtom(vertex, atomOf(tree.literal), tree.literal.span());
    case TreeKind::kStruct: {
      restrictKind(vertex, Kind::kStruct, {});
      vertex.hasStruct = true;
      node(vertex).hasLiteral = true;
      node(vertex).structs.push(arena_, insertion.conjunct.group);
      node(vertex).isStructByForm = true;
      for (const TreeField& field : tree.fields) {
        standFor(*field.value);
        ArcState state = field.mark == FieldMark::kMember ? ArcState::kMember : field.mark == FieldMark::kRequired ? ArcState::kRequired : ArcState::kOptional;
        addField(vertex, field.label, state, child);
      }
      return;
    }
    case TreeKind::kList: {
      restrictKind(vertex, Kind::kList, {});
      std::uint32_t count = 0;
      for (Tree* element : tree.elements) {
        standFor(*element);
        addConjunct(*arc(vertex, Label::index(count++), ArcState::kMember), child);
      }
      setListLength(vertex, count, tree.isOpen, {});
      if (tree.hasElementType) {
        standFor(*tree.elementType);
        node(vertex).list(arena_).tails.push(arena_, {count, child});
        applyTails(vertex);
      }
      return;
    }
    case TreeKind::kShared:
    case TreeKind::kOther: {
      if (tree.isReified && isWaitingExpression(*tree.vertex)) return insertRebound(vertex, *tree.vertex, insertion);
      Insertion reference = insertion;
      reference.conjunct.expr = &kVertexExpr;
      reference.conjunct.vertex = tree.vertex;
      return queue(vertex, TaskKind::kReference, reference);
    }
  }
}

/// True for an expression that lacks something: it may find it in the tree that it becomes part of.
bool Engine::isWaitingExpression(Vertex& value) {
  evaluate(value);
  const Vertex* known = resolved(&value);
  return disjunctsOf(*known).empty() && known->bottom != nullptr && !isFatal(known->bottom->kind);
}

/// Takes over the conjuncts of a leaf of an E-tree so that its references to fields of the tree mean those of the new tree (spec/rendering.md 4.4).
void Engine::insertRebound(Vertex& vertex, Vertex& leaf, const Insertion& insertion) {
  for (std::uint32_t i = 0; i < leaf.conjuncts.size(); ++i) {
    const Conjunct& conjunct = leaf.conjuncts[i];
    Insertion part = insertion;
    part.conjunct.expr = conjunct.expr;
    part.conjunct.env = isOfModule(conjunct.expr->op) ? rebound(conjunct.env, leaf, vertex) : conjunct.env;
    insert(vertex, part);
  }
}

/// The environment with every scope that belongs to an ancestor of `leaf` replaced by the ancestor of `vertex` at the same height.
Environment* Engine::rebound(Environment* env, const Vertex& leaf, Vertex& vertex) {
  if (env == nullptr) return nullptr;
  Environment* up = rebound(env->up, leaf, vertex);
  Vertex* scopeVertex = env->vertex;
  Vertex* counterpart = &vertex;
  for (const Vertex* old = &leaf; old != nullptr && counterpart != nullptr; old = old->parent, counterpart = counterpart->parent) {
    if (old != env->vertex) continue;
    scopeVertex = counterpart;
    break;
  }
  if (up == env->up && scopeVertex == env->vertex) return env;
  Environment* made = newEnvironment(up, env->module, scopeVertex);
  if (env->vertex == nullptr) made->value = env->value;
  return made;
}

}  // namespace oamc
