#include "passes/eval/report.h"

#include <algorithm>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

/// The kinds that a term of a disjunction names by itself, without evaluation; any kind for what only evaluation tells.
Kind writtenKind(const Expr& term) {
  struct Row {
    ExprOp op;
    Kind kind;
  };
  constexpr Row kLiterals[] = {{ExprOp::kNull, Kind::kNull},     {ExprOp::kTrue, Kind::kBool},     {ExprOp::kFalse, Kind::kBool},
                               {ExprOp::kNumber, Kind::kNumber}, {ExprOp::kString, Kind::kString}, {ExprOp::kBytes, Kind::kBytes},
                               {ExprOp::kList, Kind::kList}};
  if (term.op == ExprOp::kType) return static_cast<Kind>(term.a);
  auto row = std::ranges::find(kLiterals, term.op, &Row::op);
  return row == std::end(kLiterals) ? Kind::kTop : row->kind;
}

/// The kinds that the terms allow together. A literal beside a type of its kind (`*1 | int`) adds nothing.
Kind allowedKinds(std::span<const Term> terms) {
  Kind types = Kind::kBottom;
  for (const Term& term : terms)
    if (term.conjunct.expr->op == ExprOp::kType) types = types | writtenKind(*term.conjunct.expr);
  Kind all = types;
  for (const Term& term : terms) {
    Kind kind = writtenKind(*term.conjunct.expr);
    if (kind == Kind::kTop || !intersects(kind, types)) all = all | kind;
  }
  return all;
}

}  // namespace

/// No alternative has the scalar's kind, so what counts is the type: `"2"` for `*1 | int`.
Failed ReasonReporter::outsideOfKinds(const Reason& reason, Kind allowed) {
  Reason mismatch = reason;
  mismatch.x = reason.vertex->atom;
  mismatch.spanX = reason.vertex->valueSpan;
  mismatch.kindY = allowed;
  mismatch.spanY = engine_.spanOf(reason.vertex->node->disjunctions[0].insertion.conjunct);
  return wrongKind(mismatch);
}

Failed ReasonReporter::notOneOf(const Reason& reason, const std::vector<std::string>& options) {
  const Vertex* vertex = reason.vertex;
  std::string all;
  std::vector<std::string_view> bare;
  for (const std::string& option : options) {
    all += (all.empty() ? "" : ", ") + option;
    bare.push_back(option.size() > 1 && option.front() == '"' ? std::string_view(option).substr(1, option.size() - 2) : std::string_view(option));
  }
  SourceSpan value = vertex->valueSpan;
  auto builder = sink_.report(diag::NotOneOf, value, text(vertex->atom), path(reason), all);
  if (engine_.isInput(value)) builder.label("you set this");
  auto near = vertex->atom.kind == Kind::kString ? suggest(vertex->atom.text(), bare) : std::nullopt;
  if (near) builder.hint("did you mean `" + std::string(*near) + "`?").fix(value, std::string(*near));
  addUsage(builder, vertex);
  return builder.related(engine_.spanOf(vertex->node->disjunctions[0].insertion.conjunct), "the values are declared here").emit();
}

Failed ReasonReporter::allArms(const Reason& reason) {
  const Vertex* vertex = reason.vertex;
  std::vector<std::string> options;
  bool isScalar = vertex != nullptr && vertex->node != nullptr && vertex->node->disjunctions.size() == 1 && static_cast<bool>(vertex->atom);
  if (isScalar)
    if (Kind allowed = allowedKinds(vertex->node->disjunctions[0].terms); !intersects(allowed, vertex->atom.kind)) return outsideOfKinds(reason, allowed);
  bool isEnumeration = isScalar;
  if (isScalar) {
    for (const Term& term : vertex->node->disjunctions[0].terms) {
      ExprOp op = term.conjunct.expr->op;
      bool isLiteral = op == ExprOp::kString || op == ExprOp::kNumber || op == ExprOp::kTrue || op == ExprOp::kFalse || op == ExprOp::kNull;
      isEnumeration = isEnumeration && isLiteral;
      if (isLiteral) options.push_back(sourceText(engine_.spanOf(term.conjunct)));
    }
  }
  if (isEnumeration) return notOneOf(reason, options);
  if (reason.cause == nullptr)
    return sink_.report(diag::NoAlternativeFits, reason.spanX, std::to_string(reason.numberX), path(reason), "there are none").emit();
  if (reason.cause->code == ReasonCode::kUserError) return report(*reason.cause);
  DiagnosticSink inner(sink_.sources());
  ReasonReporter(engine_, inner).report(*reason.cause);
  const Diagnostic& closest = inner.diagnostics()[0];
  auto builder =
      sink_.report(diag::NoAlternativeFits, closest.span.valid() ? closest.span : reason.spanX, std::to_string(reason.numberX), path(reason), closest.message);
  for (const RelatedPlace& place : closest.related) builder.related(place.span, place.message);
  for (const std::string& hint : closest.hints) builder.hint(hint);
  if (vertex != nullptr && vertex->node != nullptr && !vertex->node->disjunctions.empty())
    builder.related(engine_.spanOf(vertex->node->disjunctions[0].insertion.conjunct), "the alternatives are declared here");
  return builder.emit();
}

}  // namespace oamc
