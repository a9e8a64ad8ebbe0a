#include <algorithm>

#include "passes/eval/engine.h"

namespace oamc {

void Engine::insertList(Vertex& vertex, const Insertion& insertion) {
  const Conjunct& conjunct = insertion.conjunct;
  const Expr& list = *conjunct.expr;
  const LoadedModule& module = *conjunct.env->module;
  restrictKind(vertex, Kind::kList, spanOf(conjunct));
  std::span<const std::uint32_t> elements = module.list(list.a, list.b);
  bool hasComprehension = std::ranges::any_of(elements, [&](std::uint32_t index) { return module.expr(index).op == ExprOp::kComprehension; });
  if (hasComprehension) return queue(vertex, TaskKind::kList, insertion);
  Conjunct element = conjunct;
  element.decl = nullptr;
  std::uint32_t count = 0;
  for (std::uint32_t index : elements) {
    element.expr = &module.expr(index);
    addConjunct(*arc(vertex, Label::index(count++), ArcState::kMember), element);
  }
  setListLength(vertex, count, (list.flags & kOpenList) != 0, spanOf(conjunct));
  if (list.c == kNoIndex) return;
  element.expr = &module.expr(list.c);
  node(vertex).list(arena_).tails.push(arena_, {count, element});
  applyTails(vertex);
}

/// Closed lists have exactly, open ones at least `count` elements (spec/cue.md 2.11).
void Engine::setListLength(Vertex& vertex, std::uint32_t count, bool isOpen, SourceSpan span) {
  ListFacts& list = node(vertex).list(arena_);
  std::uint32_t known = vertex.isClosedList ? list.length : list.minimum;
  bool conflict = vertex.isClosedList ? (isOpen ? count > known : count != known) : (!isOpen && count < known);
  if (conflict) {
    Reason* lengths = reason(BottomKind::kEval, ReasonCode::kListLength, span);
    lengths->numberX = count;
    lengths->numberY = known;
    lengths->spanY = list.span;
    fail(vertex, lengths);
  }
  if (!isOpen && !vertex.isClosedList) {
    vertex.isClosedList = true;
    list.length = count;
  }
  if (count >= list.minimum || !isOpen) list.span = span;
  list.minimum = std::max(list.minimum, count);
  applyTails(vertex);
}

void Engine::applyTails(Vertex& vertex) {
  if (node(vertex).listFacts == nullptr) return;
  ArenaVector<ListTail>& tails = vertex.node->listFacts->tails;
  for (std::uint32_t t = 0; t < tails.size(); ++t) {
    while (tails[t].applied < vertex.arcs.size()) {
      Vertex& element = *vertex.arcs[tails[t].applied++];
      if (element.label.isIndex() && element.label.index() >= tails[t].from) addConjunct(element, tails[t].conjunct);
    }
  }
}

/// A list with comprehensions: they are expanded first, then the elements have their places.
TaskState Engine::runList(Vertex& vertex, Task& task) {
  const Conjunct& conjunct = task.insertion.conjunct;
  const Expr& list = *conjunct.expr;
  const LoadedModule& module = *conjunct.env->module;
  std::vector<Conjunct> elements;
  for (std::uint32_t index : module.list(list.a, list.b)) {
    const Expr& element = module.expr(index);
    Conjunct made = conjunct;
    made.decl = nullptr;
    made.expr = &element;
    if (element.op != ExprOp::kComprehension) {
      elements.push_back(made);
      continue;
    }
    std::vector<Environment*> bodies;
    Value expanded = expandClauses(element, conjunct.env, 0, bodies);
    if (expanded.isBlocked()) {
      task.blockedOn = expanded.blockedOn;
      return TaskState::kBlocked;
    }
    if (expanded.isBottom() && expanded.reason != nullptr) {
      fail(vertex, expanded.reason);
      return TaskState::kDone;
    }
    made.expr = &module.expr(element.c);
    for (Environment* env : bodies) {
      made.env = env;
      elements.push_back(made);
    }
  }
  for (std::uint32_t i = 0; i < elements.size(); ++i) addConjunct(*arc(vertex, Label::index(i), ArcState::kMember), elements[i]);
  setListLength(vertex, static_cast<std::uint32_t>(elements.size()), (list.flags & kOpenList) != 0, spanOf(conjunct));
  if (list.c != kNoIndex) {
    Conjunct tail = conjunct;
    tail.decl = nullptr;
    tail.expr = &module.expr(list.c);
    node(vertex).list(arena_).tails.push(arena_, {static_cast<std::uint32_t>(elements.size()), tail});
    applyTails(vertex);
  }
  return TaskState::kDone;
}

}  // namespace oamc
