#include <algorithm>
#include <variant>

#include "passes/eval/engine.h"
#include "passes/eval/reify.h"

namespace oamc {

namespace {

constexpr Expr kVertexExpr{.op = ExprOp::kVertexRef};
constexpr Expr kTreeExpr{.op = ExprOp::kTreeRef};
constexpr Expr kDataExpr{.op = ExprOp::kDataRef};

bool isFailure(const Value& value) { return value.isBlocked() || value.isBottom(); }

}  // namespace

/// Functions whose arguments are constraints or unevaluated values (spec/cue.md 3 "non-concrete").
Value Engine::callSpecial(const FunctionDef& function, const PackageDef& package, const Expr& expr, Environment* env) {
  std::span<const std::uint32_t> list = env->module->list(expr.b, expr.c);
  const Expr& firstExpr = env->module->expr(list[0]);
  Value first = value(firstExpr, env);
  if (isFailure(first)) return first;
  auto boolean = [](bool answer) { return Value::ofAtom(Atom::boolean(answer)); };
  switch (function.special) {
    case SpecialFunction::kListSort:
    case SpecialFunction::kListSortStable:
    case SpecialFunction::kListIsSorted: {
      if (!first.isVertex() || first.vertex->kind != Kind::kList)
        return wrongOperand(spanOf(firstExpr, env), first.isAtom() ? first.atom.kind : Kind::kStruct, "list");
      Value comparer = resolve(env->module->expr(list[1]), env);
      if (!comparer.isVertex()) return comparer;
      return sortList(*first.vertex, *comparer.vertex, function.special == SpecialFunction::kListIsSorted, spanOf(expr, env));
    }
    case SpecialFunction::kJsonValidate:
    case SpecialFunction::kYamlValidate:
    case SpecialFunction::kYamlValidatePartial:
      if (!first.isAtom()) return wrongOperand(spanOf(firstExpr, env), first.vertex->kind, "string or bytes");
      if (const Reason* refused = refusal(function, first.atom, *operand(env->module->expr(list[1]), env), spanOf(expr, env))) return Value::bottom(refused);
      return boolean(true);
    case SpecialFunction::kStructMinFields:
    case SpecialFunction::kStructMaxFields:
    case SpecialFunction::kListMinItems:
    case SpecialFunction::kListMaxItems:
    case SpecialFunction::kListUniqueItems:
    case SpecialFunction::kListMatchN: {
      if (!first.isVertex()) return wrongOperand(spanOf(firstExpr, env), first.atom.kind, "list or struct");
      Validator validator{};
      validator.function = &function;
      validator.text = package.path;
      validator.span = spanOf(expr, env);
      std::vector<Data> rest;
      std::vector<Vertex*> operands;
      for (std::size_t i = 1; i < list.size(); ++i) {
        operands.push_back(operand(env->module->expr(list[i]), env));
        if (function.special == SpecialFunction::kListMatchN) continue;
        Value limit = value(env->module->expr(list[i]), env);
        if (isFailure(limit)) return limit;
        if (!limit.isAtom() || limit.atom.kind != Kind::kInt)
          return wrongOperand(spanOf(env->module->expr(list[i]), env), limit.isAtom() ? limit.atom.kind : Kind::kStruct, "int");
        if (!limit.atom.number().toInt64()) return wrongOperand(spanOf(env->module->expr(list[i]), env), Kind::kInt, "an int of at most 64 bits");
        rest.push_back(dataOf(limit.atom, {}));
      }
      validator.arguments = arena_.copyArray(std::span<const Data>(rest));
      validator.operands = arena_.copyArray(std::span<Vertex* const>(operands));
      return boolean(checkValidator(*first.vertex, validator) == Verdict::kAccepted);
    }
    case SpecialFunction::kPatchMerge: return mergePatch(expr, env);
    case SpecialFunction::kNone: break;
  }
  OAMC_CHECK(false, "a special function is one of the list");
}

/// Both sides must be known; then their E-trees are merged as a patch and its base, and unified. Defaults of the base give way to the patch.
Value Engine::mergePatch(const Expr& expr, Environment* env) {
  std::vector<Data> known;
  std::vector<Value> met;
  if (Value prepared = arguments(expr, env, false, known, met); isFailure(prepared)) return prepared;
  Tree* sides[2] = {};
  for (std::size_t i = 0; i < std::size(sides); ++i) {
    const Expr& argument = env->module->expr(env->module->list(expr.b, expr.c)[i]);
    if (!known[i].isObject()) return wrongOperand(spanOf(argument, env), kindOfData(known[i]), "struct");
    sides[i] = Reifier(*this).tree(*met[i].vertex);
  }
  if (options_.treeMerge == nullptr || !options_.treeMerge(*sides[0], *sides[1], arena_, symbols_, options_.limits))
    return Value::bottom(reason(BottomKind::kEval, ReasonCode::kLimitSteps, spanOf(expr, env)));
  Vertex* merged = rootOf(kTreeExpr, sides[0]);
  Conjunct patch;
  patch.expr = &kTreeExpr;
  patch.tree = sides[1];
  merged->conjuncts.push(arena_, patch);
  return Value::ofVertex(merged);
}

/// Why a text that holds JSON, or a stream of YAML documents, does not fit a schema; null if it does. JSON must lack nothing,
/// YAML must be concrete, and partial YAML only free of conflicts.
const Reason* Engine::refusal(const FunctionDef& function, const Atom& text, Vertex& schema, SourceSpan span) {
  bool isJson = function.special == SpecialFunction::kJsonValidate;
  if (!isJson && text.size == 0) return nullptr;  // no document, where a comment alone is one that is null
  const PackageDef* package = findPackage(options_.functions, isJson ? "encoding/json" : "encoding/yaml");
  const FunctionDef* reader = package == nullptr ? nullptr : package->find(isJson ? "Unmarshal" : "UnmarshalStream");
  OAMC_CHECK(reader != nullptr, "the package of a validator can read what it validates");
  Data argument[] = {dataOf(text, {})};
  CallContext context{argument, arena_, regexes_, options_.sources};
  FunctionResult result = reader->function(context);
  Reason* refused = reason(BottomKind::kEval, ReasonCode::kCallFailed, span);
  refused->text = function.name;
  if (const FunctionFailure* failure = std::get_if<FunctionFailure>(&result)) {
    refused->detail = arena_.copyText(failure->message);
    return refused;
  }
  const Data& data = std::get<Data>(result);
  std::span<const Data> documents = isJson ? std::span<const Data>(&data, 1) : data.items();
  for (const Data& document : documents) {
    Vertex* meeting = rootOf(kDataExpr, arena_.create<Data>(document));
    Conjunct constraint;
    constraint.expr = &kVertexExpr;
    constraint.vertex = &schema;
    meeting->conjuncts.push(arena_, constraint);
    const Reason* problem = nullptr;
    if (complete(*meeting) == DeepStatus::kFatal) problem = firstFailureBelow(*meeting);
    else if (isJson) problem = firstGap(*meeting);
    else if (function.special == SpecialFunction::kYamlValidate) exportConcrete(*meeting, &problem);
    if (problem == nullptr) continue;
    refused->kind = isJson ? problem->kind : BottomKind::kEval;
    refused->detail = "the text does not fit the schema";
    refused->cause = problem;
    return refused;
  }
  return nullptr;
}

/// Both sorts are stable; the comparer is a struct {x, y, less} that is evaluated anew for each comparison (spec/cue.md 3 "list").
/// A check takes a comparison that fails for one that does not hold.
Value Engine::sortList(Vertex& list, Vertex& comparer, bool onlyChecks, SourceSpan span) {
  constexpr std::string_view kComparer = "a comparer with a bool `less`";
  const Reason* failure = nullptr;
  Label name = Label::string(symbols_.intern("less"));
  evaluate(comparer);
  if (!onlyChecks && comparer.kind == Kind::kStruct && findArc(*resolved(&comparer), name) == nullptr) return wrongOperand(span, Kind::kStruct, kComparer);
  auto less = [&](Vertex* a, Vertex* b) {
    if (failure != nullptr) return false;
    Value answer = compareWith(comparer, *a, *b, span);
    if (answer.isAtom() && answer.atom.kind == Kind::kBool) return answer.atom.boolean();
    failure = answer.isBottom() ? answer.reason : wrongOperand(span, Kind::kTop, kComparer).reason;
    if (onlyChecks && failure->kind == BottomKind::kEval) failure = nullptr;
    return false;
  };
  std::vector<Vertex*> elements(list.arcs.begin(), list.arcs.end());
  if (onlyChecks) {
    bool isSorted = std::ranges::is_sorted(elements, less);
    return failure != nullptr ? Value::bottom(failure) : Value::ofAtom(Atom::boolean(isSorted));
  }
  std::ranges::stable_sort(elements, less);
  if (failure != nullptr) return Value::bottom(failure);
  Tree* sorted = arena_.create<Tree>();
  sorted->kind = TreeKind::kList;
  for (Vertex* element : elements) {
    Tree* item = arena_.create<Tree>();
    item->vertex = element;
    sorted->elements.push(arena_, item);
  }
  return Value::ofVertex(rootOf(kTreeExpr, sorted));
}

Value Engine::compareWith(Vertex& comparer, Vertex& a, Vertex& b, SourceSpan span) {
  Tree* pair = arena_.create<Tree>();
  pair->kind = TreeKind::kStruct;
  for (const auto& [name, element] : {std::pair{"x", &a}, std::pair{"y", &b}}) {
    Tree* side = arena_.create<Tree>();
    side->vertex = element;
    pair->fields.push(arena_, {Label::string(symbols_.intern(name)), FieldMark::kMember, side, {}, {}});
  }
  Vertex* instance = rootOf(kVertexExpr, &comparer);
  Conjunct given;
  given.expr = &kTreeExpr;
  given.tree = pair;
  instance->conjuncts.push(arena_, given);
  evaluate(*instance);
  Vertex* chosen = withDefault(instance);
  Vertex* answer = chosen == nullptr ? nullptr : findArc(*chosen, Label::string(symbols_.intern("less")));
  if (answer == nullptr) return wrongOperand(span, Kind::kTop, "a comparer with `less`");
  return valueOf(answer, span);
}

/// A constant of a package is CUE text; it is compiled by the library's owner through the same front end, so only literals and
/// references within the value occur.
Value Engine::constantValue(const PackageDef& package, const ConstantDef& constant) {
  std::string key = std::string(package.path) + "." + std::string(constant.name);
  if (auto known = constants_.find(key); known != constants_.end()) return Value::ofVertex(known->second);
  if (std::optional<Number> number = Number::parse(constant.value, arena_)) return Value::ofAtom(numberAtom(*number));
  OAMC_CHECK(options_.compiler != nullptr, "the evaluator is given a compiler for constants");
  const Module* module = options_.compiler->compile(constant.value);
  OAMC_CHECK(module != nullptr, "constants of the library compile");
  const LoadedModule& loaded = load(*module);
  Environment* env = newEnvironment(nullptr, &loaded, nullptr);
  Vertex* made = operand(loaded.expr(module->root), env);
  constants_.emplace(key, made);
  return Value::ofVertex(made);
}

}  // namespace oamc
