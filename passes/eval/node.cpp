#include "passes/eval/node.h"

namespace oamc {

namespace {

template <typename T>
ArenaVector<T> emptied(ArenaVector<T> items) {
  items.clear();
  return items;
}

}  // namespace

void Node::clear() {
  *this = Node{.bounds = emptied(bounds),
               .validators = emptied(validators),
               .tasks = emptied(tasks),
               .patterns = emptied(patterns),
               .tails = emptied(tails),
               .disjunctions = emptied(disjunctions),
               .groups = emptied(groups),
               .structs = emptied(structs),
               .ellipses = emptied(ellipses),
               .subscribers = emptied(subscribers),
               .literals = emptied(literals),
               .lets = emptied(lets),
               .taken = emptied(taken),
               .observedAbsent = emptied(observedAbsent)};
}

}  // namespace oamc
