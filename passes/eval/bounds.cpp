#include "passes/eval/engine.h"

namespace oamc {

namespace {

bool isLower(Operation operation) { return operation == Operation::kGreater || operation == Operation::kGreaterEqual; }
bool isUpper(Operation operation) { return operation == Operation::kLess || operation == Operation::kLessEqual; }
bool isStrict(Operation operation) { return operation == Operation::kGreater || operation == Operation::kLess; }

bool isMatch(Operation operation) { return operation == Operation::kMatch || operation == Operation::kNotMatch; }

bool hasFittingOperand(const Bound& bound) {
  if (isMatch(bound.operation)) return bound.operand.kind == Kind::kString;
  bool isOrdered = isLower(bound.operation) || isUpper(bound.operation);
  return !isOrdered || bound.operand.isNumber() || bound.operand.kind == Kind::kString || bound.operand.kind == Kind::kBytes;
}

/// Order of two atoms of comparable kinds: numbers by value, texts bytewise.
std::strong_ordering orderOf(const Atom& a, const Atom& b) {
  if (a.isNumber() && b.isNumber()) return compare(a.number(), b.number());
  int order = a.text().compare(b.text());
  return order < 0 ? std::strong_ordering::less : order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

Kind kindOfBound(Operation operation, const Atom& operand) {
  if (operation == Operation::kNotEqual && operand.kind == Kind::kNull) return ~Kind::kNull;
  if (isMatch(operation)) return Kind::kString;
  if (operand.isNumber()) return Kind::kNumber;
  return operand.kind;
}

}  // namespace

void Engine::addBound(Vertex& vertex, const Bound& bound) {
  Node& state = node(vertex);
  if (bound.structure == nullptr && !hasFittingOperand(bound))
    return fail(vertex, wrongOperand(bound.span, bound.operand.kind, isMatch(bound.operation) ? "string" : "number, string or bytes").reason);
  if (bound.structure == nullptr) restrictKind(vertex, kindOfBound(bound.operation, bound.operand), bound.span);
  else if (bound.operation == Operation::kEqual) restrictKind(vertex, bound.structure->kind, bound.span);
  for (Bound& known : state.bounds) {
    if (known.structure != nullptr || bound.structure != nullptr) continue;
    bool isSameText = known.operation == bound.operation && known.operand.kind == bound.operand.kind && unifies(known.operand, bound.operand);
    if (isSameText) return;
    bool sameDirection = (isLower(known.operation) && isLower(bound.operation)) || (isUpper(known.operation) && isUpper(bound.operation));
    if (!sameDirection || !intersects(kindOfBound(known.operation, known.operand), kindOfBound(bound.operation, bound.operand))) continue;
    std::strong_ordering order = orderOf(bound.operand, known.operand);
    bool isTighter = order == std::strong_ordering::equal ? isStrict(bound.operation) : isLower(bound.operation) == (order == std::strong_ordering::greater);
    if (isTighter) known = bound;
    return;
  }
  spareBounds_.lend(state.bounds);
  state.bounds.push(arena_, bound);
}

/// Checks the scalar against every bound or, while there is none, the bounds against each other (spec/cue.md 2.3).
void Engine::checkScalar(Vertex& vertex) {
  Node& state = node(vertex);
  if (state.bounds.empty() || vertex.kind == Kind::kBottom) return;
  if (!vertex.atom) {
    for (std::uint32_t i = 0; i < state.bounds.size(); ++i) {
      const Bound& bound = state.bounds[i];
      for (std::uint32_t j = 0; j < i; ++j) checkBoundPair(vertex, bound, state.bounds[j]);
    }
    return;
  }
  for (const Bound& bound : state.bounds) {
    const Reason* problem = nullptr;
    if (satisfies(vertex.atom, bound, &problem)) continue;
    if (problem != nullptr) {
      fail(vertex, problem);
      continue;
    }
    Reason* violated = reason(BottomKind::kEval, ReasonCode::kBoundViolated, vertex.valueSpan);
    violated->x = vertex.atom;
    violated->spanY = bound.span;
    fail(vertex, violated);
  }
}

/// Whether a scalar meets a bound by a literal; unknown for bounds that are wrong themselves.
Engine::Match Engine::meets(const Atom& atom, const Bound& bound) {
  if (!hasFittingOperand(bound)) return Match::kUnknown;
  if (!intersects(kindOfBound(bound.operation, bound.operand), atom.kind)) return Match::kNo;
  const Reason* problem = nullptr;
  if (satisfies(atom, bound, &problem)) return Match::kYes;
  return problem == nullptr ? Match::kNo : Match::kUnknown;
}

/// `==` and `!=` of a struct or list look at the finished value as data (spec/cue.md 2.12, structcmp).
void Engine::checkStructureBounds(Vertex& vertex) {
  if (vertex.kind != Kind::kStruct && vertex.kind != Kind::kList) return;
  for (const Bound& bound : node(vertex).bounds) {
    if (bound.structure == nullptr || vertex.bottom != nullptr) continue;
    const Reason* problem = nullptr;
    bool hasOtherKind = bound.structure->kind != vertex.kind;
    std::optional<bool> isEqual = hasOtherKind ? false : equalData(vertex, *bound.structure, &problem);
    if (!isEqual) fail(vertex, problem);
    else if (*isEqual != (bound.operation == Operation::kEqual)) fail(vertex, reason(BottomKind::kEval, ReasonCode::kBoundViolated, bound.span));
  }
}

bool Engine::satisfies(const Atom& atom, const Bound& bound, const Reason** problem) {
  if (bound.structure != nullptr) return true;
  switch (bound.operation) {
    case Operation::kMatch:
    case Operation::kNotMatch: {
      RegexCache::Entry compiled = regexes_.compile(bound.operand.text());
      if (compiled.regex == nullptr) {
        Reason* invalid = reason(BottomKind::kEval, ReasonCode::kInvalidRegexp, bound.span);
        invalid->text = bound.operand.text();
        invalid->detail = compiled.error;
        *problem = invalid;
        return false;
      }
      return compiled.regex->matches(atom.text()) == (bound.operation == Operation::kMatch);
    }
    case Operation::kEqual: return !satisfies(atom, {Operation::kNotEqual, bound.operand, nullptr, bound.span}, problem);
    case Operation::kNotEqual:
      if (atom.isNumber() && bound.operand.isNumber()) return compare(atom.number(), bound.operand.number()) != std::strong_ordering::equal;
      return !unifies(atom, bound.operand);
    case Operation::kLess: return orderOf(atom, bound.operand) == std::strong_ordering::less;
    case Operation::kLessEqual: return orderOf(atom, bound.operand) != std::strong_ordering::greater;
    case Operation::kGreater: return orderOf(atom, bound.operand) == std::strong_ordering::greater;
    case Operation::kGreaterEqual: return orderOf(atom, bound.operand) != std::strong_ordering::less;
    case Operation::kAdd:
    case Operation::kSubtract:
    case Operation::kMultiply:
    case Operation::kDivide:
    case Operation::kLogicalAnd:
    case Operation::kLogicalOr:
    case Operation::kNot: break;
  }
  OAMC_CHECK(false, "a bound has a comparing operation");
}

/// Opposite bounds that leave nothing are a failure at once; for ints the limits are rounded inwards first.
void Engine::checkBoundPair(Vertex& vertex, const Bound& a, const Bound& b) {
  if (a.structure != nullptr || b.structure != nullptr) return;
  const Bound* low = isLower(a.operation) ? &a : isLower(b.operation) ? &b : nullptr;
  const Bound* high = isUpper(a.operation) ? &a : isUpper(b.operation) ? &b : nullptr;
  if (low == nullptr || high == nullptr || low->operand.isNumber() != high->operand.isNumber()) return;
  std::strong_ordering order = orderOf(low->operand, high->operand);
  bool isEmpty = order == std::strong_ordering::greater || (order == std::strong_ordering::equal && (isStrict(low->operation) || isStrict(high->operation)));
  if (!isEmpty && vertex.kind == Kind::kInt) isEmpty = !holdsInteger(*low, *high);
  if (!isEmpty) return;
  Reason* exclude = reason(BottomKind::kEval, ReasonCode::kBoundsExclude, a.span);
  exclude->spanY = b.span;
  exclude->x = low->operand;
  exclude->y = high->operand;
  fail(vertex, exclude);
}

/// True if an integer lies between two numeric bounds.
bool Engine::holdsInteger(const Bound& low, const Bound& high) {
  Number one = Number::fromInt(1);
  auto floorOf = [&](const Number& number) {
    if (number.isIntegral()) return number;
    std::string text = number.text();
    std::optional<Number> whole = Number::parse(std::string_view(text).substr(0, text.find('.')), arena_);
    if (!whole) return number;
    return number.isNegative() ? subtract(*whole, one, arena_).value_or(*whole) : *whole;
  };
  Number first = floorOf(low.operand.number());
  bool needsNext = !low.operand.number().isIntegral() || low.operation == Operation::kGreater;
  if (needsNext) first = add(first, one, arena_).value_or(first);
  std::strong_ordering order = compare(first, high.operand.number());
  return order == std::strong_ordering::less || (order == std::strong_ordering::equal && high.operation == Operation::kLessEqual);
}

}  // namespace oamc
