#include "passes/eval/disjunction.h"

#include <algorithm>

namespace oamc {

bool Engine::resolveDisjunctions(Vertex& vertex) { return DisjunctionResolver(*this, vertex).run(); }

DisjunctionResolver::DisjunctionResolver(Engine& engine, Vertex& vertex) : engine_(engine), vertex_(vertex) {}

bool DisjunctionResolver::run() {
  if (adoptPlain()) return true;
  std::vector<Key> keys;
  for (const Disjunction& disjunction : vertex_.node->disjunctions) keys.push_back(keyOf(disjunction));
  deferred_ = keys;
  std::vector<Partial> results = cross({}, keys);
  vertex_.forward = nullptr;
  if (isBlocked_) {
    vertex_.blockedOn = blockedOn_;
    return false;
  }
  adopt(results);
  return true;
}

DisjunctionResolver::Key DisjunctionResolver::keyOf(const Disjunction& disjunction) { return {disjunction.insertion.conjunct.expr, disjunction.occurrence}; }

const Disjunction* DisjunctionResolver::find(const Vertex& vertex, const Key& key) {
  for (const Disjunction& disjunction : vertex.node->disjunctions)
    if (keyOf(disjunction) == key) return &disjunction;
  return nullptr;
}

/// The cross product of the results so far with the terms of each disjunction, failures dropped and equal results merged: the algorithm of
/// spec/cue.md 2.2, steps 1 to 6. Failures leave their reasons in failures_.
std::vector<DisjunctionResolver::Partial> DisjunctionResolver::cross(const Partial& start, std::span<const Key> keys) {
  std::vector<Partial> live{start};
  live[0].mode = DefaultMode::kMaybe;
  live[0].termMode = DefaultMode::kMaybe;
  for (const Key& key : keys) {
    Step step = combine(live, key);
    if (isBlocked_) return {};
    live = merge(step);
    if (live.empty()) return {};
  }
  return live;
}

DisjunctionResolver::Step DisjunctionResolver::combine(const std::vector<Partial>& live, const Key& key) {
  Step step;
  std::vector<Product> open;  // incomplete ones count only when nothing else survives
  for (const Partial& partial : live) {
    const Disjunction* disjunction = find(partial.value != nullptr ? *partial.value : vertex_, key);
    OAMC_CHECK(disjunction != nullptr, "a disjunction is found again in every candidate");
    std::size_t count = disjunction->terms.size();
    bool hasMarks = disjunction->hasMarks;
    for (std::uint32_t term = 0; term < count; ++term) {
      // Growing the candidate list may have moved the disjunctions of the value.
      bool isMarked = find(partial.value != nullptr ? *partial.value : vertex_, key)->terms[term].isMarked;
      Product product;
      product.partial = &partial;
      product.termMode = !hasMarks ? DefaultMode::kMaybe : isMarked ? DefaultMode::kIs : DefaultMode::kNot;
      Outcome outcome = expand(partial, key, term, product);
      if (isBlocked_) return step;
      if (isOverLimit()) return {};
      if (outcome == Outcome::kFailed) continue;
      (outcome == Outcome::kGood ? step.products : open).push_back(std::move(product));
    }
  }
  if (step.products.empty()) step.products = std::move(open);
  for (const Product& product : step.products) {
    if (product.partial->mode == DefaultMode::kIs || product.partial->termMode == DefaultMode::kIs) step.leftDrops = false;
    if (product.termMode == DefaultMode::kIs) step.rightDrops = false;
  }
  return step;
}

/// One partial result with one term: builds the candidate, and resolves the disjunctions that the term brought along.
DisjunctionResolver::Outcome DisjunctionResolver::expand(const Partial& partial, const Key& key, std::uint32_t term, Product& product) {
  const Vertex& source = partial.value != nullptr ? *partial.value : vertex_;
  if (const Reason* conflict = discriminate(source, find(source, key)->terms[term].conjunct, 0)) {
    failures_.push_back(conflict);
    return Outcome::kFailed;
  }
  Partial next;
  next.script = partial.script;
  next.script.push_back({key, term});
  next.value = build(partial, next.script);
  if (next.value == nullptr) return Outcome::kFailed;
  if (std::vector<Key> nested = nestedIn(*next.value, next.script); !nested.empty()) {
    std::size_t known = deferred_.size();
    deferred_.insert(deferred_.end(), nested.begin(), nested.end());
    product.results = cross(next, nested);
    deferred_.resize(known);
    product.isNested = product.results.size() > 1;
    return product.results.empty() ? Outcome::kFailed : Outcome::kGood;
  }
  Outcome outcome = judge(*next.value, next.script);
  if (outcome != Outcome::kFailed) product.results.push_back(std::move(next));
  return outcome;
}

std::vector<DisjunctionResolver::Key> DisjunctionResolver::nestedIn(const Vertex& value, const Script& script) const {
  std::vector<Key> nested;
  for (const Disjunction& disjunction : value.node->disjunctions) {
    Key key = keyOf(disjunction);
    bool isChosen = std::ranges::any_of(script, [&](const Choice& choice) { return choice.key == key; });
    if (!isChosen && std::ranges::find(deferred_, key) == deferred_.end()) nested.push_back(key);
  }
  return nested;
}

/// Steps 4 to 6: the modes of the survivors; equal results become one.
std::vector<DisjunctionResolver::Partial> DisjunctionResolver::merge(Step& step) {
  std::vector<Partial> merged;
  bool hasDecided = false;
  for (Product& product : step.products) {
    DefaultMode left = step.leftDrops ? DefaultMode::kMaybe : product.partial->mode;
    for (Partial& result : product.results) {
      if (product.isNested) {
        result.mode = std::max(left, std::max(product.termMode, result.mode));
        hasDecided = hasDecided || result.mode != DefaultMode::kMaybe;
      } else {
        result.mode = std::max(left, step.rightDrops ? DefaultMode::kMaybe : product.termMode);
      }
      result.termMode = product.termMode;
      append(merged, std::move(result));
    }
  }
  if (hasDecided)
    for (Partial& result : merged)
      if (result.mode == DefaultMode::kMaybe) result.mode = DefaultMode::kNot;
  return merged;
}

void DisjunctionResolver::append(std::vector<Partial>& merged, Partial result) {
  for (Partial& known : merged) {
    bool isSame = known.value == result.value || (!known.value->isTentative && engine_.equalVertices(*known.value, *result.value));
    if (!isSame && known.value->isTentative)
      isSame = isPlainScalar(*known.value) && isPlainScalar(*result.value) && engine_.equalVertices(*known.value, *result.value);
    if (!isSame) continue;
    if (result.mode == DefaultMode::kIs) known.mode = DefaultMode::kIs;
    return;
  }
  merged.push_back(std::move(result));
}

/// True while all that is known is a scalar or its type: the candidate can be copied instead of being built anew.
bool DisjunctionResolver::isPlainScalar(const Vertex& vertex) {
  const Node& state = *vertex.node;
  bool isSettled = std::ranges::all_of(state.tasks.span(), [](const Task& task) { return task.state == TaskState::kDone; });
  return isSettled && vertex.arcs.empty() && !state.hasLiteral && state.rare().patterns.empty() && state.list().tails.empty() && state.list().minimum == 0 &&
         !vertex.isClosedList;
}

/// A vertex with everything that the owner has, and the terms of the script. Null when it failed on the way; the reason is kept.
Vertex* DisjunctionResolver::build(const Partial& from, const Script& script) {
  ++engine_.counters_.candidates;
  ++candidates_;
  if (isOverLimit()) return nullptr;
  const Vertex& source = from.value != nullptr ? *from.value : vertex_;
  bool canCopy = isPlainScalar(source);
  Vertex* candidate = canCopy ? copyOf(source) : emptyCandidate();
  candidate->status = VertexStatus::kRunning;
  candidate->stackIndex = ++engine_.stack_;
  Vertex* previous = std::exchange(vertex_.forward, candidate);
  bool isFinished = true;
  if (!canCopy) {
    engine_.insertWaiting(*candidate);
    isFinished = engine_.drainTasks(*candidate);
  }
  std::size_t first = canCopy ? script.size() - 1 : 0;
  for (std::size_t i = first; isFinished && i < script.size() && candidate->bottom == nullptr; ++i) {
    const Disjunction* disjunction = find(*candidate, script[i].key);
    if (disjunction == nullptr) break;
    Insertion insertion = disjunction->insertion;
    Group* group = insertion.conjunct.group;
    Reference* via = insertion.conjunct.via;
    insertion.conjunct = disjunction->terms[script[i].term].conjunct;
    insertion.conjunct.group = group;
    insertion.conjunct.via = via;
    engine_.insert(*candidate, insertion);
    isFinished = engine_.drainTasks(*candidate);
  }
  vertex_.forward = previous;
  --engine_.stack_;
  if (!isFinished) {
    isBlocked_ = true;
    blockedOn_ = std::min(candidate->blockedOn, vertex_.stackIndex);
    return nullptr;
  }
  if (candidate->bottom != nullptr && isFatal(candidate->bottom->kind)) {
    failures_.push_back(candidate->bottom);
    return nullptr;
  }
  return candidate;
}

Vertex* DisjunctionResolver::emptyCandidate() {
  Vertex* candidate = engine_.newVertex(vertex_.parent, vertex_.label, vertex_.isNamed);
  candidate->conjuncts = vertex_.conjuncts.shared();
  candidate->isTentative = true;
  candidate->isOpened = false;
  engine_.node(*candidate);
  return candidate;
}

Vertex* DisjunctionResolver::copyOf(const Vertex& source) {
  Vertex* candidate = engine_.newVertex(vertex_.parent, vertex_.label, vertex_.isNamed);
  Node* state = engine_.arena_.create<Node>();
  *state = *source.node;
  state->tasks = {};
  state->disjuncts = {};
  state->bounds = state->bounds.shared();
  state->disjunctions = state->disjunctions.shared();
  state->groups = state->groups.shared();
  state->structs = state->structs.shared();
  state->literals = state->literals.shared();
  state->sites = {};
  state->taken = state->taken.shared();
  state->observedAbsent = state->observedAbsent.shared();
  state->listFacts = nullptr;
  if (state->rareFacts != nullptr) {
    RareFacts& rare = *(state->rareFacts = engine_.arena_.create<RareFacts>(*state->rareFacts));
    rare.patterns = {};
    rare.subscribers = {};
    rare.validators = rare.validators.shared();
    rare.ellipses = rare.ellipses.shared();
    rare.lets = rare.lets.shared();
  }
  candidate->node = state;
  candidate->conjuncts = vertex_.conjuncts.shared();
  candidate->conjuncts.setInserted(vertex_.conjuncts.inserted());
  candidate->kind = source.kind;
  candidate->valueSpan = source.valueSpan;
  candidate->hasCyclic = source.hasCyclic;
  candidate->hasNonCyclic = source.hasNonCyclic;
  candidate->atom = source.atom;
  candidate->bottom = source.bottom;
  candidate->isTentative = true;
  candidate->isOpened = false;
  return candidate;
}

/// Decides whether a candidate survives. While it lacks terms of other disjunctions only what is certain counts.
DisjunctionResolver::Outcome DisjunctionResolver::judge(Vertex& candidate, const Script& script) {
  bool isComplete = script.size() == candidate.node->disjunctions.size();
  candidate.isTentative = !isComplete || vertex_.isTentative;
  for (Vertex* field : candidate.arcs) field->isTentative = candidate.isTentative;
  Vertex* previous = std::exchange(vertex_.forward, &candidate);
  if (isComplete) engine_.finish(candidate);
  else {
    engine_.settleKind(candidate);
    engine_.checkScalar(candidate);
  }
  candidate.status = VertexStatus::kDone;
  candidate.node->disjunctionsDone = true;
  engine_.spareTasks_.put(candidate.node->tasks);
  bool isFailed = candidate.bottom != nullptr && isFatal(candidate.bottom->kind);
  // What leads back to itself is looked into when other terms cannot add to it any more.
  bool isCycle = !isComplete && candidate.hasCyclic && !candidate.hasNonCyclic;
  DeepStatus below = isFailed || isCycle || candidate.arcs.empty() ? DeepStatus::kGood : engine_.complete(candidate);
  isFailed = isFailed || below == DeepStatus::kFatal;
  vertex_.forward = previous;
  if (isFailed) {
    failures_.push_back(candidate.bottom != nullptr ? candidate.bottom : failureBelow(candidate));
    return Outcome::kFailed;
  }
  if (candidate.bottom != nullptr) failures_.push_back(candidate.bottom);
  // What is missing may come with the terms of the other disjunctions; what lies deeper than the candidate's own fields does not count (spec/cue.md 2.2).
  bool isOpen = candidate.bottom != nullptr || std::ranges::any_of(candidate.arcs, [this](Vertex* field) { return isIncomplete(*field); });
  return isComplete && isOpen ? Outcome::kOpen : Outcome::kGood;
}

bool DisjunctionResolver::isIncomplete(Vertex& field) const {
  const Vertex* value = engine_.withDefault(&field);
  return field.state == ArcState::kMember && value != nullptr && value->bottom != nullptr;
}

void DisjunctionResolver::adopt(std::vector<Partial>& results) {
  if (const Reason* limit = reachedLimit()) return engine_.fail(vertex_, limit);
  if (results.empty()) return engine_.fail(vertex_, summary());
  if (results.size() == 1) {
    vertex_.forward = results[0].value;
    return;
  }
  vertex_.kind = Kind::kBottom;
  for (std::size_t i = 0; i < results.size(); ++i) {
    engine_.node(vertex_).disjuncts.push(engine_.arena_, {results[i].value, results[i].mode});
    vertex_.kind = vertex_.kind | results[i].value->kind;
    if (results[i].mode == DefaultMode::kIs && results[i].value->node != nullptr) results[i].value->node->isDefaultChoice = true;
  }
}

/// A term that was given up says nothing about the others: a limit fails the whole value. Null if none was reached.
const Reason* DisjunctionResolver::reachedLimit() {
  if (isOverLimit()) {
    Reason* limit = engine_.reason(BottomKind::kEval, ReasonCode::kLimitCandidates, engine_.spanOf(find(vertex_, deferred_[0])->insertion.conjunct));
    limit->vertex = &vertex_;
    return limit;
  }
  auto limit = std::ranges::find_if(failures_, [](const Reason* failure) { return failure != nullptr && isLimit(failure->code); });
  return limit == failures_.end() ? nullptr : *limit;
}

/// Two literals below the alternatives differ: the value chose another alternative by a field such as `type`.
bool DisjunctionResolver::isOtherChoice(const Reason& failure) const {
  return failure.code == ReasonCode::kConflictingValues && failure.vertex != nullptr && failure.vertex->depth > vertex_.depth;
}

/// Why a candidate fails: that the value chose another alternative says more than what else does not fit.
const Reason* DisjunctionResolver::failureBelow(Vertex& candidate) {
  for (Vertex* field : candidate.arcs) {
    Vertex* value = engine_.withDefault(field);
    if (field->state == ArcState::kMember && value != nullptr && value->bottom != nullptr && isOtherChoice(*value->bottom)) return value->bottom;
  }
  return engine_.firstFailureBelow(candidate);
}

/// All terms failed: a user's message wins, then incompleteness; the failure that got furthest explains the rest (spec/cue.md 4.5).
const Reason* DisjunctionResolver::summary() {
  const Reason* closest = nullptr;
  bool isIncomplete = false;
  auto rank = [&](const Reason& failure) {
    if (failure.code == ReasonCode::kUserError) return 1'000'000;
    int depth = failure.vertex == nullptr ? 0 : static_cast<int>(failure.vertex->depth);
    // A default of another kind, as in `*0 | int`, says less than the type beside it.
    bool isOtherKind = failure.code == ReasonCode::kConflictingValues && failure.x && failure.y && failure.x.kind != failure.y.kind;
    if (isOtherChoice(failure) || isOtherKind) return depth * 4;
    return depth * 4 + (failure.code == ReasonCode::kConflictingKinds ? 1 : failure.code == ReasonCode::kConflictingValues ? 2 : 3);
  };
  for (const Reason* failure : failures_) {
    if (failure == nullptr) continue;
    isIncomplete = isIncomplete || !isFatal(failure->kind);
    if (closest == nullptr || rank(*failure) > rank(*closest)) closest = failure;
  }
  Reason* all = engine_.reason(BottomKind::kEval, ReasonCode::kAllArmsFailed, engine_.spanOf(vertex_));
  all->vertex = &vertex_;
  all->cause = closest;
  all->numberX = static_cast<std::uint32_t>(failures_.size());
  if (closest != nullptr && closest->kind == BottomKind::kUser) all->kind = BottomKind::kUser;
  else if (isIncomplete) all->kind = BottomKind::kIncomplete;
  return all;
}

}  // namespace oamc
