#include "passes/eval/engine.h"

namespace oamc {

namespace {

/// Longest result of `*` on strings and bytes, in bytes.
constexpr std::uint64_t kLongestRepeat = std::uint64_t{64} << 20;

Kind kindOf(const Value& value) { return value.isAtom() ? value.atom.kind : value.vertex != nullptr ? value.vertex->kind : Kind::kTop; }

bool isFailure(const Value& value) { return value.isBlocked() || value.isBottom(); }

bool isText(const Atom& atom) { return atom.kind == Kind::kString || atom.kind == Kind::kBytes; }

Atom textAtom(Kind kind, std::string_view text) { return kind == Kind::kString ? Atom::string(text) : Atom::bytes(text); }

}  // namespace

/// Whether an operand, written at `span`, is not concrete yet and can never become one of these kinds; what it is computed from does not count.
bool Engine::isNever(const Value& value, SourceSpan span, Kind kinds) {
  return value.isBottom() && value.reason != nullptr && value.reason->code == ReasonCode::kNotConcrete && value.reason->spanX == span &&
         !intersects(value.reason->kindX, kinds);
}

/// The value of an expression as an operand: evaluated, defaults taken, concrete (spec/cue.md 2.12).
Value Engine::value(const Expr& expr, Environment* env) {
  ++counters_.steps;
  const LoadedModule& module = *env->module;
  switch (expr.op) {
    case ExprOp::kNull: return Value::ofAtom(Atom::null());
    case ExprOp::kTrue: return Value::ofAtom(Atom::boolean(true));
    case ExprOp::kFalse: return Value::ofAtom(Atom::boolean(false));
    case ExprOp::kNumber: return Value::ofAtom(Atom::number(&module.numbers[expr.a]));
    case ExprOp::kString: return Value::ofAtom(Atom::string(module.text(expr.a)));
    case ExprOp::kBytes: return Value::ofAtom(Atom::bytes(module.text(expr.a)));
    case ExprOp::kBottom: return Value::bottom(reason(BottomKind::kUser, ReasonCode::kUserBottom, spanOf(expr, env)));
    case ExprOp::kUnary: return unary(expr, env);
    case ExprOp::kBinary: return binary(expr, env);
    case ExprOp::kPresence: return presence(expr, env);
    case ExprOp::kInterpolation: return interpolation(expr, env);
    case ExprOp::kCall: {
      Value result = call(expr, env);
      if (result.isVertex()) return valueOf(result.vertex, spanOf(expr, env));
      return result.tag == Value::Tag::kFunction ? notConcrete(spanOf(expr, env)) : result;
    }
    case ExprOp::kSlice: return slice(expr, env);
    case ExprOp::kTop:
    case ExprOp::kType:
    case ExprOp::kFieldRef:
    case ExprOp::kLetRef:
    case ExprOp::kClauseRef:
    case ExprOp::kNodeRef:
    case ExprOp::kLabelRef:
    case ExprOp::kDynamicRef:
    case ExprOp::kImportRef:
    case ExprOp::kBuiltin:
    case ExprOp::kSelector:
    case ExprOp::kIndex:
    case ExprOp::kBound:
    case ExprOp::kAnd:
    case ExprOp::kDisjunction:
    case ExprOp::kStruct:
    case ExprOp::kList:
    case ExprOp::kComprehension:
    case ExprOp::kAlias:
    case ExprOp::kDataRef:
    case ExprOp::kVertexRef:
    case ExprOp::kTreeRef:
    case ExprOp::kChoice: break;
  }
  Value found = resolve(expr, env);
  if (found.isVertex()) return valueOf(found.vertex, spanOf(expr, env));
  return found.tag == Value::Tag::kFunction ? notConcrete(spanOf(expr, env)) : found;
}

Value Engine::notConcrete(SourceSpan span) {
  Reason* open = reason(BottomKind::kIncomplete, ReasonCode::kNotConcrete, span);
  open->kindX = Kind::kTop;
  return Value::bottom(open);
}

Value Engine::wrongOperand(SourceSpan span, Kind found, std::string_view needed) {
  Reason* problem = reason(BottomKind::kEval, ReasonCode::kWrongOperand, span);
  problem->text = needed;
  problem->kindX = found;
  return Value::bottom(problem);
}

Value Engine::unary(const Expr& expr, Environment* env) {
  Value operandValue = value(env->module->expr(expr.a), env);
  auto operation = static_cast<Operation>(expr.aux);
  SourceSpan span = spanOf(env->module->expr(expr.a), env);
  Kind needed = operation == Operation::kNot ? Kind::kBool : Kind::kNumber;
  if (isNever(operandValue, span, needed)) return wrongOperand(span, operandValue.reason->kindX, kindName(needed));
  if (isFailure(operandValue)) return operandValue;
  if (operation == Operation::kNot) {
    if (!operandValue.isAtom() || operandValue.atom.kind != Kind::kBool) return wrongOperand(span, kindOf(operandValue), "bool");
    return Value::ofAtom(Atom::boolean(!operandValue.atom.boolean()));
  }
  if (!operandValue.isAtom() || !operandValue.atom.isNumber()) return wrongOperand(span, kindOf(operandValue), "number");
  if (operation == Operation::kAdd) return Value::ofAtom(operandValue.atom);
  return Value::ofAtom(numberAtom(negate(operandValue.atom.number())));
}

/// Chains of one left-associative operator are walked in a loop, so that long ones need no deep stack.
Value Engine::binary(const Expr& start, Environment* env) {
  const LoadedModule& module = *env->module;
  std::vector<const Expr*> spine;
  const Expr* leftmost = &start;
  while (leftmost->op == ExprOp::kBinary) {
    spine.push_back(leftmost);
    leftmost = &module.expr(leftmost->a);
  }
  Value left = value(*leftmost, env);
  for (auto step = spine.rbegin(); step != spine.rend(); ++step) {
    const Expr& expr = **step;
    // Both sides are evaluated, also of && and || (spec/cue.md 2.10); a failure of the left side wins.
    Value right = value(module.expr(expr.b), env);
    if (left.isBlocked()) return left;
    if (right.isBlocked()) return right;
    if (left.isBottom() || right.isBottom()) {
      bool takesRight = !left.isBottom() || (right.isBottom() && right.reason->kind < left.reason->kind);
      left = takesRight ? right : left;
      continue;
    }
    left = combine(left, right, expr, env);
  }
  return left;
}

Value Engine::combine(const Value& left, const Value& right, const Expr& expr, Environment* env) {
  const LoadedModule& module = *env->module;
  auto operation = static_cast<Operation>(expr.aux);
  switch (operation) {
    case Operation::kLogicalAnd:
    case Operation::kLogicalOr: {
      for (const auto& [side, index] : {std::pair{&left, expr.a}, std::pair{&right, expr.b}})
        if (!side->isAtom() || side->atom.kind != Kind::kBool) return wrongOperand(spanOf(module.expr(index), env), kindOf(*side), "bool");
      bool result = operation == Operation::kLogicalAnd ? left.atom.boolean() && right.atom.boolean() : left.atom.boolean() || right.atom.boolean();
      return Value::ofAtom(Atom::boolean(result));
    }
    case Operation::kAdd:
    case Operation::kSubtract:
    case Operation::kMultiply:
    case Operation::kDivide: {
      // No operation takes a struct or a list, but one that is not concrete may still become what it must be.
      const Reason* open = nullptr;
      for (const Value* side : {&left, &right})
        if (side->isVertex() && !exportConcrete(*side->vertex, &open) && !isFatal(open->kind)) return Value::bottom(open);
      bool isListArithmetic = (left.isVertex() && left.vertex->kind == Kind::kList) || (right.isVertex() && right.vertex->kind == Kind::kList);
      if (isListArithmetic && (operation == Operation::kAdd || operation == Operation::kMultiply)) {
        Reason* old = reason(BottomKind::kEval, ReasonCode::kListArithmetic, spanOf(expr, env));
        old->text = operation == Operation::kAdd ? "Concat" : "Repeat";
        return Value::bottom(old);
      }
      if (!left.isAtom()) return wrongOperand(spanOf(module.expr(expr.a), env), kindOf(left), "number or string");
      if (!right.isAtom()) return wrongOperand(spanOf(module.expr(expr.b), env), kindOf(right), "number or string");
      return arithmetic(left.atom, right.atom, operation, expr, env);
    }
    case Operation::kEqual:
    case Operation::kNotEqual:
    case Operation::kLess:
    case Operation::kLessEqual:
    case Operation::kGreater:
    case Operation::kGreaterEqual:
    case Operation::kMatch:
    case Operation::kNotMatch: return compareValues(left, right, operation, expr, env);
    case Operation::kNot: break;
  }
  OAMC_CHECK(false, "a binary operation has two operands");
}

Value Engine::arithmetic(const Atom& left, const Atom& right, Operation operation, const Expr& expr, Environment* env) {
  SourceSpan rightSpan = spanOf(env->module->expr(expr.b), env);
  if (left.isNumber() && right.isNumber()) {
    std::optional<Number> result;
    if (operation == Operation::kDivide && right.number().isZero()) return Value::bottom(reason(BottomKind::kEval, ReasonCode::kDivisionByZero, rightSpan));
    if (operation == Operation::kAdd) result = add(left.number(), right.number(), arena_);
    if (operation == Operation::kSubtract) result = subtract(left.number(), right.number(), arena_);
    if (operation == Operation::kMultiply) result = multiply(left.number(), right.number(), arena_);
    if (operation == Operation::kDivide) result = divide(left.number(), right.number(), arena_);
    if (!result) return Value::bottom(reason(BottomKind::kEval, ReasonCode::kNumberOverflow, spanOf(expr, env)));
    return Value::ofAtom(numberAtom(*result));
  }
  if (operation == Operation::kAdd && isText(left) && left.kind == right.kind) {
    std::span<char> joined = arena_.createArray<char>(std::size_t{left.size} + right.size);
    std::ranges::copy(left.text(), joined.begin());
    std::ranges::copy(right.text(), joined.begin() + left.size);
    return Value::ofAtom(textAtom(left.kind, {joined.data(), joined.size()}));
  }
  bool isRepeat = operation == Operation::kMultiply && ((isText(left) && right.kind == Kind::kInt) || (isText(right) && left.kind == Kind::kInt));
  if (isRepeat) return repeat(isText(left) ? left : right, isText(left) ? right : left, expr, env);
  bool isLeftWrong = !left.isNumber() && !(isText(left) && operation == Operation::kAdd);
  std::uint32_t wrong = isLeftWrong ? expr.a : expr.b;
  return wrongOperand(spanOf(env->module->expr(wrong), env), isLeftWrong ? left.kind : right.kind,
                      isLeftWrong       ? "number"
                      : left.isNumber() ? "number"
                                        : kindName(left.kind));
}

Value Engine::repeat(const Atom& text, const Atom& count, const Expr& expr, Environment* env) {
  std::optional<std::int64_t> times = count.number().toInt64();
  if (!times || *times < 0 || static_cast<std::uint64_t>(*times) * text.size > kLongestRepeat)
    return wrongOperand(spanOf(expr, env), Kind::kInt, "a repeat count that is not negative and gives at most 64 MiB");
  std::span<char> repeated = arena_.createArray<char>(static_cast<std::size_t>(*times) * text.size);
  for (std::size_t at = 0; at < repeated.size(); at += text.size) std::ranges::copy(text.text(), repeated.begin() + static_cast<std::ptrdiff_t>(at));
  return Value::ofAtom(textAtom(text.kind, {repeated.data(), repeated.size()}));
}

std::string_view Engine::kindName(Kind kind) { return arena_.copyText(kindText(kind)); }

Value Engine::compareValues(const Value& left, const Value& right, Operation operation, const Expr& expr, Environment* env) {
  const LoadedModule& module = *env->module;
  bool isEquality = operation == Operation::kEqual || operation == Operation::kNotEqual;
  if (isEquality) {
    bool isNull = (left.isAtom() && left.atom.kind == Kind::kNull) || (right.isAtom() && right.atom.kind == Kind::kNull);
    bool isEqual = false;
    bool comparesAll = (expr.flags & kStructComparison) != 0;
    auto isKind = [](const Value& side, Kind kind) { return side.isVertex() && side.vertex->kind == kind; };
    bool areStructures =
        (isKind(left, Kind::kList) && isKind(right, Kind::kList)) || (comparesAll && isKind(left, Kind::kStruct) && isKind(right, Kind::kStruct));
    if (left.isAtom() && right.isAtom() && left.atom.isNumber() && right.atom.isNumber())
      isEqual = compare(left.atom.number(), right.atom.number()) == std::strong_ordering::equal;
    else if (left.isAtom() && right.isAtom() && (isNull || left.atom.kind == right.atom.kind)) isEqual = unifies(left.atom, right.atom);
    else if (areStructures) {
      const Reason* problem = nullptr;
      std::optional<bool> result = equalData(*left.vertex, *right.vertex, &problem);
      if (!result) return Value::bottom(problem);
      isEqual = *result;
    } else if (!isNull && !comparesAll) {
      if (kindOf(left) == Kind::kStruct) return wrongOperand(spanOf(module.expr(expr.a), env), Kind::kStruct, "a scalar or list");
      return wrongOperand(spanOf(module.expr(expr.b), env), kindOf(right), kindName(kindOf(left)));
    }
    return Value::ofAtom(Atom::boolean(isEqual == (operation == Operation::kEqual)));
  }
  if (!left.isAtom()) return wrongOperand(spanOf(module.expr(expr.a), env), kindOf(left), "a scalar");
  if (!right.isAtom()) return wrongOperand(spanOf(module.expr(expr.b), env), kindOf(right), "a scalar");
  bool isMatch = operation == Operation::kMatch || operation == Operation::kNotMatch;
  bool fits = isMatch ? left.atom.kind == Kind::kString && right.atom.kind == Kind::kString
                      : (left.atom.isNumber() && right.atom.isNumber()) || (isText(left.atom) && left.atom.kind == right.atom.kind);
  if (!fits) {
    bool isLeftWrong = isMatch ? left.atom.kind != Kind::kString : !left.atom.isNumber() && !isText(left.atom);
    return wrongOperand(spanOf(module.expr(isLeftWrong ? expr.a : expr.b), env), isLeftWrong ? left.atom.kind : right.atom.kind,
                        isMatch       ? "string"
                        : isLeftWrong ? "number, string or bytes"
                                      : kindName(left.atom.isNumber() ? Kind::kNumber : left.atom.kind));
  }
  const Reason* problem = nullptr;
  Bound bound{operation, right.atom, nullptr, spanOf(module.expr(expr.b), env)};
  bool result = satisfies(left.atom, bound, &problem);
  if (problem != nullptr) return Value::bottom(problem);
  return Value::ofAtom(Atom::boolean(result));
}

/// Bytes as text, each invalid byte as U+FFFD (spec/cue.md 2.12).
static void appendDecoded(std::string& out, std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    auto lead = static_cast<unsigned char>(bytes[i]);
    std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    bool isValid = length != 0 && i + length <= bytes.size();
    for (std::size_t k = 1; isValid && k < length; ++k) isValid = (static_cast<unsigned char>(bytes[i + k]) & 0xC0) == 0x80;
    if (isValid && length == 3) {
      auto second = static_cast<unsigned char>(bytes[i + 1]);
      isValid = !(lead == 0xE0 && second < 0xA0) && !(lead == 0xED && second >= 0xA0);
    }
    if (isValid && length == 4) {
      auto second = static_cast<unsigned char>(bytes[i + 1]);
      isValid = !(lead == 0xF0 && second < 0x90) && !(lead == 0xF4 && second >= 0x90);
    }
    if (isValid) out.append(bytes.substr(i, length));
    else out.append("\xEF\xBF\xBD");
    i += isValid ? length : 1;
  }
}

Value Engine::interpolation(const Expr& expr, Environment* env) {
  const LoadedModule& module = *env->module;
  bool isBytes = (expr.flags & kBytesForm) != 0;
  std::string text;
  for (std::uint32_t index : module.list(expr.a, expr.b)) {
    const Expr& part = module.expr(index);
    Value known = value(part, env);
    if (isFailure(known)) return known;
    if (!known.isAtom() || known.atom.kind == Kind::kNull) return wrongOperand(spanOf(part, env), kindOf(known), "bool, string, bytes or number");
    const Atom& atom = known.atom;
    if (atom.kind == Kind::kBool) text += atom.boolean() ? "true" : "false";
    else if (atom.isNumber()) atom.number().appendText(text);
    else if (atom.kind == Kind::kBytes && !isBytes) appendDecoded(text, atom.text());
    else text += atom.text();
  }
  return Value::ofAtom(textAtom(isBytes ? Kind::kBytes : Kind::kString, arena_.copyText(text)));
}

/// `e != _|_` and `e == _|_` never fail; the table in spec/cue.md 2.10 says when something is present.
Value Engine::presence(const Expr& expr, Environment* env) {
  const Expr& tested = env->module->expr(expr.a);
  bool wantsPresent = expr.aux == 1;
  auto answer = [&](bool isPresent) { return Value::ofAtom(Atom::boolean(isPresent == wantsPresent)); };
  bool isComputed = tested.op == ExprOp::kUnary || tested.op == ExprOp::kBinary || tested.op == ExprOp::kInterpolation || tested.op == ExprOp::kCall ||
                    tested.op == ExprOp::kSlice || tested.op == ExprOp::kPresence;
  Value found = isComputed ? value(tested, env) : resolve(tested, env);
  if (found.isBlocked()) return found;
  if (found.isBottom()) {
    if (found.reason->code == ReasonCode::kReferenceCycle) return found;
    if (found.reason->code == ReasonCode::kUndefinedField && found.reason->target != nullptr && tested.op == ExprOp::kSelector)
      node(*found.reason->target).observedAbsent.push(arena_, env->module->labels[tested.b]);
    bool isNew = found.reason->code == ReasonCode::kUndefinedField && found.reason->vertex == nullptr;  // it belongs to no vertex that failed
    if (isNew) spareReasons_.put(const_cast<Reason*>(found.reason));
    return answer(false);
  }
  if (!found.isVertex()) return answer(true);
  Vertex* vertex = found.vertex;
  bool isSelected = tested.op == ExprOp::kSelector && vertex->parent != nullptr;
  if (isSelected && vertex->parent->bottom != nullptr && isFatal(vertex->parent->bottom->kind)) return answer(false);
  bool isInParens = isSelected && !vertex->parent->isNamed;
  if (isInParens && complete(*vertex->parent) == DeepStatus::kFatal) return answer(false);
  if (vertex->isNamed && vertex->state == ArcState::kRequired) return answer(false);
  if (vertex->status != VertexStatus::kRunning) evaluate(*vertex);
  vertex = resolved(vertex);
  if (vertex->status == VertexStatus::kDone) return answer(isPresent(*vertex));
  if (vertex->atom || vertex->hasStruct || vertex->kind == Kind::kStruct || vertex->kind == Kind::kList) return answer(true);
  if (vertex->status == VertexStatus::kSuspended) return Value::blocked(vertex->blockedOn);
  if (!isBreaking(*vertex)) return Value::blocked(vertex->stackIndex);
  Reason* cycle = reason(BottomKind::kCycle, ReasonCode::kReferenceCycle, spanOf(tested, env));
  return Value::bottom(cycle);
}

bool Engine::isPresent(Vertex& vertex) {
  Vertex* chosen = withDefault(&vertex);
  if (chosen == nullptr) return true;
  bool isOpenStruct = chosen->bottom != nullptr && !isFatal(chosen->bottom->kind) && chosen->kind == Kind::kStruct;
  if (chosen->bottom != nullptr && !isOpenStruct) return false;
  if (chosen->atom) return true;
  if (chosen->kind == Kind::kStruct || chosen->kind == Kind::kList) return complete(*chosen) != DeepStatus::kFatal;
  bool isConstrained = chosen->kind != Kind::kTop || (chosen->node != nullptr && !chosen->node->bounds.empty());
  return !isConstrained;
}

}  // namespace oamc
