#include "passes/eval/report.h"

#include <algorithm>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

constexpr int kMaxDepth = 64;

/// True if the expression tests `text`, or something below it, for presence, on its own or in a chain of `&&` and `||`.
bool testsPresence(const Module& module, std::uint32_t index, std::string_view text, const SourceManager& sources, int depth = 0) {
  const Expr& expr = module.exprs[index];
  if (depth > kMaxDepth) return false;
  if (expr.op == ExprOp::kPresence) return sources.text(module.span(module.exprs[expr.a])).starts_with(text);
  if (expr.op != ExprOp::kBinary) return false;
  return testsPresence(module, expr.a, text, sources, depth + 1) || testsPresence(module, expr.b, text, sources, depth + 1);
}

}  // namespace

Vertex* ReasonReporter::parameterBehind(const Reason& reason) {
  auto isParameter = [&](const Vertex* vertex) { return vertex != nullptr && vertex->isNamed && engine_.pathOf(vertex).starts_with("parameter."); };
  if (isParameter(reason.target)) return reason.target;
  if (isParameter(reason.vertex)) return reason.vertex;
  if (reason.target != nullptr && reason.target->node != nullptr)
    for (const Node::Taken& taken : reason.target->node->taken)
      if (isParameter(taken.target)) return taken.target;
  return nullptr;
}

SourceSpan ReasonReporter::placeToAdd(const Vertex& field) const {
  for (const Vertex* owner = field.parent; owner != nullptr; owner = owner->parent) {
    for (const Conjunct& conjunct : owner->conjuncts) {
      if (conjunct.expr->op != ExprOp::kDataRef || !conjunct.data->span().valid()) continue;
      if (SourceSpan key = Engine::keySpan(conjunct); key.valid()) return key;
      if (conjunct.data->isObject() && !conjunct.data->members().empty() && owner->label.isIndex()) return conjunct.data->members()[0].keySpan;
      return conjunct.data->span();
    }
  }
  return {};
}

std::string ReasonReporter::usageOf(const Vertex& field) const {
  for (const Conjunct& conjunct : field.conjuncts) {
    if (conjunct.decl == nullptr || conjunct.decl->docs == kNoIndex) continue;
    const Module& module = *conjunct.declModule().module;
    const Docs& docs = module.docs[conjunct.decl->docs];
    for (const DocGroup& group : module.docGroups.subspan(docs.firstGroup, docs.groupCount)) {
      std::string_view text = module.text(group.text);
      std::size_t mark = text.find("+usage=");
      if (mark == std::string_view::npos) continue;
      text.remove_prefix(mark + 7);
      return std::string(text.substr(0, text.find('\n')));
    }
  }
  return "";
}

void ReasonReporter::addUsage(DiagnosticBuilder& builder, const Vertex* vertex) const {
  std::string usage = vertex == nullptr ? "" : usageOf(*vertex);
  if (!usage.empty()) builder.hint("`" + labelText(vertex->label, engine_.symbols()) + "`: " + usage);
}

namespace {

/// The field of the struct around `target` that chose between alternatives: the user's literal meets a literal of the definition.
const Vertex* discriminatorBeside(const Vertex& target) {
  auto isLiteral = [](const Conjunct& conjunct) { return conjunct.expr->op == ExprOp::kString || conjunct.expr->op == ExprOp::kNumber; };
  auto isData = [](const Conjunct& conjunct) { return conjunct.expr->op == ExprOp::kDataRef; };
  if (target.parent == nullptr) return nullptr;
  for (const Vertex* field : target.parent->arcs)
    if (field->atom && std::ranges::any_of(field->conjuncts, isLiteral) && std::ranges::any_of(field->conjuncts, isData)) return field;
  return nullptr;
}

}  // namespace

Failed ReasonReporter::missingParameter(Vertex& target, const Reason& reason) {
  std::string path = pathOf(&target).substr(std::string_view("parameter.").size());
  std::string name = labelText(target.label, engine_.symbols());
  Vertex* value = engine_.withDefault(&target);
  Kind kind = value == nullptr ? Kind::kTop : value->kind;
  std::string what = target.state == ArcState::kOptional ? "optional parameter `" : "required parameter `";
  what += path + "`" + (kind == Kind::kTop ? "" : " (" + kindWords(kind) + ")");
  if (!sink_.subject().empty()) what += " of " + std::string(sink_.subject());
  SourceSpan place = placeToAdd(target);
  SourceSpan declared = engine_.labelSpan(target);
  auto builder = sink_.report(diag::MissingValue, place.valid() ? place : declared.valid() ? declared : reason.spanX, what);
  std::string usage = usageOf(target);
  builder.hint("add `" + name + ": …`" + (usage.empty() ? "" : " (" + usage + ")"));
  if (value == nullptr && engine_.resolved(&target)->node != nullptr && !engine_.resolved(&target)->node->disjunctions.empty())
    builder.hint("possible is `" + sourceText(engine_.spanOf(engine_.resolved(&target)->node->disjunctions[0].insertion.conjunct)) + "`");
  if (const Vertex* choice = discriminatorBeside(target)) builder.hint("`" + pathOf(choice) + "` is " + text(choice->atom) + ", which asks for it");
  if (place.valid()) builder.related(declared, "the definition asks for it here");
  return builder.related(reason.spanX, "needed here").emit();
}

/// Several terms of a disjunction are marked with `*`, and different ones remain: each mark is shown (spec/cue.md 2.2, 6).
Failed ReasonReporter::ambiguous(Vertex& vertex, SourceSpan use) {
  std::vector<SourceSpan> marks;
  std::string values;
  for (const Disjunction& disjunction : vertex.node->disjunctions)
    for (const Term& term : disjunction.terms) {
      SourceSpan span = engine_.spanOf(term.conjunct);
      if (!term.isMarked || !span.valid()) continue;
      values += (values.empty() ? "`*" : ", `*") + sourceText(span) + "`";
      marks.push_back({span.file, span.begin - 1, span.end});
    }
  std::string name = pathOf(&vertex);
  auto builder = sink_.report(diag::AmbiguousDefault, marks.empty() ? use : marks.back(), name, "it has more than one default: " + values);
  for (std::size_t i = 0; i + 1 < marks.size(); ++i) builder.related(marks[i], "another default");
  return builder.related(use, "needed here").hint("leave one `*`").emit();
}

/// `&&` does not protect its right side (spec/cue.md 6).
Failed ReasonReporter::bothSidesEvaluated(const Module& module, const Expr& logical, const Reason& reason) {
  const Expr& left = module.exprs[logical.a];
  const Expr& right = module.exprs[logical.b];
  std::string_view text = engine_.options().sources->text(SourceSpan{module.file, left.end, right.begin});
  bool isAnd = Operation(logical.aux) == Operation::kLogicalAnd;
  std::string_view sign = isAnd ? "&&" : "||";
  std::size_t at = text.find(sign);
  std::uint32_t begin = left.end + static_cast<std::uint32_t>(at == std::string_view::npos ? 0 : at);
  std::string read = sourceText(reason.spanX);
  auto builder = sink_.report(diag::BothSidesEvaluated, SourceSpan{module.file, begin, begin + 2}, sign, read);
  builder.related(reason.spanX, "read here").related(reason.target == nullptr ? SourceSpan() : engine_.labelSpan(*reason.target), "it is optional");
  if (isAnd) builder.hint("nest the conditions: `if " + sourceText(module.span(left)) + " if " + sourceText(module.span(right)) + " {…}`");
  return builder.emit();
}

Failed ReasonReporter::missing(const Reason& reason) {
  Vertex* open = reason.target != nullptr ? reason.target : reason.vertex;
  Vertex* undecided = open == nullptr ? nullptr : engine_.resolved(open);
  bool hasDefaults = undecided != nullptr && undecided->node != nullptr &&
                     std::ranges::count_if(disjunctsOf(*undecided), [](const Disjunct& disjunct) { return disjunct.mode == DefaultMode::kIs; }) > 1;
  if (reason.code == ReasonCode::kAmbiguousDefault && hasDefaults) return ambiguous(*undecided, reason.spanX);
  if (reason.code == ReasonCode::kOptionalReferenced) {
    auto [module, logical] = enclosing(reason.spanX, [](const Expr& expr) {
      bool isLogical = Operation(expr.aux) == Operation::kLogicalAnd || Operation(expr.aux) == Operation::kLogicalOr;
      return expr.op == ExprOp::kBinary && isLogical;
    });
    if (logical != nullptr && testsPresence(*module, logical->a, sourceText(reason.spanX), *engine_.options().sources))
      return bothSidesEvaluated(*module, *logical, reason);
  }
  if (Vertex* parameter = parameterBehind(reason)) return missingParameter(*parameter, reason);
  std::string name = pathOf(open);
  if (name.empty()) name = path(reason);
  SourceSpan declared = open == nullptr ? reason.spanX : engine_.spanOf(*open);
  if (reason.code == ReasonCode::kOptionalReferenced)
    return sink_.report(diag::UndefinedField, reason.spanX, reason.text, ": it is optional and not set")
        .related(declared, "declared optional here")
        .hint("test for it first: `if " + sourceText(reason.spanX) + " != _|_ {…}`")
        .emit();
  if (reason.code == ReasonCode::kAmbiguousDefault) {
    auto builder =
        sink_.report(diag::AmbiguousDefault, declared.valid() ? declared : reason.spanX, name, "several values are possible and none is the default");
    return builder.related(declared.valid() ? reason.spanX : SourceSpan(), "needed here").hint("mark one with `*`, or set a value").emit();
  }
  auto builder = sink_.report(diag::NotConcrete, declared.valid() ? declared : reason.spanX, name, kindWords(reason.kindX));
  if (!(declared == reason.spanX)) builder.related(reason.spanX, "needed here");
  return builder.emit();
}

Failed ReasonReporter::undefined(const Reason& reason) {
  std::string owner = reason.target == nullptr ? "" : pathOf(reason.target);
  bool isParameter = owner == "parameter" || owner.starts_with("parameter.");
  std::vector<std::string_view> names;
  if (reason.target != nullptr) names = fieldNames(*reason.target);
  // The selector alone: `context` is right in `context.component`.
  SourceSpan place = reason.spanX;
  bool isSelector = place.valid() && engine_.options().sources->text(place).ends_with("." + std::string(reason.text));
  if (isSelector) place.begin = place.end - static_cast<std::uint32_t>(reason.text.size());
  auto near = suggest(reason.text, names);
  std::string prefix = owner.empty() ? "" : owner + ".";
  auto builder = sink_.report(diag::UndefinedField, place, prefix + std::string(reason.text), owner.empty() ? " in this value" : "");
  if (near) builder.hint("did you mean `" + prefix + std::string(*near) + "`?").fix(isSelector ? place : SourceSpan(), std::string(*near));
  if (owner == "context") builder.hint("`context.name` is the name of the component, `context.appName` that of the application");
  if (!names.empty()) builder.hint((owner.empty() ? "there are " : "`" + owner + "` has ") + quotedList(names));
  if (isParameter) builder.hint("declare it in `parameter`, or test for it first with `!= _|_`");
  return builder.emit();
}

}  // namespace oamc
