#include <algorithm>
#include <array>

#include "passes/eval/disjunction.h"

namespace oamc {

namespace {

/// Whether a vertex is one disjunction and nothing else has been said about it.
bool isOneDisjunction(const Vertex& vertex) {
  const Node& state = *vertex.node;
  return vertex.conjuncts.size() == 1 && state.disjunctions.size() == 1 && vertex.kind == Kind::kTop && !vertex.atom && vertex.bottom == nullptr &&
         vertex.arcs.empty() && !vertex.hasStruct && !vertex.hasCyclic && state.tasks.empty() && state.bounds.empty() && state.listFacts == nullptr &&
         state.rareFacts == nullptr;
}

bool isName(ExprOp op) { return op == ExprOp::kFieldRef || op == ExprOp::kClauseRef || op == ExprOp::kSelector; }

}  // namespace

/// What a term is, if that is a scalar or a type; a name counts when the value it leads to is finished and has no alternatives of its own.
std::optional<DisjunctionResolver::Plain> DisjunctionResolver::plainOf(const Conjunct& term) {
  if (!isOfModule(term.expr->op)) return std::nullopt;
  const LoadedModule& module = *term.env->module;
  if (Atom literal = Engine::literalOf(*term.expr, module)) return Plain{literal, literal.kind, module.module->span(*term.expr)};
  if (term.expr->op == ExprOp::kType) return Plain{{}, Kind(term.expr->a), module.module->span(*term.expr)};
  if (!isName(term.expr->op)) return std::nullopt;
  Value found = engine_.resolve(*term.expr, term.env);
  if (!found.isVertex()) return std::nullopt;
  engine_.evaluate(*found.vertex);
  const Vertex* value = engine_.resolved(found.vertex);
  bool isScalar = value->status == VertexStatus::kDone && value->atom && value->bottom == nullptr && !value->hasStruct && disjunctsOf(*value).empty();
  return isScalar ? std::optional(Plain{value->atom, value->kind, value->valueSpan}) : std::nullopt;
}

/// A vertex that is nothing but a choice among scalars and types that differ, such as `*context.name | string`: no term can fail and none equals another, so
/// each is a result, and no candidate needs to be built. False where the general way has to be gone.
bool DisjunctionResolver::adoptPlain() {
  constexpr std::size_t kMost = 8;
  if (!isOneDisjunction(vertex_)) return false;
  std::span<const Term> terms = vertex_.node->disjunctions[0].terms;
  bool hasMarks = vertex_.node->disjunctions[0].hasMarks;
  if (terms.size() > kMost) return false;
  std::array<Plain, kMost> plain;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    std::optional<Plain> term = plainOf(terms[i].conjunct);
    auto isSame = [&term](const Plain& other) { return term->atom ? other.atom && unifies(term->atom, other.atom) : !other.atom && term->kind == other.kind; };
    if (!term || std::any_of(plain.begin(), plain.begin() + i, isSame)) return false;
    plain[i] = *term;
  }
  if (!isOneDisjunction(vertex_)) return false;  // finding the names out has added to it
  std::vector<Partial> results(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    Vertex* value = engine_.newVertex(vertex_.parent, vertex_.label, vertex_.isNamed);
    value->conjuncts = vertex_.conjuncts.shared();
    value->conjuncts.setInserted(vertex_.conjuncts.inserted());
    value->atom = plain[i].atom;
    value->kind = plain[i].kind;
    value->valueSpan = plain[i].span;
    value->hasNonCyclic = true;
    value->isOpened = false;
    value->isTentative = false;
    value->status = VertexStatus::kDone;
    results[i].value = value;
    results[i].mode = !hasMarks ? DefaultMode::kMaybe : terms[i].isMarked ? DefaultMode::kIs : DefaultMode::kNot;
  }
  adopt(results);
  return true;
}

}  // namespace oamc
