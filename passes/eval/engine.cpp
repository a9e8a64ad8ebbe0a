#include "passes/eval/engine.h"

#include <algorithm>
#include <bit>

namespace oamc {

Engine::Engine(const EvaluatorOptions& options, const SharedModules* shared)
    : shared_(shared), symbols_(shared_.symbols()), options_(options), mostBytes_(options.limits.evaluationBytes) {}

void Engine::beginRendering() {
  counters_ = {};
  mostBytes_ = arena_.reservedBytes() + options_.limits.evaluationBytes;
  exported_.clear();
}

EvaluationCounters Engine::counters() const {
  EvaluationCounters result = counters_;
  result.bytes = arena_.reservedBytes();
  return result;
}

const LoadedModule& Engine::load(const Module& module) {
  if (auto found = byTables_.find(module.exprs.data()); found != byTables_.end()) return *found->second;
  const LoadedModule* loaded = shared_.find(module);
  if (loaded == nullptr) loaded = arena_.create<LoadedModule>(loadModule(module, symbols_, arena_));
  modules_.push_back(loaded);
  byTables_.emplace(module.exprs.data(), loaded);
  return *loaded;
}

Vertex* Engine::newVertex(Vertex* parent, Label label, bool isNamed) {
  ++counters_.vertices;
  Vertex* vertex = spareVertices_.take(arena_);
  vertex->parent = parent;
  vertex->label = label;
  vertex->isNamed = isNamed;
  if (parent != nullptr) vertex->depth = parent->depth == Vertex::kDeepest ? Vertex::kDeepest : parent->depth + 1;
  bool isBelow = parent != nullptr && isNamed;
  vertex->isTentative = isBelow && parent->isTentative;
  vertex->isOpened = isBelow && parent->isOpened;
  return vertex;
}

/// A computed number; the small ints, of which there may be many, are kept once.
Atom Engine::numberAtom(const Number& number) {
  std::optional<std::int64_t> value = number.isInt() ? number.toInt64() : std::nullopt;
  if (!value || *value < 0 || *value >= std::ssize(smallNumbers_)) return Atom::number(arena_.create<Number>(number));
  const Number*& known = smallNumbers_[static_cast<std::size_t>(*value)];
  if (known == nullptr) known = arena_.create<Number>(number);
  return Atom::number(known);
}

Environment* Engine::newEnvironment(Environment* up, const LoadedModule* module, Vertex* vertex) {
  Environment* env = spareEnvironments_.take(arena_);
  env->up = up;
  env->module = module;
  env->vertex = vertex;
  return env;
}

Vertex* Engine::operand(const Expr& expr, Environment* env) {
  Environment* holder = env;
  while (holder != nullptr && holder->vertex == nullptr) holder = holder->up;
  Vertex* vertex = newVertex(holder == nullptr ? nullptr : holder->vertex, Label(), false);
  Conjunct conjunct;
  conjunct.expr = &expr;
  conjunct.env = env;
  // What an expression computes came through the same references as the expression.
  if (holder != nullptr) conjunct.via = holder->via;
  vertex->conjuncts.push(arena_, conjunct);
  return vertex;
}

namespace {

/// Arcs of a struct from which on a hash finds them.
constexpr std::uint32_t kIndexedFrom = 16;

std::uint32_t slotOf(Label label, std::size_t size) {
  return static_cast<std::uint32_t>((label.bits() * 0x9E3779B1U) >> 7U) & static_cast<std::uint32_t>(size - 1);
}

void put(std::span<std::uint32_t> slots, const Vertex& vertex, std::uint32_t arc) {
  std::uint32_t slot = slotOf(vertex.arcs[arc]->label, slots.size());
  while (slots[slot] != 0) slot = (slot + 1) & static_cast<std::uint32_t>(slots.size() - 1);
  slots[slot] = arc + 1;
}

}  // namespace

Vertex* Engine::findArc(const Vertex& vertex, Label label) const {
  std::optional<std::uint32_t> number = arcNumber(vertex, label);
  return number ? vertex.arcs[*number] : nullptr;
}

std::optional<std::uint32_t> Engine::arcNumber(const Vertex& vertex, Label label) const {
  std::span<const std::uint32_t> slots = rareOf(vertex).arcSlots;
  if (label.isIndex() || slots.empty()) {
    // Elements stand in their order, with fields that are not exported before or between them.
    for (std::uint32_t number = label.isIndex() ? label.index() : 0; number < vertex.arcs.size(); ++number)
      if (vertex.arcs[number]->label == label) return number;
    return std::nullopt;
  }
  for (std::uint32_t slot = slotOf(label, slots.size()); slots[slot] != 0; slot = (slot + 1) & static_cast<std::uint32_t>(slots.size() - 1)) {
    std::uint32_t number = slots[slot] - 1;
    if (vertex.arcs[number]->label == label) return number;
  }
  return std::nullopt;
}

/// A field that appears after its absence, or the whole set of fields, was relied on is a failure (spec/cue.md 2.10, 4.4).
void Engine::checkLate(Vertex& vertex, Label label) {
  bool isLate = vertex.isFrozen && label.isRegular();
  bool isObserved = vertex.node != nullptr && std::ranges::find(vertex.node->observedAbsent, label) != vertex.node->observedAbsent.end();
  if (!isLate && !isObserved) return;
  Reason* late = reason(isLate ? BottomKind::kEval : BottomKind::kCycle, ReasonCode::kFieldSetFrozen, {});
  late->text = arena_.copyText(labelText(label, symbols_));
  late->vertex = &vertex;
  fail(vertex, late);
}

Vertex* Engine::arc(Vertex& vertex, Label label, ArcState state) {
  if (Vertex* known = findArc(vertex, label)) {
    if (state < known->state) {
      if (state == ArcState::kMember) checkLate(vertex, label);
      known->state = state;
    }
    return known;
  }
  Vertex* made = newVertex(&vertex, label, true);
  made->state = state;
  // What outgrows the fields of its first literal mostly meets a definition with some more.
  if (vertex.arcs.isFull() && vertex.arcs.size() == 2) vertex.arcs.reserve(arena_, 4);
  vertex.arcs.push(arena_, made);
  if (state == ArcState::kMember) checkLate(vertex, label);
  if (vertex.arcs.size() >= kIndexedFrom && !label.isIndex()) indexLatest(vertex);
  return made;
}

/// Puts the latest arc into the hash of the arcs, of which at most half is used.
void Engine::indexLatest(Vertex& vertex) {
  std::span<std::uint32_t>& slots = node(vertex).rare(arena_).arcSlots;
  std::uint32_t count = vertex.arcs.size();
  if (count <= slots.size() / 2) return put(slots, vertex, count - 1);
  slots = arena_.createArray<std::uint32_t>(std::bit_ceil(std::size_t{count} * 2 + 1));
  for (std::uint32_t i = 0; i < count; ++i)
    if (!vertex.arcs[i]->label.isIndex()) put(slots, vertex, i);
}

void Engine::addConjunct(Vertex& vertex, const Conjunct& conjunct) {
  // A value that was built by many pieces is compared only with its latest ones: equal conjuncts come from one declaration reached twice in a row or
  // from small values.
  constexpr std::uint32_t kCompared = 16;
  std::uint32_t first = vertex.conjuncts.size() > kCompared ? vertex.conjuncts.size() - kCompared : 0;
  for (std::uint32_t i = first; i < vertex.conjuncts.size(); ++i)
    if (vertex.conjuncts[i].sameAs(conjunct)) return;
  vertex.conjuncts.push(arena_, conjunct);
  for (const Subscriber& subscriber : rareOf(vertex).subscribers) insertForwarded(*subscriber.vertex, conjunct, subscriber.insertion);
  if (vertex.status == VertexStatus::kRunning) insertWaiting(vertex);
  else if (vertex.status != VertexStatus::kNew) reopen(vertex);
}

void Engine::addField(Vertex& vertex, Label label, ArcState state, const Conjunct& conjunct) {
  Vertex* field = arc(vertex, label, state);
  if (state == ArcState::kMember && label.isString()) node(vertex).forcesStruct = true;
  addConjunct(*field, conjunct);
}

void Engine::reopen(Vertex& vertex) {
  vertex.status = VertexStatus::kNew;
  vertex.deep = DeepStatus::kUnknown;
  if (vertex.node != nullptr) vertex.node->disjuncts = {};
  if (vertex.forward != nullptr) {
    vertex.forward = nullptr;
    if (vertex.node == nullptr) vertex.conjuncts.setInserted(0);
  }
}

Vertex* Engine::rootOf(const Expr& expr, const void* payload) {
  Vertex* root = newVertex(nullptr, Label(), false);
  Conjunct conjunct;
  conjunct.expr = &expr;
  conjunct.data = static_cast<const Data*>(payload);
  root->conjuncts.push(arena_, conjunct);
  return root;
}

namespace {
constexpr Expr kInputExpr{.op = ExprOp::kDataRef};
}

Vertex* Engine::instance(std::span<const Module* const> files, std::span<const NamedData> inputs) {
  Vertex* root = newVertex(nullptr, Label(), false);
  Group* package = newGroup(nullptr, nullptr, nullptr);
  package->isPackage = true;
  for (const Module* file : files) {
    const LoadedModule& module = load(*file);
    Conjunct conjunct;
    conjunct.expr = &module.expr(file->root);
    conjunct.env = newEnvironment(nullptr, &module, nullptr);
    conjunct.group = package;
    root->conjuncts.push(arena_, conjunct);
  }
  // The reference appends the inputs to the template's text (spec/rendering.md 1.7): fields that the template declares come first.
  if (inputs.empty()) return root;
  std::vector<Member> members;
  for (const NamedData& input : inputs) members.push_back({arena_.copyText(input.name), input.value, {}});
  Conjunct conjunct;
  conjunct.expr = &kInputExpr;
  conjunct.data = arena_.create<Data>(Data::object(arena_.copyArray(std::span<const Member>(members))));
  root->conjuncts.push(arena_, conjunct);
  return root;
}

}  // namespace oamc
