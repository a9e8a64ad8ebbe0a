#include <algorithm>
#include <variant>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};
constexpr Expr kTreeExpr{.op = ExprOp::kTreeRef};
constexpr Expr kDataExpr{.op = ExprOp::kDataRef};

bool isFailure(const Value& value) { return value.isBlocked() || value.isBottom(); }

std::uint32_t countRegular(const Vertex& vertex) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(vertex.arcs.span(), [](const Vertex* field) { return field->label.isRegular() && field->state == ArcState::kMember; }));
}

/// The fields that a closed struct has or may still get.
std::uint32_t countPossible(const Vertex& vertex) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(vertex.arcs.span(), [](const Vertex* field) { return field->label.isRegular() && field->state != ArcState::kPending; }));
}

}  // namespace

/// Records a call with one argument missing, or the bare name of a function with one parameter, as a condition on the final value
/// (spec/cue.md 3). Returns kFunction when it was recorded.
Value Engine::insertValidator(Vertex& vertex, const Insertion& insertion, const Value& function) {
  const Conjunct& conjunct = insertion.conjunct;
  const FunctionDef& row = *function.function;
  bool isCall = conjunct.expr->op == ExprOp::kCall;
  std::uint32_t given = isCall ? conjunct.expr->c : 0;
  Validator validator{};
  validator.function = &row;
  validator.package = function.package;
  validator.isName = !isCall;
  validator.span = spanOf(conjunct);
  validator.text = arena_.copyText(std::string(function.package->path) + "." + std::string(row.name));
  if (!row.validatesWith(given)) {
    if (!isCall) node(vertex).rare(arena_).validators.push(arena_, validator);  // the value fails, but can be called
    Reason* count = reason(BottomKind::kEval, ReasonCode::kArgumentCount, spanOf(conjunct));
    count->text = validator.text;
    count->detail = row.signature;
    count->numberX = given;
    count->numberY = row.parameterCount;
    return Value::bottom(count);
  }
  bool takesConstraint = row.special == SpecialFunction::kJsonValidate || row.special == SpecialFunction::kYamlValidate ||
                         row.special == SpecialFunction::kYamlValidatePartial || row.special == SpecialFunction::kListMatchN ||
                         row.special == SpecialFunction::kListIsSorted;
  if (isCall && takesConstraint) {
    openLiteral(vertex, insertion);
    std::vector<Vertex*> operands;
    for (std::uint32_t index : conjunct.env->module->list(conjunct.expr->b, conjunct.expr->c))
      operands.push_back(operand(conjunct.env->module->expr(index), conjunct.env));
    validator.operands = arena_.copyArray(std::span<Vertex* const>(operands));
  } else if (isCall) {
    std::vector<Data> arguments;
    std::vector<Value> met;
    Value prepared = this->arguments(*conjunct.expr, conjunct.env, false, arguments, met);
    if (isFailure(prepared)) return prepared;
    validator.arguments = arena_.copyArray(std::span<const Data>(arguments));
  }
  if (row.parameters[0] != Kind::kTop) restrictKind(vertex, row.parameters[0] == Kind::kInt ? Kind::kNumber : row.parameters[0], validator.span);
  node(vertex).rare(arena_).validators.push(arena_, validator);
  return function;
}

/// A validator that takes a constraint opens the literal that it is embedded in (conformance definitions/fields).
void Engine::openLiteral(Vertex& vertex, const Insertion& insertion) {
  if (!insertion.isEmbedded) return;
  node(vertex).rare(arena_).ellipses.push(arena_, insertion.conjunct.group);
  node(vertex).embedsTop = true;
}

bool Engine::isMatchCall(const Expr& call, const Environment& env) const {
  const Expr& function = env.module->expr(call.a);
  if (function.op != ExprOp::kBuiltin) return false;
  std::string_view name = env.module->text(function.a);
  return (name == "matchN" && call.c == 2) || (name == "matchIf" && call.c == 3);
}

/// `matchN(count, [schemas])` and `matchIf(if, then, else)` look at the final value.
TaskState Engine::runMatch(Vertex& vertex, Task& task) {
  const Conjunct& conjunct = task.insertion.conjunct;
  const LoadedModule& module = *conjunct.env->module;
  Validator validator{};
  validator.span = spanOf(conjunct);
  validator.text = module.text(module.expr(conjunct.expr->a).a);
  validator.core = conjunct.expr->c == 2 ? 1 : 2;
  std::vector<Vertex*> operands;
  for (std::uint32_t index : module.list(conjunct.expr->b, conjunct.expr->c)) operands.push_back(operand(module.expr(index), conjunct.env));
  validator.operands = arena_.copyArray(std::span<Vertex* const>(operands));
  node(vertex).rare(arena_).validators.push(arena_, validator);
  openLiteral(vertex, task.insertion);
  return TaskState::kDone;
}

static bool validatesText(const FunctionDef& function) {
  return function.special == SpecialFunction::kJsonValidate || function.special == SpecialFunction::kYamlValidate ||
         function.special == SpecialFunction::kYamlValidatePartial;
}

void Engine::checkValidators(Vertex& vertex) {
  if (vertex.bottom != nullptr) return;
  std::span<const Validator> validators = rareOf(vertex).validators.span();
  for (const Validator& validator : validators) {
    Verdict verdict = validator.core != 0 ? checkMatch(vertex, validator) : checkValidator(vertex, validator);
    if (verdict == Verdict::kAccepted || verdict == Verdict::kOpen) continue;
    BottomKind kind = verdict == Verdict::kRefused ? BottomKind::kEval : BottomKind::kIncomplete;
    Reason* refused = reason(kind, ReasonCode::kValidatorFailed, validator.span);
    refused->text = validator.text;
    refused->x = vertex.atom;
    refused->spanY = vertex.valueSpan;
    fail(vertex, refused);
    // A schema that contains its own check goes down until a limit: on the way back one refusal is enough for each level.
    if (validator.core == 0 && validatesText(*validator.function)) return;
  }
}

Engine::Verdict Engine::checkValidator(Vertex& vertex, const Validator& validator) {
  const FunctionDef& row = *validator.function;
  auto limit = [&]() -> std::int64_t { return validator.arguments.empty() ? 0 : validator.arguments[0].number().toInt64().value_or(INT64_MAX); };
  bool isStructure = vertex.kind == Kind::kStruct || vertex.kind == Kind::kList;
  switch (row.special) {
    case SpecialFunction::kListMinItems:
      if (vertex.kind != Kind::kList || countRegular(vertex) >= limit()) return Verdict::kAccepted;
      return vertex.isClosedList ? Verdict::kRefused : Verdict::kIncomplete;
    case SpecialFunction::kListMaxItems: return vertex.kind != Kind::kList || countRegular(vertex) <= limit() ? Verdict::kAccepted : Verdict::kRefused;
    case SpecialFunction::kStructMinFields:
      if (vertex.kind != Kind::kStruct || countRegular(vertex) >= limit()) return Verdict::kAccepted;
      return isFinallyClosed(vertex) && countPossible(vertex) < limit() ? Verdict::kRefused : Verdict::kIncomplete;
    case SpecialFunction::kStructMaxFields: return vertex.kind != Kind::kStruct || countRegular(vertex) <= limit() ? Verdict::kAccepted : Verdict::kRefused;
    case SpecialFunction::kListMatchN: {
      if (vertex.kind != Kind::kList || validator.operands.size() != 2) return Verdict::kAccepted;
      std::uint32_t matching = 0;
      for (Vertex* element : vertex.arcs) matching += meet(*element, *validator.operands[1]) == Verdict::kAccepted ? 1U : 0U;
      Verdict verdict = countFits(matching, matching, *validator.operands[0]);
      return verdict == Verdict::kRefused && !vertex.isClosedList ? Verdict::kIncomplete : verdict;
    }
    case SpecialFunction::kJsonValidate:
    case SpecialFunction::kYamlValidate:
    case SpecialFunction::kYamlValidatePartial:
      if (!vertex.atom) return Verdict::kOpen;
      return refusal(row, vertex.atom, *validator.operands[0], validator.span) == nullptr ? Verdict::kAccepted : Verdict::kRefused;
    case SpecialFunction::kListIsSorted: {
      if (vertex.kind != Kind::kList || validator.operands.size() != 1) return Verdict::kAccepted;
      Value sorted = sortList(vertex, *validator.operands[0], true, validator.span);
      if (sorted.isBottom()) return isFatal(sorted.reason->kind) ? Verdict::kRefused : Verdict::kIncomplete;
      return sorted.isAtom() && sorted.atom.boolean() ? Verdict::kAccepted : Verdict::kRefused;
    }
    case SpecialFunction::kListUniqueItems: return vertex.kind == Kind::kList ? checkUnique(vertex) : Verdict::kAccepted;
    case SpecialFunction::kNone:
    case SpecialFunction::kPatchMerge:
    case SpecialFunction::kListSort:
    case SpecialFunction::kListSortStable: break;
  }
  if (!vertex.atom && !isStructure) return Verdict::kOpen;
  std::vector<Data> arguments;
  if (vertex.atom) arguments.push_back(dataOf(vertex.atom, validator.span));
  else {
    const Reason* problem = nullptr;
    std::optional<Data> data = exportConcrete(vertex, &problem);
    if (!data) return Verdict::kOpen;
    arguments.push_back(*data);
  }
  if (!intersects(kindOfData(arguments[0]), row.parameters[0])) return Verdict::kRefused;
  arguments.insert(arguments.end(), validator.arguments.begin(), validator.arguments.end());
  CallContext context{arguments, arena_, regexes_, options_.sources};
  FunctionResult result = row.function(context);
  const Data* answer = std::get_if<Data>(&result);
  return answer != nullptr && answer->kind() == DataKind::kBool && answer->boolean() ? Verdict::kAccepted : Verdict::kRefused;
}

/// Elements are compared by their regular fields. Equal ones that could still become different leave it open (spec/cue.md 3 "list").
Engine::Verdict Engine::checkUnique(Vertex& list) {
  Verdict verdict = Verdict::kAccepted;
  for (std::uint32_t i = 0; i < list.arcs.size(); ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      if (!list.arcs[i]->label.isIndex() || !list.arcs[j]->label.isIndex() || !equalMembers(*list.arcs[i], *list.arcs[j])) continue;
      if (isFinal(*list.arcs[i]) && isFinal(*list.arcs[j])) return Verdict::kRefused;
      verdict = Verdict::kIncomplete;
    }
  }
  return verdict;
}

/// How a final value meets a schema: defaults are taken, constraints on fields that it does not have are left out, and so is what closes it
/// (spec/cue.md 3 "Core", matchN). kIncomplete: more fields could make it match.
Engine::Verdict Engine::meet(Vertex& value, Vertex& schema) {
  Vertex* meeting = rootOf(kTreeExpr, finalTree(value));
  Conjunct constraint;
  constraint.expr = &kVertexExpr;
  constraint.vertex = &schema;
  meeting->conjuncts.push(arena_, constraint);
  if (complete(*meeting) == DeepStatus::kFatal) return Verdict::kRefused;
  Vertex* chosen = withDefault(meeting);
  return chosen != nullptr && firstGap(*chosen) != nullptr ? Verdict::kIncomplete : Verdict::kAccepted;
}

/// The members of a value, level by level, as they are now.
Tree* Engine::finalTree(Vertex& value) {
  evaluate(value);
  Vertex* chosen = withDefault(&value);
  Tree* tree = arena_.create<Tree>();
  tree->vertex = chosen == nullptr ? &value : chosen;
  if (chosen == nullptr || chosen->bottom != nullptr) return tree;
  if (chosen->atom) {
    tree->kind = TreeKind::kLiteral;
    tree->literal = dataOf(chosen->atom, {});
  } else if (chosen->kind == Kind::kStruct) {
    tree->kind = TreeKind::kStruct;
    for (Vertex* field : chosen->arcs)
      if (field->state == ArcState::kMember) tree->fields.push(arena_, {field->label, FieldMark::kMember, finalTree(*field), {}, {}});
  } else if (chosen->kind == Kind::kList) {
    tree->kind = TreeKind::kList;
    tree->isOpen = !chosen->isClosedList;
    for (Vertex* element : chosen->arcs) tree->elements.push(arena_, finalTree(*element));
  }
  return tree;
}

/// Whether a number of matches between `certain` and `possible` fits the constraint: kIncomplete if only more than are certain would.
Engine::Verdict Engine::countFits(std::uint32_t certain, std::uint32_t possible, Vertex& constraint) {
  for (std::uint32_t count = certain; count <= possible; ++count) {
    Vertex* number = rootOf(kDataExpr, arena_.create<Data>(Data::number(Number::fromInt(count), arena_)));
    if (meet(*number, constraint) == Verdict::kAccepted) return count == certain ? Verdict::kAccepted : Verdict::kIncomplete;
  }
  return Verdict::kRefused;
}

/// `matchN` and `matchIf` look at a value once it is one.
Engine::Verdict Engine::checkMatch(Vertex& vertex, const Validator& validator) {
  if (!vertex.atom && vertex.kind != Kind::kStruct && vertex.kind != Kind::kList) return Verdict::kOpen;
  std::span<Vertex* const> operands = validator.operands;
  if (validator.core == 2) return meet(vertex, *operands[meet(vertex, *operands[0]) == Verdict::kAccepted ? 1 : 2]);
  Value schemas = valueOf(operands[1], validator.span);
  if (!schemas.isVertex() || schemas.vertex->kind != Kind::kList) return Verdict::kRefused;
  std::uint32_t certain = 0;
  std::uint32_t possible = 0;
  for (Vertex* schema : schemas.vertex->arcs) {
    Verdict verdict = meet(vertex, *schema);
    if (verdict == Verdict::kAccepted) ++certain;
    if (verdict != Verdict::kRefused) ++possible;
  }
  return countFits(certain, possible, *operands[0]);
}

}  // namespace oamc
