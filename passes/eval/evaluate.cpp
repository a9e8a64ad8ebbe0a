#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

namespace {

/// Stands for "waits for nothing" where the lowest index of the evaluation stack is wanted.
constexpr std::uint16_t kNothing = 0xFFFF;

/// True while a reference that was not followed yet may still bring something new.
bool awaitsReference(const Node& state) {
  return std::ranges::any_of(state.tasks.span(), [](const Task& task) { return task.kind == TaskKind::kReference && task.state != TaskState::kDone; });
}

}  // namespace

SourceSpan Engine::placeOf(const Vertex& vertex) const {
  for (const Vertex* at = &vertex; at != nullptr; at = at->parent)
    if (SourceSpan span = spanOf(*at); span.valid()) return span;
  return {};
}

/// Fails the vertex with the limit that is reached.
bool Engine::refuse(Vertex& vertex) {
  if (exhausted_ == nullptr) {
    if (counters_.steps > options_.limits.evaluationSteps) exhausted_ = reason(BottomKind::kEval, ReasonCode::kLimitSteps, placeOf(vertex));
    else if (arena_.reservedBytes() > mostBytes_) exhausted_ = reason(BottomKind::kEval, ReasonCode::kLimitMemory, placeOf(vertex));
  }
  bool isTooDeep = exhausted_ == nullptr;
  if (vertex.bottom == nullptr) fail(vertex, isTooDeep ? reason(BottomKind::kEval, ReasonCode::kLimitDepth, placeOf(vertex)) : exhausted_);
  return false;
}

Vertex* Engine::resolved(Vertex* vertex) {
  Vertex* value = forwarded(vertex);
  if (value != vertex && isPlainData(*value)) evaluate(*value);
  return value;
}

const Data* Engine::foldedData(Vertex& vertex) {
  const Vertex* value = forwarded(&vertex);
  return isPlainData(*value) ? value->conjuncts[0].data : nullptr;
}

Vertex* Engine::withDefault(Vertex* vertex) {
  vertex = resolved(vertex);
  while (!disjunctsOf(*vertex).empty()) {
    Vertex* chosen = nullptr;
    for (const Disjunct& disjunct : disjunctsOf(*vertex)) {
      if (disjunct.mode != DefaultMode::kIs) continue;
      if (chosen != nullptr) return nullptr;
      chosen = disjunct.value;
    }
    if (chosen == nullptr) return nullptr;
    vertex = resolved(chosen);
  }
  return vertex;
}

void Engine::evaluate(Vertex& vertex) {
  if (vertex.status == VertexStatus::kDone || vertex.status == VertexStatus::kRunning) return;
  if (!charge(vertex)) {
    vertex.status = VertexStatus::kDone;
    vertex.kind = Kind::kBottom;
    return;
  }
  ++counters_.unifications;
  vertex.status = VertexStatus::kRunning;
  vertex.stackIndex = ++stack_;
  bool finished = tryShare(vertex) || tryExpression(vertex) || tryConstant(vertex) || tryEmbedded(vertex);
  if (!finished && vertex.status == VertexStatus::kRunning) {
    if (vertex.node != nullptr) vertex.node->disjunctionsDone = false;
    insertWaiting(vertex);
    finished = runTasks(vertex);
    if (finished) finish(vertex);
  }
  if (finished && vertex.node != nullptr) releaseNode(vertex);
  if (vertex.status == VertexStatus::kRunning) vertex.status = finished ? VertexStatus::kDone : VertexStatus::kSuspended;
  --stack_;
}

/// What a finished vertex had queued is done, and a scalar that is known has met all its constraints: the memory serves the next vertex.
void Engine::releaseNode(Vertex& vertex) {
  Node& state = *vertex.node;
  spareTasks_.put(state.tasks);
  if (!vertex.atom || vertex.bottom != nullptr || vertex.hasStruct || vertex.isTentative) return;
  if (!state.disjunctions.empty() || !state.rare().subscribers.empty() || !state.observedAbsent.empty()) return;
  spareBounds_.put(state.bounds);
  spareNodes_.put(&state);
  vertex.node = nullptr;
}

void Engine::insertWaiting(Vertex& vertex) {
  while (vertex.conjuncts.hasWaiting()) {
    Insertion insertion;
    insertion.conjunct = vertex.conjuncts.takeNext();
    insert(vertex, insertion);
  }
}

/// Runs the queue, then chooses among the alternatives. False: something waits for a vertex further down the stack.
bool Engine::runTasks(Vertex& vertex) {
  if (vertex.node == nullptr) return true;
  Node& state = *vertex.node;
  while (true) {
    if (!drainTasks(vertex)) return false;
    if (state.disjunctions.empty() || state.disjunctionsDone || vertex.bottom != nullptr) return true;
    settleKind(vertex);
    if (isChosenScalar(vertex)) return true;
    std::uint32_t known = vertex.conjuncts.inserted();
    if (!resolveDisjunctions(vertex)) return false;
    state.disjunctionsDone = known == vertex.conjuncts.inserted();
  }
}

/// Runs what is queued until nothing more can be done. False: something waits for a vertex further down the stack.
bool Engine::drainTasks(Vertex& vertex) {
  Node& state = node(vertex);
  while (true) {
    while (runRound(vertex)) {}
    std::uint16_t lowest = kNothing;
    for (const Task& task : state.tasks)
      if (task.state == TaskState::kBlocked) lowest = std::min(lowest, task.blockedOn);
    if (lowest == kNothing) return true;
    if (lowest < vertex.stackIndex) {
      vertex.blockedOn = lowest;
      return false;
    }
    breakWait(vertex);
  }
}

/// Runs every task that is not done once; true if one of them finished.
bool Engine::runRound(Vertex& vertex) {
  Node& state = node(vertex);
  bool progress = false;
  for (std::uint32_t i = 0; i < state.tasks.size(); ++i) {
    if (state.tasks[i].state != TaskState::kWaiting && state.tasks[i].state != TaskState::kBlocked) continue;
    runTask(vertex, i);
    if (state.tasks[i].state == TaskState::kDone) progress = true;
  }
  return progress &&
         std::ranges::any_of(state.tasks.span(), [](const Task& task) { return task.state == TaskState::kBlocked || task.state == TaskState::kWaiting; });
}

/// Every task waits for this vertex itself: the first is run with what is known, and what is missing counts as missing.
bool Engine::breakWait(Vertex& vertex) {
  Node& state = node(vertex);
  for (std::uint32_t i = 0; i < state.tasks.size(); ++i) {
    if (state.tasks[i].state != TaskState::kBlocked || state.tasks[i].blockedOn < vertex.stackIndex) continue;
    state.isBreaking = true;
    runTask(vertex, i);
    state.isBreaking = false;
    if (state.tasks[i].state == TaskState::kBlocked && state.tasks[i].blockedOn >= vertex.stackIndex) {
      const Conjunct& conjunct = state.tasks[i].insertion.conjunct;
      fail(vertex, reason(BottomKind::kCycle, ReasonCode::kReferenceCycle, spanOf(conjunct)));
      state.tasks[i].state = TaskState::kDone;
    }
    return true;
  }
  return false;
}

void Engine::runTask(Vertex& vertex, std::uint32_t index) {
  Node& state = node(vertex);
  if (!charge(vertex)) {
    state.tasks[index].state = TaskState::kDone;
    return;
  }
  Task task = state.tasks[index];
  if (task.kind != TaskKind::kReference && vertex.hasCyclic && !vertex.hasNonCyclic && !awaitsReference(state)) {
    fail(vertex, reason(BottomKind::kStructural, ReasonCode::kStructuralCycle, spanOf(task.insertion.conjunct)));
    state.tasks[index].state = TaskState::kDone;
    return;
  }
  state.tasks[index].state = TaskState::kRunning;
  ++state.runningTasks;
  TaskState result = TaskState::kDone;
  switch (task.kind) {
    case TaskKind::kReference: result = runReference(vertex, task); break;
    case TaskKind::kExpression: result = runExpression(vertex, task); break;
    case TaskKind::kComprehension: result = runComprehension(vertex, task); break;
    case TaskKind::kDynamicField: result = runDynamicField(vertex, task); break;
    case TaskKind::kList: result = runList(vertex, task); break;
  }
  --state.runningTasks;
  // The queue may have moved while the task ran.
  state.tasks[index].state = result;
  state.tasks[index].blockedOn = task.blockedOn;
  state.tasks[index].made = task.made;
}

/// True if the task can give `vertex` a field called `wanted`: comprehensions whose labels are all static are known not to.
bool Engine::mayAdd(const Vertex&, const Task& task, Label wanted) const {
  if (task.kind == TaskKind::kExpression) return true;
  if (task.kind != TaskKind::kComprehension) return true;
  const Environment& env = *task.insertion.conjunct.env;
  const Expr& body = env.module->expr(task.insertion.conjunct.expr->c);
  for (const Decl& decl : env.module->module->decls.subspan(body.a, body.b)) {
    if (decl.kind == DeclKind::kLet || decl.kind == DeclKind::kEllipsis || decl.kind == DeclKind::kPattern) continue;
    if (decl.kind != DeclKind::kField || env.module->labels[decl.label] == wanted) return true;
  }
  return false;
}

/// Runs the waiting work of a vertex under evaluation that may give it `wanted` (any field when empty), so that readers see it.
void Engine::runFieldTasks(Vertex& vertex, std::optional<Label> wanted) {
  if (vertex.node == nullptr) return;
  insertWaiting(vertex);
  for (std::uint32_t i = 0; vertex.node != nullptr && i < vertex.node->tasks.size(); ++i) {
    const Task& task = vertex.node->tasks[i];
    bool isReady = task.state == TaskState::kWaiting || task.state == TaskState::kBlocked;
    if (isReady && (!wanted || mayAdd(vertex, task, *wanted))) runTask(vertex, i);
  }
}

void Engine::settleKind(Vertex& vertex) {
  Node& state = *vertex.node;
  if (state.forcesStruct) {
    restrictKind(vertex, Kind::kStruct, state.structSpan);
    state.forcesStruct = false;
  }
}

/// All conjuncts are known: a value of literals that embed nothing of a kind is a struct.
void Engine::decideStruct(Vertex& vertex) {
  const Node& state = *vertex.node;
  bool isUndecided = !vertex.atom && contains(vertex.kind, Kind::kStruct) && vertex.kind != Kind::kStruct;
  if (isUndecided && state.hasLiteral && (state.isStructByForm || !state.embedsTop)) vertex.kind = Kind::kStruct;
}

void Engine::finish(Vertex& vertex) {
  if (vertex.forward != nullptr || !disjunctsOf(vertex).empty()) return;
  if (vertex.node != nullptr) {
    settleKind(vertex);
    decideStruct(vertex);
  }
  if (vertex.bottom == nullptr && vertex.hasCyclic && !vertex.hasNonCyclic)
    fail(vertex, reason(BottomKind::kStructural, ReasonCode::kStructuralCycle, vertex.conjuncts.empty() ? SourceSpan() : spanOf(vertex.conjuncts[0])));
  if (vertex.node == nullptr) return;
  const Node& state = *vertex.node;
  checkScalar(vertex);
  if (vertex.kind == Kind::kStruct) applyPatterns(vertex);
  if (vertex.kind == Kind::kList) applyTails(vertex);
  if (!vertex.arcs.empty()) checkClosedness(vertex);
  if (state.rare().validators.empty() && state.bounds.empty()) return;
  vertex.status = VertexStatus::kDone;  // what is checked last looks at it as others do
  checkStructureBounds(vertex);
  checkValidators(vertex);
}

/// A guarded literal of plain fields that fired for another struct before counts here too (spec/cue.md 2.15 b).
void Engine::reviveLiterals(Vertex& vertex) {
  if (vertex.node == nullptr || fired_.empty()) return;
  for (Literal& literal : vertex.node->literals) literal.isLive = literal.isLive || fired_.contains(literal.expr);
}

/// Data that nothing else was said about cannot fail, and need not be looked at: `context` is large, and templates read little of it.
DeepStatus Engine::complete(Vertex& vertex) {
  if (isPlainData(vertex)) return DeepStatus::kGood;
  const Expr* constant = constantTree(vertex);
  if (constant != nullptr && good_.contains(constant)) return DeepStatus::kGood;
  DeepStatus result = completeValue(vertex);
  if (constant == nullptr || result != DeepStatus::kGood) return result;
  const Vertex* value = withDefault(&vertex);
  if (value == nullptr || value->bottom == nullptr) good_.insert(constant);
  return result;
}

DeepStatus Engine::completeValue(Vertex& start) {
  evaluate(start);
  if (start.status != VertexStatus::kDone) return DeepStatus::kRunning;
  if (foldedData(start) != nullptr) return DeepStatus::kGood;
  Vertex* value = withDefault(&start);
  if (value == nullptr) return DeepStatus::kGood;
  Vertex& vertex = *value;
  if (vertex.deep == DeepStatus::kRunning) return DeepStatus::kGood;
  if (vertex.deep != DeepStatus::kUnknown) return vertex.deep;
  if (vertex.bottom != nullptr && isFatal(vertex.bottom->kind)) return vertex.deep = DeepStatus::kFatal;
  vertex.deep = DeepStatus::kRunning;
  DeepStatus result = DeepStatus::kGood;
  bool isFinal = true;
  for (std::uint32_t i = 0; i < vertex.arcs.size() && result != DeepStatus::kFatal; ++i) {
    const Vertex& field = *vertex.arcs[i];
    bool isRefused = field.state == ArcState::kRequired && field.bottom != nullptr && isFatal(field.bottom->kind);
    if (isRefused) result = DeepStatus::kFatal;
    if (field.state != ArcState::kMember) continue;
    DeepStatus below = complete(*vertex.arcs[i]);
    if (below == DeepStatus::kRunning) isFinal = false;
    else result = std::max(result, below);
  }
  reviveLiterals(vertex);
  vertex.deep = isFinal || result == DeepStatus::kFatal ? result : DeepStatus::kUnknown;
  return result;
}

}  // namespace oamc
