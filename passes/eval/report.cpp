#include "passes/eval/report.h"

#include <algorithm>

#include "ir/base/suggest.h"
#include "passes/eval/evaluator.h"

namespace oamc {

namespace {

constexpr std::size_t kLongestQuote = 60;

std::string raisedBy(std::string_view option) { return "`" + std::string(option) + "` raises the limit"; }

}  // namespace

std::string quotedList(std::span<const std::string_view> names) {
  constexpr std::size_t kShown = 12;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kShown; ++i) text += (i == 0 ? "`" : ", `") + std::string(names[i]) + "`";
  return names.size() > kShown ? text + " and " + std::to_string(names.size() - kShown) + " more" : text;
}

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
    case ReasonCode::kReferenceCycle: return cycle(reason);
    case ReasonCode::kStructuralCycle: return sink_.report(diag::StructuralCycle, reason.spanX, where).emit();
    case ReasonCode::kWrongOperand: {
      std::string source = sourceText(reason.spanX);
      std::string found = source.empty() ? kindWords(reason.kindX) : "`" + source + "` is " + kindWords(reason.kindX);
      return sink_.report(diag::WrongOperand, reason.spanX, found, reason.text).emit();
    }
    case ReasonCode::kNotCallable: return notCallable(reason);
    case ReasonCode::kCallFailed: return callFailed(reason);
    case ReasonCode::kArgumentCount: return argumentCount(reason);
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
    case ReasonCode::kListArithmetic: return listArithmetic(reason);
    case ReasonCode::kLimitSteps:
      return sink_.report(diag::StepLimit, reason.spanX, std::to_string(limits.evaluationSteps)).hint(raisedBy("--max-steps N")).emit();
    case ReasonCode::kLimitDepth:
      return sink_.report(diag::DepthLimit, reason.spanX, std::to_string(limits.vertexDepth)).hint(raisedBy("--max-depth N")).emit();
    case ReasonCode::kLimitCandidates:
      return sink_.report(diag::CandidateLimit, reason.spanX, where, std::to_string(limits.disjunctionCandidates)).hint(raisedBy("--max-candidates N")).emit();
    case ReasonCode::kLimitMemory:
      return sink_.report(diag::MemoryLimit, reason.spanX, std::to_string(limits.evaluationBytes >> 20U)).hint(raisedBy("--max-memory BYTES")).emit();
    case ReasonCode::kUnknownPackage: return unknownPackage(reason);
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
  std::string text = pathOf(reason.vertex);
  return text.empty() ? "the whole value" : text;
}

std::string ReasonReporter::pathOf(const Vertex* vertex) const {
  std::vector<const Vertex*> path;
  for (; vertex != nullptr; vertex = vertex->parent)
    if (vertex->isNamed) path.push_back(vertex);
  std::string text;
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    std::string label = labelText((*step)->label, engine_.symbols());
    const Vertex* name = (*step)->label.isIndex() ? engine_.findArc(**step, Label::string(engine_.symbols().intern("name"))) : nullptr;
    bool isNamed = name != nullptr && name->atom && name->atom.kind == Kind::kString && !name->atom.text().empty();
    if (isNamed) text += "[name=" + std::string(name->atom.text()) + "]";
    else text += (text.empty() ? "" : ".") + label;
  }
  return text;
}

std::pair<const Module*, const Expr*> ReasonReporter::enclosing(SourceSpan span, bool (*isWanted)(const Expr&)) const {
  std::pair<const Module*, const Expr*> best{};
  for (const LoadedModule* loaded : engine_.modules()) {
    if (loaded->module->file != span.file) continue;
    for (const Expr& expr : loaded->module->exprs) {
      bool contains = expr.begin <= span.begin && span.end <= expr.end && isWanted(expr);
      if (contains && (best.second == nullptr || expr.end - expr.begin < best.second->end - best.second->begin)) best = {loaded->module, &expr};
    }
  }
  return best;
}

std::string ReasonReporter::kindWords(Kind kind) const {
  if (kind == Kind::kTop) return "any value";
  std::string text = kindText(kind);
  if (text.size() > 2 && text.front() == '(') text = text.substr(1, text.size() - 2);
  for (std::size_t bar = text.find('|'); bar != std::string::npos; bar = text.find('|', bar + 4)) text.replace(bar, 1, " or ");
  return text;
}

SourceSpan ReasonReporter::meetingPlace(const Reason& reason) const {
  if (reason.vertex == nullptr || engine_.isInput(reason.spanX) || engine_.isInput(reason.spanY)) return {};
  for (const Conjunct& conjunct : reason.vertex->conjuncts) {
    ExprOp op = conjunct.expr->op;
    if (op != ExprOp::kFieldRef && op != ExprOp::kSelector) continue;
    SourceSpan place = engine_.spanOf(conjunct);
    if (place.valid() && !(place == reason.spanX) && !(place == reason.spanY)) return place;
  }
  return {};
}

Failed ReasonReporter::conflict(const Reason& reason) {
  // The user's value comes first; of the context, which is written nowhere, the other value.
  bool isSwapped = reason.spanY.valid() && (!reason.spanX.valid() || (engine_.isInput(reason.spanY) && !engine_.isInput(reason.spanX)));
  SourceSpan first = isSwapped ? reason.spanY : reason.spanX;
  SourceSpan second = isSwapped ? reason.spanX : reason.spanY;
  SourceSpan meeting = meetingPlace(reason);
  auto builder = sink_.report(diag::ConflictingValues, meeting.valid() ? meeting : first, text(isSwapped ? reason.y : reason.x),
                              text(isSwapped ? reason.x : reason.y), path(reason));
  if (engine_.isInput(first)) builder.label("you set this");
  if (meeting.valid()) builder.related(first, "one value");
  addUsage(builder, reason.vertex);
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
  SourceSpan meeting = meetingPlace(reason);
  auto builder = sink_.report(diag::WrongKind, meeting.valid() ? meeting : found, path(reason), what, kindWords(neededKind));
  if (meeting.valid()) builder.related(found, "this is what it refers to");
  if (engine_.isInput(found)) builder.label("you set this");
  bool isQuotedNumber = atom.kind == Kind::kString && intersects(neededKind, Kind::kNumber) && !atom.text().empty() &&
                        atom.text().find_first_not_of("0123456789") == std::string_view::npos;
  if (isQuotedNumber) builder.hint("without quotes it is a number: `" + std::string(atom.text()) + "`").fix(found, std::string(atom.text()));
  bool isBareScalar = atom && neededKind == Kind::kString && engine_.isInput(found);
  if (isBareScalar) builder.hint("with quotes it is a string: `\"" + sourceText(found) + "\"`").fix(found, "\"" + sourceText(found) + "\"");
  if (neededKind == Kind::kList && atom) builder.hint("a list of one element: `[" + sourceText(found) + "]`");
  addUsage(builder, reason.vertex);
  return builder.related(needed, "the type is declared here").emit();
}

Failed ReasonReporter::bound(const Reason& reason) {
  auto builder = sink_.report(diag::BoundViolated, reason.spanX, text(reason.x), path(reason), "`" + sourceText(reason.spanY) + "`");
  if (engine_.isInput(reason.spanX)) builder.label("you set this");
  addUsage(builder, reason.vertex);
  return builder.related(reason.spanY, "the limit is declared here").emit();
}

std::vector<std::string_view> ReasonReporter::fieldNames(const Vertex& vertex) const {
  std::vector<std::string_view> names;
  for (const Vertex* field : vertex.arcs)
    if (field->label.isString() && field->state != ArcState::kPending) names.push_back(engine_.symbols().text(field->label.symbol()));
  return names;
}

Failed ReasonReporter::notAllowed(const Reason& reason) {
  std::string owner = reason.target == nullptr ? "" : pathOf(reason.target);
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
    if (!allowed.empty()) builder.hint("allowed are " + quotedList(allowed));
  }
  return builder.related(reason.spanY, "closed by this").emit();
}

}  // namespace oamc
