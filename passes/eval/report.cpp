#include "passes/eval/report.h"

#include <algorithm>

#include "ir/base/suggest.h"
#include "ir/cue/field_tags.h"
#include "passes/eval/evaluator.h"

namespace oamc {

namespace {

constexpr std::size_t kLongestQuote = 60;

std::string list(const std::vector<std::string_view>& names) {
  constexpr std::size_t kShown = 12;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kShown; ++i) text += (i == 0 ? "`" : ", `") + std::string(names[i]) + "`";
  return names.size() > kShown ? text + " and " + std::to_string(names.size() - kShown) + " more" : text;
}

}  // namespace

Failed Evaluator::report(const Reason& reason, DiagnosticSink& sink) {
  ReasonReporter reporter(*engine_, sink);
  Failed first = reporter.report(reason);
  for (const Reason* next = reason.next; next != nullptr; next = next->next) reporter.report(*next);
  return first;
}

std::string Evaluator::text(const Reason& reason) {
  DiagnosticSink sink(*engine_->options().sources);
  ReasonReporter(*engine_, sink).report(reason);
  return sink.diagnostics()[0].message;
}

Failed ReasonReporter::report(const Reason& reason) {
  std::string where = path(reason);
  const Limits& limits = engine_.options().limits;
  switch (reason.code) {
    case ReasonCode::kConflictingValues: return conflict(reason);
    case ReasonCode::kConflictingKinds: return wrongKind(reason);
    case ReasonCode::kBoundViolated: return bound(reason);
    case ReasonCode::kBoundsExclude:
      return sink_.report(diag::BoundsExclude, reason.spanX, where, "`" + sourceText(reason.spanX) + "`", "`" + sourceText(reason.spanY) + "`")
          .related(reason.spanY, "the other limit")
          .emit();
    case ReasonCode::kListLength:
      return sink_.report(diag::ListLength, reason.spanX, where, std::to_string(reason.numberX), std::to_string(reason.numberY))
          .related(reason.spanY, "the other list")
          .emit();
    case ReasonCode::kFieldNotAllowed: return notAllowed(reason);
    case ReasonCode::kUserBottom: return sink_.report(diag::ExplicitBottom, reason.spanX, where).emit();
    case ReasonCode::kUserError: return sink_.report(diag::AuthorError, reason.spanX, reason.text).emit();
    case ReasonCode::kAllArmsFailed: return allArms(reason);
    case ReasonCode::kAmbiguousDefault:
    case ReasonCode::kNotConcrete:
    case ReasonCode::kOptionalReferenced: return missing(reason);
    case ReasonCode::kUndefinedField: return undefined(reason);
    case ReasonCode::kRequiredMissing: return sink_.report(diag::RequiredFieldMissing, reason.spanX, reason.text).emit();
    case ReasonCode::kReferenceCycle: return sink_.report(diag::ReferenceCycle, reason.spanX, where).emit();
    case ReasonCode::kStructuralCycle: return sink_.report(diag::StructuralCycle, reason.spanX, where).emit();
    case ReasonCode::kWrongOperand: {
      std::string source = sourceText(reason.spanX);
      std::string found = source.empty() ? kindWords(reason.kindX) : "`" + source + "` is " + kindWords(reason.kindX);
      return sink_.report(diag::WrongOperand, reason.spanX, found, reason.text).emit();
    }
    case ReasonCode::kNotCallable: return notCallable(reason);
    case ReasonCode::kCallFailed: return sink_.report(diag::CallFailed, reason.spanX, "`" + std::string(reason.text) + "`", reason.detail).emit();
    case ReasonCode::kArgumentCount: {
      auto builder = sink_.report(diag::ArgumentCount, reason.spanX, reason.text, std::to_string(reason.numberY), std::to_string(reason.numberX));
      if (!reason.detail.empty()) builder.hint("`" + std::string(reason.text) + std::string(reason.detail) + "`");
      return builder.emit();
    }
    case ReasonCode::kValidatorFailed: {
      std::string value = reason.x ? text(reason.x) : "`" + where + "`";
      bool isInputFirst = engine_.isInput(reason.spanY);
      return sink_.report(diag::ValidatorFailed, isInputFirst ? reason.spanY : reason.spanX, value, sourceText(reason.spanX))
          .related(isInputFirst ? reason.spanX : reason.spanY, isInputFirst ? "the definition demands this" : "the value")
          .emit();
    }
    case ReasonCode::kIndexOutOfRange: return sink_.report(diag::IndexOutOfRange, reason.spanX, text(reason.x), std::to_string(reason.numberY)).emit();
    case ReasonCode::kNotRangeable: return sink_.report(diag::NotIterable, reason.spanX, kindWords(reason.kindX)).emit();
    case ReasonCode::kLabelNotString: return sink_.report(diag::LabelNotString, reason.spanX, kindWords(reason.kindX)).emit();
    case ReasonCode::kDivisionByZero: return sink_.report(diag::DivisionByZero, reason.spanX).emit();
    case ReasonCode::kNumberOverflow: return sink_.report(diag::NumberOverflow, reason.spanX).emit();
    case ReasonCode::kFieldSetFrozen:
      return sink_.report(diag::FieldAddedLate, reason.vertex == nullptr ? reason.spanX : engine_.spanOf(*reason.vertex), reason.text).emit();
    case ReasonCode::kInvalidRegexp: return sink_.report(diag::InvalidRegexp, reason.spanX, reason.text, reason.detail).emit();
    case ReasonCode::kListArithmetic:
      return sink_.report(diag::ListArithmetic, reason.spanX).hint("use `list." + std::string(reason.text) + "` of the package `list`").emit();
    case ReasonCode::kLimitSteps: return sink_.report(diag::StepLimit, reason.spanX, std::to_string(limits.evaluationSteps)).emit();
    case ReasonCode::kLimitDepth: return sink_.report(diag::DepthLimit, reason.spanX, std::to_string(limits.vertexDepth)).emit();
    case ReasonCode::kLimitCandidates: return sink_.report(diag::CandidateLimit, reason.spanX, where, std::to_string(limits.disjunctionCandidates)).emit();
    case ReasonCode::kLimitMemory: return sink_.report(diag::MemoryLimit, reason.spanX, std::to_string(limits.evaluationBytes >> 20U)).emit();
    case ReasonCode::kUnknownPackage: return sink_.report(diag::PackageNotFound, reason.spanX, reason.text).emit();
  }
  OAMC_CHECK(false, "every reason has a text");
}

std::string ReasonReporter::text(const Atom& atom) const {
  std::string out;
  switch (atom.kind) {
    case Kind::kNull: return "null";
    case Kind::kBool: return atom.boolean() ? "true" : "false";
    case Kind::kString:
    case Kind::kBytes: {
      std::string_view shown = atom.text().substr(0, kLongestQuote);
      return (atom.kind == Kind::kString ? "\"" : "'") + std::string(shown) + (shown.size() < atom.size ? "…" : "") + (atom.kind == Kind::kString ? "\"" : "'");
    }
    case Kind::kBottom:
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kNumber:
    case Kind::kScalar:
    case Kind::kStruct:
    case Kind::kList:
    case Kind::kTop: break;
  }
  if (atom.isNumber()) atom.number().appendText(out);
  return out;
}

std::string ReasonReporter::sourceText(SourceSpan span) const {
  if (!span.valid()) return "";
  std::string_view source = engine_.options().sources->text(span);
  source = source.substr(0, source.find('\n'));
  return std::string(source.substr(0, kLongestQuote));
}

std::string ReasonReporter::path(const Reason& reason) const {
  std::string text = engine_.pathOf(reason.vertex);
  return text.empty() ? "the whole value" : text;
}

std::string ReasonReporter::kindWords(Kind kind) const {
  if (kind == Kind::kTop) return "any value";
  std::string text = kindText(kind);
  if (text.size() > 2 && text.front() == '(') text = text.substr(1, text.size() - 2);
  for (std::size_t bar = text.find('|'); bar != std::string::npos; bar = text.find('|', bar + 4)) text.replace(bar, 1, " or ");
  return text;
}

Failed ReasonReporter::conflict(const Reason& reason) {
  bool isInputSecond = engine_.isInput(reason.spanY) && !engine_.isInput(reason.spanX);
  SourceSpan first = isInputSecond ? reason.spanY : reason.spanX;
  SourceSpan second = isInputSecond ? reason.spanX : reason.spanY;
  auto builder =
      sink_.report(diag::ConflictingValues, first, text(isInputSecond ? reason.y : reason.x), text(isInputSecond ? reason.x : reason.y), path(reason));
  if (engine_.isInput(first)) builder.label("you set this");
  return builder.related(second, engine_.isInput(first) && !engine_.isInput(second) ? "the definition requires this" : "the other value").emit();
}

/// One side is what was found, the other what is needed: a value is found, a type is needed; of two types the user's input is found.
Failed ReasonReporter::wrongKind(const Reason& reason) {
  bool isFoundSecond = !reason.x && (static_cast<bool>(reason.y) || (engine_.isInput(reason.spanY) && !engine_.isInput(reason.spanX)));
  const Atom& atom = isFoundSecond ? reason.y : reason.x;
  Kind foundKind = isFoundSecond ? (reason.y ? reason.y.kind : reason.kindY) : (reason.x ? reason.x.kind : reason.kindX);
  Kind neededKind = isFoundSecond ? reason.kindX : reason.kindY;
  SourceSpan found = isFoundSecond ? reason.spanY : reason.spanX;
  SourceSpan needed = isFoundSecond ? reason.spanX : reason.spanY;
  if (!found.valid()) std::swap(found, needed);
  std::string what = kindWords(foundKind);
  if (atom) what += " " + text(atom);
  auto builder = sink_.report(diag::WrongKind, found, path(reason), what, kindWords(neededKind));
  if (engine_.isInput(found)) builder.label("you set this");
  bool isQuotedNumber = atom.kind == Kind::kString && intersects(neededKind, Kind::kNumber) && !atom.text().empty() &&
                        atom.text().find_first_not_of("0123456789") == std::string_view::npos;
  if (isQuotedNumber) builder.hint("without quotes it is a number: `" + std::string(atom.text()) + "`").fix(found, std::string(atom.text()));
  bool isBareScalar = atom && neededKind == Kind::kString && engine_.isInput(found);
  if (isBareScalar) builder.hint("with quotes it is a string: `\"" + sourceText(found) + "\"`").fix(found, "\"" + sourceText(found) + "\"");
  if (neededKind == Kind::kList && atom) builder.hint("a list of one element: `[" + sourceText(found) + "]`");
  return builder.related(needed, "the type is declared here").emit();
}

Failed ReasonReporter::bound(const Reason& reason) {
  auto builder = sink_.report(diag::BoundViolated, reason.spanX, text(reason.x), path(reason), "`" + sourceText(reason.spanY) + "`");
  if (engine_.isInput(reason.spanX)) builder.label("you set this");
  return builder.related(reason.spanY, "the limit is declared here").emit();
}

std::vector<std::string_view> ReasonReporter::fieldNames(const Vertex& vertex) const {
  std::vector<std::string_view> names;
  for (const Vertex* field : vertex.arcs)
    if (field->label.isString() && field->state != ArcState::kPending) names.push_back(engine_.symbols().text(field->label.symbol()));
  return names;
}

Failed ReasonReporter::notAllowed(const Reason& reason) {
  std::string owner = reason.target == nullptr ? "" : engine_.pathOf(reason.target);
  SourceSpan place = reason.vertex == nullptr ? reason.spanX : engine_.labelSpan(*reason.vertex);
  auto builder = sink_.report(diag::FieldNotAllowed, place.valid() ? place : reason.spanX, reason.text, owner.empty() ? "the whole value" : owner);
  if (reason.target != nullptr) {
    std::vector<std::string_view> allowed;
    std::string_view own = engine_.symbols().text(reason.vertex->label.symbol());
    for (const Vertex* field : reason.target->arcs) {
      bool isRefused = field->bottom != nullptr && field->bottom->code == ReasonCode::kFieldNotAllowed;
      if (field->label.isString() && field->state != ArcState::kPending && !isRefused) allowed.push_back(engine_.symbols().text(field->label.symbol()));
    }
    if (auto near = suggest(own, allowed)) builder.hint("did you mean `" + std::string(*near) + "`?").fix(place, std::string(*near));
    if (!allowed.empty()) builder.hint("allowed are " + list(allowed));
  }
  return builder.related(reason.spanY, "closed by this").emit();
}

Failed ReasonReporter::allArms(const Reason& reason) {
  const Vertex* vertex = reason.vertex;
  std::vector<std::string> options;
  bool isEnumeration = vertex != nullptr && vertex->node != nullptr && vertex->node->disjunctions.size() == 1 && static_cast<bool>(vertex->atom);
  if (isEnumeration) {
    for (const Term& term : vertex->node->disjunctions[0].terms) {
      ExprOp op = term.conjunct.expr->op;
      bool isLiteral = op == ExprOp::kString || op == ExprOp::kNumber || op == ExprOp::kTrue || op == ExprOp::kFalse || op == ExprOp::kNull;
      isEnumeration = isEnumeration && isLiteral;
      if (isLiteral) options.push_back(sourceText(engine_.spanOf(term.conjunct)));
    }
  }
  if (isEnumeration) {
    std::string all;
    std::vector<std::string_view> bare;
    for (const std::string& option : options) {
      all += (all.empty() ? "" : ", ") + option;
      bare.push_back(option.size() > 1 && option.front() == '"' ? std::string_view(option).substr(1, option.size() - 2) : std::string_view(option));
    }
    SourceSpan value = vertex->node->atomSpan;
    auto builder = sink_.report(diag::NotOneOf, value, text(vertex->atom), path(reason), all);
    if (engine_.isInput(value)) builder.label("you set this");
    auto near = vertex->atom.kind == Kind::kString ? suggest(vertex->atom.text(), bare) : std::nullopt;
    if (near) builder.hint("did you mean `" + std::string(*near) + "`?").fix(value, std::string(*near));
    return builder.related(engine_.spanOf(vertex->node->disjunctions[0].insertion.conjunct), "the values are declared here").emit();
  }
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
      if ((conjunct.expr->flags & kDataMember) != 0) return engine_.labelSpan(*owner);
      if (conjunct.data->isObject() && !conjunct.data->members().empty() && owner->label.isIndex()) return conjunct.data->members()[0].keySpan;
      return conjunct.data->span();
    }
  }
  return {};
}

std::string ReasonReporter::usageOf(const Vertex& field) const {
  for (const Conjunct& conjunct : field.conjuncts) {
    if (conjunct.decl == nullptr || conjunct.decl->docs == kNoIndex) continue;
    const Module& module = *conjunct.declModule->module;
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

Failed ReasonReporter::missingParameter(Vertex& target, SourceSpan use) {
  std::string name = engine_.pathOf(&target).substr(std::string_view("parameter.").size());
  SourceSpan place = placeToAdd(target);
  std::string usage = usageOf(target);
  Kind kind = engine_.withDefault(&target) == nullptr ? Kind::kTop : engine_.withDefault(&target)->kind;
  SourceSpan declared = engine_.labelSpan(target);
  auto builder = sink_.report(diag::MissingValue,
                              place.valid()      ? place
                              : declared.valid() ? declared
                                                 : use,
                              "parameter `" + name + "`" + (kind == Kind::kTop ? "" : " (" + kindWords(kind) + ")"));
  if (!usage.empty()) builder.hint("`" + name + "`: " + usage);
  if (place.valid()) builder.related(declared, "the definition asks for it here");
  return builder.related(use, "needed here").emit();
}

Failed ReasonReporter::missing(const Reason& reason) {
  if (Vertex* parameter = parameterBehind(reason)) return missingParameter(*parameter, reason.spanX);
  Vertex* open = reason.target != nullptr ? reason.target : reason.vertex;
  std::string name = engine_.pathOf(open);
  if (name.empty()) name = path(reason);
  SourceSpan declared = open == nullptr ? reason.spanX : engine_.spanOf(*open);
  if (reason.code == ReasonCode::kOptionalReferenced)
    return sink_.report(diag::UndefinedField, reason.spanX, reason.text, "a struct where it is optional and not set")
        .related(declared, "declared optional here")
        .hint("test for it first: `if x." + std::string(reason.text) + " != _|_ {…}`")
        .emit();
  if (reason.code == ReasonCode::kAmbiguousDefault) {
    std::string options = "several values are possible and none is the default";
    auto builder = sink_.report(diag::AmbiguousDefault, declared.valid() ? declared : reason.spanX, name, options);
    return builder.related(declared.valid() ? reason.spanX : SourceSpan(), "needed here").hint("mark one with `*`, or set a value").emit();
  }
  std::string known = kindWords(reason.kindX);
  auto builder = sink_.report(diag::NotConcrete, declared.valid() ? declared : reason.spanX, name, known);
  if (!(declared == reason.spanX)) builder.related(reason.spanX, "needed here");
  return builder.emit();
}

Failed ReasonReporter::undefined(const Reason& reason) {
  std::string owner = reason.target == nullptr ? "" : engine_.pathOf(reason.target);
  bool isParameter = owner == "parameter" || owner.starts_with("parameter.");
  SourceSpan place = reason.spanX;
  std::vector<std::string_view> names;
  if (reason.target != nullptr) names = fieldNames(*reason.target);
  auto near = suggest(reason.text, names);
  auto builder = sink_.report(diag::UndefinedField, place, reason.text, owner.empty() ? "this value" : "`" + owner + "`");
  if (near) builder.hint("did you mean `" + std::string(*near) + "`?");
  else if (!names.empty()) builder.hint("there are " + list(names));
  if (isParameter) builder.hint("declare it in `parameter`, or test for it first with `!= _|_`");
  return builder.emit();
}

Failed ReasonReporter::notCallable(const Reason& reason) {
  auto builder = sink_.report(diag::UnknownFunction, reason.spanX, reason.text);
  std::size_t dot = reason.text.rfind('.');
  if (dot == std::string_view::npos) return builder.emit();
  const PackageDef* package = nullptr;
  for (const PackageDef& candidate : engine_.options().functions)
    if (candidate.path == reason.text.substr(0, dot) || candidate.path.ends_with("/" + std::string(reason.text.substr(0, dot)))) package = &candidate;
  if (package == nullptr) return builder.emit();
  std::vector<std::string_view> names;
  for (const FunctionDef& function : package->functions) names.push_back(function.name);
  if (auto near = suggest(reason.text.substr(dot + 1), names))
    builder.hint("did you mean `" + std::string(reason.text.substr(0, dot + 1)) + std::string(*near) + "`?");
  return builder.emit();
}

}  // namespace oamc
