#include <algorithm>
#include <variant>

#include "passes/eval/engine.h"

namespace oamc {

namespace {
constexpr Expr kDataExpr{.op = ExprOp::kDataRef};
constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};
constexpr Expr kChoiceExpr{.op = ExprOp::kChoice};
constexpr Expr kTopExpr{.op = ExprOp::kTop};
bool hasComprehension(const Expr& list, const LoadedModule& module) {
  return list.op == ExprOp::kList &&
         std::ranges::any_of(module.list(list.a, list.b), [&](std::uint32_t element) { return module.expr(element).op == ExprOp::kComprehension; });
}
bool isFailure(const Value& value) { return value.isBlocked() || value.isBottom(); }
}  // namespace

Value Engine::call(const Expr& expr, Environment* env) {
  const Expr& function = env->module->expr(expr.a);
  if (function.op == ExprOp::kBuiltin) return callCore(expr, env, env->module->text(function.a));
  Value found = resolve(function, env);
  if (found.isBlocked()) return found;
  if (found.isBottom() && found.reason->code == ReasonCode::kNotCallable) {
    Reason* unknown = arena_.create<Reason>(*found.reason);
    unknown->kind = BottomKind::kEval;  // nothing can make it a function
    return Value::bottom(unknown);
  }
  if (found.isBottom() && found.reason->code != ReasonCode::kUndefinedField) return found;
  if (found.isVertex()) found = functionIn(*found.vertex);
  if (found.tag != Value::Tag::kFunction) {
    Reason* problem = reason(BottomKind::kEval, ReasonCode::kNotCallable, spanOf(function, env));
    problem->text = env->module->module->file == FileId::kNone ? "" : options_.sources->text(spanOf(function, env));
    return Value::bottom(problem);
  }
  const FunctionDef& row = *found.function;
  std::uint32_t given = expr.c;
  // One argument less: a constraint on the value it will meet.
  if (row.validatesWith(given)) return found;
  if (given > row.parameterCount || given + row.optionalParameters < row.parameterCount) {
    Reason* count = reason(BottomKind::kEval, ReasonCode::kArgumentCount, spanOf(expr, env));
    count->text = arena_.copyText(std::string(found.package->path) + "." + std::string(row.name));
    count->detail = row.signature;
    count->numberX = given;
    count->numberY = row.parameterCount;
    return Value::bottom(count);
  }
  return row.special != SpecialFunction::kNone ? callSpecial(row, *found.package, expr, env) : callFunction(found, expr, env);
}

/// The function that a field holds: its value is nothing but the name of one (`valid: json.Valid`). A
/// bottom without reason if there is none.
Value Engine::functionIn(Vertex& vertex) {
  evaluate(vertex);
  const Vertex* holder = resolved(&vertex);
  if (holder->atom || rareOf(*holder).validators.size() != 1) return {};
  const Validator& validator = rareOf(*holder).validators[0];
  if (validator.package == nullptr || !validator.isName) return {};
  return {.tag = Value::Tag::kFunction, .function = validator.function, .package = validator.package};
}

/// The arguments as concrete data (spec/cue.md 3). Returns a failure, or an atom when all went well. `met` gets the value of every argument that was looked
/// at, the one that failed last.
Value Engine::arguments(const Expr& expr, Environment* env, bool keepsSpelling, std::vector<Data>& out, std::vector<Value>& met) {
  for (std::uint32_t index : env->module->list(expr.b, expr.c)) {
    const Expr& argument = env->module->expr(index);
    Value known = value(argument, env);
    met.push_back(known);
    if (isFailure(known)) return known;
    SourceSpan span = spanOf(argument, env);
    if (known.isAtom()) {
      bool hasSpan = !keepsSpelling || literalOf(argument, *env->module);
      out.push_back(dataOf(known.atom, hasSpan ? span : SourceSpan()));
      continue;
    }
    if (!known.isVertex()) return wrongOperand(span, Kind::kTop, "a value");
    if (known.vertex->status == VertexStatus::kRunning) {
      if (!isBreaking(*known.vertex)) return Value::blocked(known.vertex->stackIndex);
      return Value::bottom(reason(BottomKind::kCycle, ReasonCode::kReferenceCycle, span));
    }
    const Reason* problem = nullptr;
    std::optional<Data> data = exportConcrete(*known.vertex, &problem, keepsSpelling);
    if (!data) return Value::bottom(problem);
    out.push_back(*data);
  }
  return Value::ofAtom(Atom::null());
}

/// Why an argument that is not concrete, or has another kind, can never be what the function needs; null if it can. The elements of a list count too.
const Reason* Engine::unfitArgument(const Value& found, std::size_t i, const Value& known, SourceSpan span) {
  const FunctionDef& function = *found.function;
  Kind kind = known.isAtom() ? known.atom.kind : known.isVertex() ? known.vertex->kind : Kind::kTop;
  bool isUnfit = isNever(known, span, function.parameters[i]) || (!isFailure(known) && !intersects(kind, function.parameters[i]));
  Kind needed = function.parameters[i];
  if (known.isBottom()) kind = known.reason->kindX;
  std::string name = "`" + std::string(parameterName(function, i)) + "`";
  std::string place = "argument " + std::to_string(i + 1);
  if (!isUnfit && known.isVertex() && known.vertex->kind == Kind::kList && known.vertex->status == VertexStatus::kDone) {
    needed = function.elementKind(i);
    for (Vertex* element : known.vertex->arcs) {
      const Vertex* chosen = withDefault(element);
      if (chosen == nullptr || chosen->status != VertexStatus::kDone || chosen->bottom != nullptr || intersects(chosen->kind, needed)) continue;
      isUnfit = true;
      kind = chosen->kind;
      place = "an element of " + place;
      name = "the elements of " + name;
      break;
    }
  }
  if (!isUnfit) return nullptr;
  Reason* wrong = reason(BottomKind::kEval, ReasonCode::kCallFailed, span);
  wrong->target = known.vertex;
  wrong->text = arena_.copyText(std::string(found.package->path) + "." + std::string(function.name));
  wrong->detail = arena_.copyText(place + " is " + kindText(kind) + ", but " + name + " must be " + kindText(needed));
  return wrong;
}

Value Engine::callFunction(const Value& found, const Expr& expr, Environment* env) {
  const FunctionDef& function = *found.function;
  std::vector<Data> given;
  std::vector<Value> met;
  MovedElements moved;
  Value prepared = function.movesElements ? movableArguments(expr, env, given, met, moved) : arguments(expr, env, function.keepsSpelling, given, met);
  if (prepared.isBlocked()) return prepared;
  for (std::size_t i = 0; i < met.size(); ++i) {
    bool mayFit = i < given.size() && intersects(kindOfData(given[i]), function.parameters[i]);
    SourceSpan span = spanOf(env->module->expr(env->module->list(expr.b, expr.c)[i]), env);
    const Reason* unfit = mayFit ? nullptr : unfitArgument(found, i, met[i], span);
    if (unfit != nullptr) return Value::bottom(unfit);
  }
  if (isFailure(prepared)) return prepared;
  CallContext context{given, arena_, regexes_, options_.sources};
  FunctionResult result = function.function(context);
  if (std::holds_alternative<FunctionFailure>(result) && !moved.empty()) {
    showMoved(given, moved);  // the failure may name them
    result = function.function(context);
  }
  if (!function.movesElements) releaseElements(expr, *env->module, met);
  if (const Data* data = std::get_if<Data>(&result)) {
    Data made = data->span().valid() ? *data : data->withSpan(spanOf(expr, env));
    return function.movesElements ? movedValue(made, moved) : dataValue(made);
  }
  const FunctionFailure& failure = std::get<FunctionFailure>(result);
  BottomKind kind = failure.failureClass == FunctionFailure::Class::kError ? BottomKind::kEval : BottomKind::kIncomplete;
  Reason* failed = reason(kind, ReasonCode::kCallFailed, spanOf(expr, env));
  failed->text = arena_.copyText(std::string(found.package->path) + "." + std::string(function.name));
  failed->detail = arena_.copyText(failure.message);
  return Value::bottom(failed);
}

/// Elements of lists that are written as arguments have no name: once they are data, those that only referred to a value serve the next vertices.
void Engine::releaseElements(const Expr& call, const LoadedModule& module, std::span<const Value> arguments) {
  std::span<const std::uint32_t> written = module.list(call.b, call.c);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (module.expr(written[i]).op != ExprOp::kList || !arguments[i].isVertex()) continue;
    ArenaVector<Vertex*>& elements = arguments[i].vertex->arcs;
    for (Vertex* element : elements)
      if (element->isShared && element->node == nullptr && element->arcs.empty()) spareVertices_.put(element);
    elements.clear();
  }
}

Value Engine::dataValue(const Data& data) {
  if (Atom atom = atomOf(data)) return Value::ofAtom(atom);
  return Value::ofVertex(rootOf(kDataExpr, arena_.create<Data>(data)));
}

Kind Engine::kindOfData(const Data& data) {
  switch (data.kind()) {
    case DataKind::kNull: return Kind::kNull;
    case DataKind::kBool: return Kind::kBool;
    case DataKind::kNumber: return data.number().isInt() ? Kind::kInt : Kind::kFloat;
    case DataKind::kString: return Kind::kString;
    case DataKind::kBytes: return Kind::kBytes;
    case DataKind::kList: return Kind::kList;
    case DataKind::kObject: return Kind::kStruct;
  }
  return Kind::kBottom;
}

/// The functions that need no import (spec/cue.md 3 "Core"); `close` is handled where it is inserted.
Value Engine::callCore(const Expr& expr, Environment* env, std::string_view name) {
  std::span<const std::uint32_t> list = env->module->list(expr.b, expr.c);
  std::size_t needed = name == "div" || name == "mod" || name == "quo" || name == "rem" || name == "matchN" ? 2 : name == "matchIf" ? 3 : 1;
  if (list.size() != needed) {
    Reason* count = reason(BottomKind::kEval, ReasonCode::kArgumentCount, spanOf(expr, env));
    count->text = name;
    count->numberX = static_cast<std::uint32_t>(list.size());
    count->numberY = static_cast<std::uint32_t>(needed);
    return Value::bottom(count);
  }
  const Expr& first = env->module->expr(list[0]);
  if (name == "len") return length(first, env);
  if (name == "close") {
    Vertex* made = operand(expr, env);
    return valueOf(made, spanOf(expr, env));
  }
  if (name == "and" || name == "or") return junction(expr, env, name == "or");
  if (name == "error") {
    Value message = value(first, env);
    if (isFailure(message)) return message;
    Reason* user = reason(BottomKind::kUser, ReasonCode::kUserError, spanOf(expr, env));
    user->text = message.isAtom() && message.atom.kind == Kind::kString ? message.atom.text() : "";
    return Value::bottom(user);
  }
  if (name == "matchN" || name == "matchIf") return notConcrete(spanOf(expr, env));
  return integerDivision(expr, env, name);
}

Value Engine::length(const Expr& argument, Environment* env) {
  Value known = value(argument, env);
  if (isFailure(known)) return known;
  std::uint32_t count = 0;
  if (known.isAtom()) {
    if (known.atom.kind != Kind::kString && known.atom.kind != Kind::kBytes)
      return wrongOperand(spanOf(argument, env), known.atom.kind, "string, bytes, list or struct");
    count = known.atom.size;
  } else {
    Vertex& vertex = *known.vertex;
    if (vertex.status == VertexStatus::kRunning) {
      runFieldTasks(vertex, std::nullopt);
      if (!isBreaking(vertex) && (vertex.node == nullptr || vertex.node->runningTasks == 0) && !vertex.isClosedList) return Value::blocked(vertex.stackIndex);
    }
    for (const Vertex* field : vertex.arcs)
      if (field->label.isRegular() && field->state == ArcState::kMember) ++count;
  }
  return Value::ofAtom(numberAtom(Number::fromInt(count)));
}

/// `and([...])` is the unification of the elements, `or([...])` their disjunction without defaults.
Value Engine::junction(const Expr& expr, Environment* env, bool isOr) {
  const Expr& argument = env->module->expr(env->module->list(expr.b, expr.c)[0]);
  Value known = value(argument, env);
  // A comprehension in the list of `and` that cannot run is no list at all; `or` waits for it (conformance builtins/and).
  bool isUndecided = known.isBottom() && !isFatal(known.reason->kind) && known.reason->kind != BottomKind::kCycle;
  if (isUndecided && !isOr && hasComprehension(argument, *env->module)) {
    Reason* noList = arena_.create<Reason>(*known.reason);
    noList->kind = BottomKind::kEval;
    return Value::bottom(noList);
  }
  if (isFailure(known)) return known;
  if (!known.isVertex() || known.vertex->kind != Kind::kList)
    return wrongOperand(spanOf(argument, env), known.isAtom() ? known.atom.kind : known.vertex->kind, "list");
  Vertex& elements = *known.vertex;
  if (elements.status == VertexStatus::kRunning && !isBreaking(elements)) return Value::blocked(elements.stackIndex);
  if (!isOr && elements.arcs.empty()) return Value::ofVertex(rootOf(kTopExpr, nullptr));
  if (!isOr) {
    Vertex* made = newVertex(nullptr, Label(), false);
    for (Vertex* element : elements.arcs) {
      Conjunct conjunct;
      conjunct.expr = &kVertexExpr;
      conjunct.vertex = element;
      made->conjuncts.push(arena_, conjunct);
    }
    return Value::ofVertex(made);
  }
  if (elements.arcs.empty()) {
    Reason* none = reason(BottomKind::kIncomplete, ReasonCode::kAllArmsFailed, spanOf(expr, env));
    return Value::bottom(none);
  }
  Tree* options = arena_.create<Tree>();
  for (Vertex* element : elements.arcs) {
    Tree* option = arena_.create<Tree>();
    option->vertex = element;
    options->elements.push(arena_, option);
  }
  return Value::ofVertex(rootOf(kChoiceExpr, options));
}

Value Engine::integerDivision(const Expr& expr, Environment* env, std::string_view name) {
  std::span<const std::uint32_t> list = env->module->list(expr.b, expr.c);
  Atom operands[2];
  for (std::size_t i = 0; i < 2; ++i) {
    const Expr& argument = env->module->expr(list[i]);
    Value known = value(argument, env);
    if (isFailure(known)) return known;
    if (!known.isAtom() || known.atom.kind != Kind::kInt)
      return wrongOperand(spanOf(argument, env), known.isAtom() ? known.atom.kind : known.vertex->kind, "int");
    operands[i] = known.atom;
  }
  if (operands[1].number().isZero()) return Value::bottom(reason(BottomKind::kEval, ReasonCode::kDivisionByZero, spanOf(env->module->expr(list[1]), env)));
  const Number& a = operands[0].number();
  const Number& b = operands[1].number();
  Number result = name == "div"   ? integerDiv(a, b, arena_)
                  : name == "mod" ? integerMod(a, b, arena_)
                  : name == "quo" ? integerQuo(a, b, arena_)
                                  : integerRem(a, b, arena_);
  return Value::ofAtom(numberAtom(result));
}

}  // namespace oamc
