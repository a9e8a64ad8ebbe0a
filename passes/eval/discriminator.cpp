#include <algorithm>

#include "passes/eval/disjunction.h"

namespace oamc {

namespace {

/// How many references and `&` deep a term is looked into.
constexpr int kDeepest = 4;

}  // namespace

/// The conflict between a scalar written in a field of the term and one that the owner has there already, such as `kind: "web"` and `kind: "job"`: a term that
/// cannot survive need not be built. Null when nothing is certain; that is no promise that the term fits.
const Reason* DisjunctionResolver::discriminate(const Vertex& owner, const Conjunct& term, int depth) {
  if (owner.arcs.empty() || depth > kDeepest || !isOfModule(term.expr->op)) return nullptr;
  const LoadedModule& module = *term.env->module;
  const Expr& expr = *term.expr;
  if (expr.op == ExprOp::kStruct) return discriminateLiteral(owner, expr, module);
  Conjunct part = term;
  if (expr.op == ExprOp::kAnd) {
    for (std::uint32_t operand : module.list(expr.a, expr.b)) {
      part.expr = &module.expr(operand);
      if (const Reason* conflict = discriminate(owner, part, depth + 1)) return conflict;
    }
    return nullptr;
  }
  if (expr.op != ExprOp::kFieldRef && expr.op != ExprOp::kSelector) return nullptr;
  Value target = engine_.resolve(expr, term.env);
  if (!target.isVertex()) return nullptr;
  for (std::uint32_t i = 0; i < target.vertex->conjuncts.size(); ++i)
    if (const Reason* conflict = discriminate(owner, target.vertex->conjuncts[i], depth + 1)) return conflict;
  return nullptr;
}

const Reason* DisjunctionResolver::discriminateLiteral(const Vertex& owner, const Expr& literal, const LoadedModule& module) {
  for (const Decl& decl : module.module->decls.subspan(literal.a, literal.b)) {
    if (decl.kind != DeclKind::kField || decl.mark != FieldMark::kMember) continue;
    const Expr& value = module.expr(decl.value);
    Atom wanted = Engine::literalOf(value, module);
    Vertex* field = wanted ? engine_.findArc(owner, module.labels[decl.label]) : nullptr;
    if (field == nullptr || field->state != ArcState::kMember) continue;
    for (const Conjunct& conjunct : field->conjuncts) {
      Atom known = Engine::literalOf(conjunct);
      if (!known || unifies(known, wanted)) continue;
      Reason* conflict = engine_.reason(BottomKind::kEval, ReasonCode::kConflictingValues, module.module->span(value));
      conflict->x = wanted;
      conflict->y = known;
      conflict->spanY = engine_.spanOf(conjunct);
      conflict->vertex = field;
      return conflict;
    }
  }
  return nullptr;
}

}  // namespace oamc
