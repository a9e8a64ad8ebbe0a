#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

ArcState stateOf(FieldMark mark) {
  switch (mark) {
    case FieldMark::kMember: return ArcState::kMember;
    case FieldMark::kRequired: return ArcState::kRequired;
    case FieldMark::kOptional: return ArcState::kOptional;
  }
  return ArcState::kMember;
}

bool has(std::span<const Decl> decls, DeclKind kind) {
  return std::ranges::any_of(decls, [kind](const Decl& decl) { return decl.kind == kind; });
}

/// Whether a literal with these declarations is a struct even if what it embeds is of no kind yet.
bool isStructByForm(std::span<const Decl> decls) { return !has(decls, DeclKind::kEmbedding) || has(decls, DeclKind::kComprehension); }

/// Whether something in a literal could make it a scalar or a list.
bool mayBeScalar(std::span<const Decl> decls) { return has(decls, DeclKind::kEmbedding) || has(decls, DeclKind::kComprehension); }

/// Whether bounds are all that a finished value without alternatives asks of a string.
bool holdsOnlyBounds(const Vertex& value) {
  return value.node != nullptr && !value.node->bounds.empty() && value.node->rare().validators.empty() && value.node->disjunctions.empty();
}

}  // namespace

void Engine::insertStruct(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  Environment* env = newEnvironment(conjunct.env, conjunct.env->module, &vertex);
  env->via = conjunct.via;
  insertLiteral(vertex, *conjunct.expr, env, insertion, LiteralPart::kWhole);
}

/// Walks a struct literal once, top to bottom (spec/cue.md 2.15 a 2): plain fields and embedded literals at once, everything else is queued.
void Engine::insertLiteral(Vertex& vertex, const Expr& literal, Environment* env, const Insertion& insertion, LiteralPart part) {
  Node& state = node(vertex);
  Group* group = insertion.conjunct.group;
  bool isFile = group != nullptr && group->isPackage && vertex.parent == nullptr;
  if (!isFile) group = newGroup(group, insertion.isEmbedded ? insertion.embedScope : nullptr, insertion.isEmbedded ? topmost(insertion.outer) : nullptr);
  state.structs.push(arena_, group);
  // An embedded value may close the literal later; only literals with embeddings can be closed so.
  if ((literal.flags & kHasEmbedding) != 0) state.groups.push(arena_, group);
  state.hasLiteral = true;
  vertex.hasStruct = true;
  bool isBody = part != LiteralPart::kWhole;
  bool isRepeated = insertion.conjunct.via != nullptr && insertion.conjunct.via->isRepeated;
  if (part != LiteralPart::kPlain && !isRepeated) state.literals.push(arena_, {literal, *env->module, part, true});
  std::span<const Decl> decls = env->module->module->decls.subspan(literal.a, literal.b);
  if (isStructByForm(decls)) state.isStructByForm = true;
  if (!mayBeScalar(decls) && !isBody) {
    state.forcesStruct = true;
    if (!state.structSpan.valid()) state.structSpan = env->module->module->span(literal);
  }
  if (vertex.arcs.empty() && !has(decls, DeclKind::kEmbedding)) vertex.arcs.reserve(arena_, decls.size());
  for (const Decl& decl : decls) insertDecl(vertex, decl, env, group, insertion);
}

void Engine::insertDecl(Vertex& vertex, const Decl& decl, Environment* env, Group* group, const Insertion& insertion) {
  const LoadedModule& module = *env->module;
  Insertion part;
  part.conjunct.env = env;
  part.conjunct.group = group;
  part.conjunct.decl = &decl;
  part.conjunct.via = insertion.conjunct.via;
  part.outer = group;
  part.isEmbedded = true;
  if (decl.value != kNoIndex) part.conjunct.expr = &module.expr(decl.value);
  switch (decl.kind) {
    case DeclKind::kField: return addField(vertex, module.labels[decl.label], stateOf(decl.mark), part.conjunct);
    case DeclKind::kLet: return node(vertex).rare(arena_).lets.push(arena_, {&decl, &module, part.conjunct.via, vertex.arcs.size()});
    case DeclKind::kEllipsis:
      node(vertex).rare(arena_).ellipses.push(arena_, group);
      vertex.isOpen = true;
      return;
    case DeclKind::kPattern: return addPattern(vertex, decl, env, group, insertion.conjunct.via);
    case DeclKind::kEmbedding: return insert(vertex, part);
    case DeclKind::kComprehension: queue(vertex, TaskKind::kComprehension, part, &decl); return declarePending(vertex, decl, *env, part.conjunct.via);
    case DeclKind::kDynamic: return queue(vertex, TaskKind::kDynamicField, part, &decl);
  }
}

/// Static labels of a comprehension's body hold their place in the struct before the guard is decided, so that other guards may ask for them
/// (spec/cue.md 2.10).
void Engine::declarePending(Vertex& vertex, const Decl& decl, const Environment& env, Reference* via) {
  const LoadedModule& module = *env.module;
  const Expr& body = module.expr(module.expr(decl.value).c);
  bool hasPlain = false;
  for (const Decl& inner : module.module->decls.subspan(body.a, body.b)) {
    hasPlain = hasPlain || inner.kind == DeclKind::kField || inner.kind == DeclKind::kLet;
    if (inner.kind != DeclKind::kField) continue;
    Vertex* field = arc(vertex, module.labels[inner.label], ArcState::kPending);
    field->hasSites = true;
    node(vertex).sites.push(arena_, {field, &inner, &env, via, field->conjuncts.size()});
  }
  if (!hasPlain || (via != nullptr && via->isRepeated)) return;
  Node& state = node(vertex);
  state.tasks.back().literal = state.literals.size();
  state.literals.push(arena_, {body, module, LiteralPart::kPlain, false});
}

void Engine::addPattern(Vertex& vertex, const Decl& decl, Environment* env, Group* group, Reference* via) {
  ArenaVector<Pattern>& patterns = node(vertex).rare(arena_).patterns;
  for (const Pattern& known : patterns)
    if (known.decl == &decl && known.env == env && known.group == group) return;
  Pattern pattern{&decl, env, group, via, operand(env->module->expr(decl.key), env), 0};
  patterns.push(arena_, pattern);
  applyPatterns(vertex);
}

/// Unifies the value of every pattern into the fields that its key matches; each pair is looked at once (spec/cue.md 2.6).
void Engine::applyPatterns(Vertex& vertex) {
  if (node(vertex).rareFacts == nullptr) return;
  ArenaVector<Pattern>& patterns = vertex.node->rareFacts->patterns;
  for (std::uint32_t p = 0; p < patterns.size(); ++p) {
    while (patterns[p].applied < vertex.arcs.size()) {
      Pattern& pattern = patterns[p];
      Vertex& field = *vertex.arcs[pattern.applied];
      Match match = field.label.isString() ? matches(pattern, field) : Match::kNo;
      if (match == Match::kUnknown) break;
      ++patterns[p].applied;
      if (match == Match::kNo) continue;
      Conjunct conjunct;
      conjunct.expr = &pattern.env->module->expr(pattern.decl->value);
      conjunct.env = pattern.env;
      if (conjunct.expr->op == ExprOp::kAlias) {
        // The aliases stand for the field and the label that matched, wherever the value is referred to.
        conjunct.env = newEnvironment(pattern.env, pattern.env->module, &field);
        conjunct.expr = &pattern.env->module->expr(conjunct.expr->a);
      }
      conjunct.group = pattern.group;
      conjunct.decl = pattern.decl;
      conjunct.via = pattern.via;
      addConjunct(field, conjunct);
    }
  }
}

Engine::Match Engine::matches(Pattern& pattern, Vertex& field) {
  const Expr& key = pattern.env->module->expr(pattern.decl->key);
  if (key.op == ExprOp::kType) return intersects(Kind(key.a), Kind::kString) ? Match::kYes : Match::kNo;
  if (key.op == ExprOp::kTop) return Match::kYes;
  evaluate(*pattern.key);
  if (pattern.key->status != VertexStatus::kDone) return Match::kUnknown;
  Vertex* known = resolved(pattern.key);
  Atom name = Atom::string(symbols_.text(field.label.symbol()));
  if (known->bottom != nullptr) {
    if (!isFatal(known->bottom->kind)) fail(*field.parent, known->bottom);
    return Match::kNo;
  }
  if (known->atom) return unifies(known->atom, name) ? Match::kYes : Match::kNo;
  if (!intersects(known->kind, Kind::kString) && disjunctsOf(*known).empty()) return Match::kNo;
  if (disjunctsOf(*known).empty() && holdsOnlyBounds(*known)) {
    Match met = Match::kYes;
    for (std::uint32_t i = 0; i < known->node->bounds.size() && met == Match::kYes; ++i) met = meets(name, known->node->bounds[i]);
    if (met != Match::kUnknown) return met;
  }
  // The label meets the pattern like any other value.
  static constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};
  static constexpr Expr kDataExpr{.op = ExprOp::kDataRef};
  Vertex* meeting = rootOf(kVertexExpr, known);
  Conjunct label;
  label.expr = &kDataExpr;
  label.data = arena_.create<Data>(Data::string(name.text()));
  meeting->conjuncts.push(arena_, label);
  evaluate(*meeting);
  Vertex* met = withDefault(meeting);
  bool isBroken = met != nullptr && met->bottom != nullptr && met->bottom->code == ReasonCode::kInvalidRegexp;
  if (isBroken) fail(*field.parent, met->bottom);
  return met != nullptr && met->bottom == nullptr ? Match::kYes : Match::kNo;
}

}  // namespace oamc
