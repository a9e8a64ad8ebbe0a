#include "frontend/cue/let_cycles.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace oamc {

namespace {

enum class State : std::uint8_t { kNew, kOpen, kDone };

struct Node {
  std::vector<const LetUse*> uses;
  State state = State::kNew;
};

struct Step {
  Node* node;
  std::size_t nextUse;
};

}  // namespace

std::vector<LetUse> findLetCycles(std::span<const LetUse> uses) {
  std::unordered_map<std::uint32_t, Node> nodes;
  for (const LetUse& use : uses) {
    nodes[use.from].uses.push_back(&use);
    nodes.try_emplace(use.to);
  }
  std::vector<LetUse> closing;
  std::vector<Step> path;
  auto enter = [&](Node& node) {
    node.state = State::kOpen;
    path.push_back({&node, 0});
  };
  for (const LetUse& root : uses) {
    if (nodes[root.from].state == State::kNew) enter(nodes[root.from]);
    while (!path.empty()) {
      Step& step = path.back();
      if (step.nextUse == step.node->uses.size()) {
        step.node->state = State::kDone;
        path.pop_back();
        continue;
      }
      const LetUse& use = *step.node->uses[step.nextUse++];
      Node& target = nodes[use.to];
      if (target.state == State::kOpen) closing.push_back(use);
      if (target.state == State::kNew) enter(target);
    }
  }
  return closing;
}

}  // namespace oamc
