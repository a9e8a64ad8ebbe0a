#include "passes/eval/engine.h"

namespace oamc {

namespace {

/// What a firing adds to the literals of the struct: nothing if the body is plain, its rest, or the whole body if nothing of it is plain.
LiteralPart partOf(const Expr& body, const LoadedModule& module, bool hasPlain) {
  if (!hasPlain) return LiteralPart::kBody;
  for (const Decl& decl : module.module->decls.subspan(body.a, body.b))
    if (decl.kind != DeclKind::kField && decl.kind != DeclKind::kLet) return LiteralPart::kRest;
  return LiteralPart::kPlain;
}

}  // namespace

/// Runs the clauses and embeds the body once per result (spec/cue.md 2.10).
TaskState Engine::runComprehension(Vertex& vertex, Task& task) {
  const Conjunct& conjunct = task.insertion.conjunct;
  const LoadedModule& module = *conjunct.env->module;
  std::vector<Environment*> bodies;
  Value result = expandClauses(*conjunct.expr, conjunct.env, 0, bodies);
  if (result.isBlocked()) {
    task.blockedOn = result.blockedOn;
    return TaskState::kBlocked;
  }
  if (result.isBottom() && result.reason != nullptr) {
    fail(vertex, result.reason);
    if (!isFatal(result.reason->kind)) failUndecided(vertex, *conjunct.expr, module, result.reason);
    return TaskState::kDone;
  }
  const Expr& body = module.expr(conjunct.expr->c);
  LiteralPart part = partOf(body, module, task.literal != ~0U);
  if (task.literal != ~0U && !bodies.empty()) {
    node(vertex).literals[task.literal].isLive = true;
    if (part == LiteralPart::kPlain) fired_.insert(&body);
  }
  if (bodies.size() > 1) reserveFor(vertex, body, bodies.size());
  for (Environment* env : bodies) {
    Insertion insertion = task.insertion;
    insertion.conjunct.expr = &body;
    insertion.conjunct.env = env;
    if (!charge(vertex)) break;
    insertLiteral(vertex, body, newEnvironment(env, &module, &vertex), insertion, part);
  }
  return TaskState::kDone;
}

/// Makes room for what so many literals add to a struct.
void Engine::reserveFor(Vertex& vertex, const Expr& literal, std::size_t count) {
  Node& state = node(vertex);
  state.literals.reserve(arena_, count);
  state.structs.reserve(arena_, count);
  if ((literal.flags & kHasEmbedding) != 0) {
    state.groups.reserve(arena_, count);
    vertex.arcs.reserve(arena_, count);
  }
}

/// A guard that cannot be decided leaves open what it would add to: fields that exist for other reasons are as incomplete as it.
void Engine::failUndecided(Vertex& vertex, const Expr& comprehension, const LoadedModule& module, const Reason* undecided) {
  const Expr& body = module.expr(comprehension.c);
  for (const Decl& decl : module.module->decls.subspan(body.a, body.b)) {
    if (decl.kind != DeclKind::kField) continue;
    Vertex* field = findArc(vertex, module.labels[decl.label]);
    if (field != nullptr && field->state == ArcState::kMember) fail(*field, undecided);
  }
}

/// Collects in `bodies` the environments in which the body is to be embedded. Returns a blocked value, a bottom with the reason of a failure, or a bottom
/// without reason when all went well.
Value Engine::expandClauses(const Expr& comprehension, Environment* env, std::size_t clause, std::vector<Environment*>& bodies) {
  if (clause == comprehension.b) {
    bodies.push_back(env);
    return {};
  }
  const LoadedModule& module = *env->module;
  const Clause& current = module.module->clauses[comprehension.a + clause];
  if (current.kind == ClauseKind::kFor) return expandFor(comprehension, env, clause, bodies);
  const Expr& expr = module.expr(current.expr);
  if (current.kind == ClauseKind::kLet) {
    Environment* inner = newEnvironment(env, &module, nullptr);
    inner->value = operand(expr, env);
    return expandClauses(comprehension, inner, clause + 1, bodies);
  }
  Value guard = value(expr, env);
  if (isNever(guard, spanOf(expr, env), Kind::kBool)) return wrongOperand(spanOf(expr, env), guard.reason->kindX, "bool");
  if (guard.isBlocked() || guard.isBottom()) return guard;
  if (!guard.isAtom() || guard.atom.kind != Kind::kBool)
    return wrongOperand(spanOf(expr, env), guard.isAtom() ? guard.atom.kind : guard.vertex != nullptr ? guard.vertex->kind : Kind::kTop, "bool");
  if (!guard.atom.boolean()) return {};
  return expandClauses(comprehension, env, clause + 1, bodies);
}

Value Engine::expandFor(const Expr& comprehension, Environment* env, std::size_t clause, std::vector<Environment*>& bodies) {
  const LoadedModule& module = *env->module;
  const Expr& expr = module.expr(module.module->clauses[comprehension.a + clause].expr);
  Value source = value(expr, env);
  if (isNever(source, spanOf(expr, env), Kind::kStruct | Kind::kList)) return rangeFailure(spanOf(expr, env), source.reason->kindX);
  if (source.isBlocked() || source.isBottom()) return source;
  if (!source.isVertex()) return rangeFailure(spanOf(expr, env), source.atom.kind);
  Vertex* range = source.vertex;
  if (range->kind != Kind::kList && range->kind != Kind::kStruct && range->status == VertexStatus::kDone) return rangeFailure(spanOf(expr, env), range->kind);
  if (range->status == VertexStatus::kRunning) {
    runFieldTasks(*range, std::nullopt);
    if (!isBreaking(*range)) return Value::blocked(range->stackIndex);
  }
  if (range->kind == Kind::kStruct || range->hasStruct) range->isFrozen = true;
  for (std::uint32_t i = 0; i < range->arcs.size(); ++i) {
    Vertex* field = range->arcs[i];
    if (!field->label.isRegular()) continue;
    if (field->state == ArcState::kRequired) {
      Reason* missing = reason(BottomKind::kIncomplete, ReasonCode::kRequiredMissing, spanOf(expr, env));
      missing->text = arena_.copyText(labelText(field->label, symbols_));
      return Value::bottom(missing);
    }
    if (field->state != ArcState::kMember) continue;
    std::uint64_t vertices = counters_.vertices;
    std::size_t found = bodies.size();
    Environment* inner = newEnvironment(env, &module, nullptr);
    inner->value = field;
    Value result = expandClauses(comprehension, inner, clause + 1, bodies);
    if (result.isBlocked() || result.reason != nullptr) return result;
    bool isUsed = bodies.size() != found || counters_.vertices != vertices;  // only vertices and what they are made of keep environments
    if (!isUsed) spareEnvironments_.put(inner);
  }
  return {};
}

Value Engine::rangeFailure(SourceSpan span, Kind kind) {
  Reason* problem = reason(BottomKind::kEval, ReasonCode::kNotRangeable, span);
  problem->kindX = kind;
  return Value::bottom(problem);
}

/// A label as a value: the field's name or the element's number.
Vertex* Engine::keyOf(Label label) {
  static constexpr Expr kDataExpr{.op = ExprOp::kDataRef};
  Vertex*& key = keys_[label.bits()];
  if (key != nullptr) return key;
  Data data = label.isIndex() ? Data::number(Number::fromInt(label.index()), arena_) : Data::string(symbols_.text(label.symbol()));
  return key = rootOf(kDataExpr, arena_.create<Data>(data));
}

}  // namespace oamc
