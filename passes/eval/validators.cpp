#include <algorithm>
#include <variant>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};

bool isFailure(const Value& value) { return value.isBlocked() || value.isBottom(); }

std::uint32_t countRegular(const Vertex& vertex) {
  return static_cast<std::uint32_t>(
      std::ranges::count_if(vertex.arcs.span(), [](const Vertex* field) { return field->label.isRegular() && field->state == ArcState::kMember; }));
}

}  // namespace

/// Records a call with one argument missing, or the bare name of a function with one parameter, as a condition on the final value
/// (spec/cue.md 3). Returns kFunction when it was recorded.
Value Engine::insertValidator(Vertex& vertex, const Insertion& insertion, const Value& function) {
  const Conjunct& conjunct = insertion.conjunct;
  const FunctionDef& row = *function.function;
  bool isCall = conjunct.expr->op == ExprOp::kCall;
  std::uint32_t given = isCall ? conjunct.expr->c : 0;
  if (row.result != Kind::kBool || given + 1 != row.parameterCount) {
    Reason* count = reason(BottomKind::kEval, ReasonCode::kArgumentCount, spanOf(conjunct));
    count->text = arena_.copyText(std::string(function.package->path) + "." + std::string(row.name));
    count->detail = row.signature;
    count->numberX = given;
    count->numberY = row.parameterCount;
    return Value::bottom(count);
  }
  Validator validator{};
  validator.function = &row;
  validator.span = spanOf(conjunct);
  validator.text = arena_.copyText(std::string(function.package->path) + "." + std::string(row.name));
  bool takesConstraint = row.special == SpecialFunction::kJsonValidate || row.special == SpecialFunction::kYamlValidate ||
                         row.special == SpecialFunction::kYamlValidatePartial || row.special == SpecialFunction::kListMatchN;
  if (isCall && takesConstraint) {
    std::vector<Vertex*> operands;
    for (std::uint32_t index : conjunct.env->module->list(conjunct.expr->b, conjunct.expr->c))
      operands.push_back(operand(conjunct.env->module->expr(index), conjunct.env));
    validator.operands = arena_.copyArray(std::span<Vertex* const>(operands));
  } else if (isCall) {
    std::vector<Data> arguments;
    Value prepared = this->arguments(*conjunct.expr, conjunct.env, arguments);
    if (isFailure(prepared)) return prepared;
    validator.arguments = arena_.copyArray(std::span<const Data>(arguments));
  }
  if (row.parameters[0] != Kind::kTop) restrictKind(vertex, row.parameters[0] == Kind::kInt ? Kind::kNumber : row.parameters[0], validator.span);
  node(vertex).validators.push(arena_, validator);
  return function;
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
  node(vertex).validators.push(arena_, validator);
  return TaskState::kDone;
}

void Engine::checkValidators(Vertex& vertex) {
  if (vertex.skipsValidators || vertex.bottom != nullptr) return;
  std::span<const Validator> validators = node(vertex).validators.span();
  for (const Validator& validator : validators) {
    Verdict verdict = validator.core != 0 ? checkMatch(vertex, validator) : checkValidator(vertex, validator);
    if (verdict == Verdict::kAccepted || verdict == Verdict::kOpen) continue;
    BottomKind kind = verdict == Verdict::kRefused ? BottomKind::kEval : BottomKind::kIncomplete;
    Reason* refused = reason(kind, ReasonCode::kValidatorFailed, validator.span);
    refused->text = validator.text;
    refused->x = vertex.atom;
    refused->spanY = vertex.node->atomSpan;
    fail(vertex, refused);
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
    case SpecialFunction::kStructMinFields: return vertex.kind != Kind::kStruct || countRegular(vertex) >= limit() ? Verdict::kAccepted : Verdict::kIncomplete;
    case SpecialFunction::kStructMaxFields: return vertex.kind != Kind::kStruct || countRegular(vertex) <= limit() ? Verdict::kAccepted : Verdict::kRefused;
    case SpecialFunction::kListMatchN: {
      if (vertex.kind != Kind::kList || validator.operands.size() != 2) return Verdict::kAccepted;
      std::uint32_t matching = 0;
      for (Vertex* element : vertex.arcs) matching += unifiesWith(*element, *validator.operands[1]) ? 1U : 0U;
      return countFits(matching, *validator.operands[0]) ? Verdict::kAccepted : vertex.isClosedList ? Verdict::kRefused : Verdict::kIncomplete;
    }
    case SpecialFunction::kJsonValidate:
    case SpecialFunction::kYamlValidate:
    case SpecialFunction::kYamlValidatePartial:
      if (!vertex.atom) return Verdict::kOpen;
      return refusal(row, vertex.atom, *validator.operands[0], validator.span) == nullptr ? Verdict::kAccepted : Verdict::kRefused;
    case SpecialFunction::kNone:
    case SpecialFunction::kListUniqueItems:
    case SpecialFunction::kListSort:
    case SpecialFunction::kListSortStable:
    case SpecialFunction::kListIsSorted: break;
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
  if (row.special == SpecialFunction::kListUniqueItems) return hasUniqueItems(arguments[0]) ? Verdict::kAccepted : Verdict::kRefused;
  if (!intersects(kindOfData(arguments[0]), row.parameters[0])) return Verdict::kRefused;
  arguments.insert(arguments.end(), validator.arguments.begin(), validator.arguments.end());
  CallContext context{arguments, arena_, regexes_};
  FunctionResult result = row.function(context);
  const Data* answer = std::get_if<Data>(&result);
  return answer != nullptr && answer->kind() == DataKind::kBool && answer->boolean() ? Verdict::kAccepted : Verdict::kRefused;
}

bool Engine::hasUniqueItems(const Data& list) {
  std::span<const Data> items = list.items();
  for (std::size_t i = 0; i < items.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (equal(items[i], items[j])) return false;
  return true;
}

/// True if the value and the schema unify without a failure, and nothing is left open.
bool Engine::unifiesWith(Vertex& value, Vertex& schema) {
  Vertex* meeting = newVertex(nullptr, Label(), false);
  meeting->skipsValidators = true;
  for (Vertex* side : {&value, &schema}) {
    Conjunct conjunct;
    conjunct.expr = &kVertexExpr;
    conjunct.vertex = side;
    meeting->conjuncts.push(arena_, conjunct);
  }
  if (complete(*meeting) == DeepStatus::kFatal) return false;
  Vertex* chosen = withDefault(meeting);
  return chosen == nullptr || chosen->bottom == nullptr;
}

bool Engine::countFits(std::uint32_t count, Vertex& constraint) {
  static constexpr Expr kDataExpr{.op = ExprOp::kDataRef};
  Vertex* number = rootOf(kDataExpr, arena_.create<Data>(Data::number(Number::fromInt(count), arena_)));
  return unifiesWith(*number, constraint);
}

Engine::Verdict Engine::checkMatch(Vertex& vertex, const Validator& validator) {
  std::span<Vertex* const> operands = validator.operands;
  if (validator.core == 2) return unifiesWith(vertex, *operands[unifiesWith(vertex, *operands[0]) ? 1 : 2]) ? Verdict::kAccepted : Verdict::kRefused;
  Value schemas = valueOf(operands[1], validator.span);
  if (!schemas.isVertex() || schemas.vertex->kind != Kind::kList) return Verdict::kRefused;
  std::uint32_t matching = 0;
  for (Vertex* schema : schemas.vertex->arcs) matching += unifiesWith(vertex, *schema) ? 1U : 0U;
  return countFits(matching, *operands[0]) ? Verdict::kAccepted : Verdict::kRefused;
}

}  // namespace oamc
