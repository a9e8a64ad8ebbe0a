#include "passes/eval/label_graph.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace oamc {

namespace {

/// Strongly connected components (Tarjan), iteratively: deep chains of fields need no deep stack.
class Components {
 public:
  explicit Components(const LabelGraph& after) : after_(after), index_(after.size(), 0), low_(after.size(), 0), component(after.size(), 0) {
    for (std::uint32_t node = 0; node < after.size(); ++node)
      if (index_[node] == 0) visit(node);
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t next = 0;
  };

  void visit(std::uint32_t start) {
    std::vector<Frame> frames{{start}};
    open(start);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      if (frame.next < after_[frame.node].size()) {
        std::uint32_t target = after_[frame.node][frame.next++];
        if (index_[target] == 0) {
          open(target);
          frames.push_back({target});
        } else if (component[target] == 0) {
          low_[frame.node] = std::min(low_[frame.node], index_[target]);
        }
        continue;
      }
      std::uint32_t node = frame.node;
      frames.pop_back();
      if (!frames.empty()) low_[frames.back().node] = std::min(low_[frames.back().node], low_[node]);
      if (low_[node] == index_[node]) close(node);
    }
  }

  void open(std::uint32_t node) {
    index_[node] = low_[node] = ++count_;
    stack_.push_back(node);
  }

  void close(std::uint32_t root) {
    ++components;
    std::uint32_t node = 0;
    do {
      node = stack_.back();
      stack_.pop_back();
      component[node] = components;
    } while (node != root);
  }

  const LabelGraph& after_;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> stack_;
  std::uint32_t count_ = 0;

 public:
  std::vector<std::uint32_t> component;  ///< by node, from 1 on
  std::uint32_t components = 0;
};

}  // namespace

std::vector<std::uint32_t> onlyPath(const LabelGraph& after) {
  std::vector<bool> hasPredecessor(after.size(), false);
  for (const auto& next : after) {
    if (next.size() > 1 || (next.size() == 1 && hasPredecessor[next[0]])) return {};
    if (next.size() == 1) hasPredecessor[next[0]] = true;
  }
  auto start = std::ranges::find(hasPredecessor, false);
  if (start == hasPredecessor.end() || std::find(start + 1, hasPredecessor.end(), false) != hasPredecessor.end()) return {};
  std::vector<std::uint32_t> path;
  path.reserve(after.size());
  path.push_back(static_cast<std::uint32_t>(start - hasPredecessor.begin()));
  while (!after[path.back()].empty()) path.push_back(after[path.back()][0]);
  if (path.size() != after.size()) path.clear();  // the others form circles
  return path;
}

std::vector<std::uint32_t> emission(const LabelGraph& after, const std::vector<std::string>& names) {
  Components graph(after);
  std::vector<std::vector<std::uint32_t>> members(graph.components + 1);
  std::vector<std::set<std::uint32_t>> next(graph.components + 1);
  std::vector<std::uint32_t> waiting(graph.components + 1, 0);
  for (std::uint32_t node = 0; node < after.size(); ++node) {
    members[graph.component[node]].push_back(node);
    for (std::uint32_t target : after[node])
      if (graph.component[target] != graph.component[node] && next[graph.component[node]].insert(graph.component[target]).second)
        ++waiting[graph.component[target]];
  }
  for (auto& nodes : members) std::ranges::sort(nodes, {}, [&](std::uint32_t node) -> const std::string& { return names[node]; });
  auto isEarlier = [&](std::uint32_t a, std::uint32_t b) { return std::tie(names[members[a][0]], a) < std::tie(names[members[b][0]], b); };
  std::set<std::uint32_t, decltype(isEarlier)> ready(isEarlier);
  for (std::uint32_t component = 1; component <= graph.components; ++component)
    if (waiting[component] == 0) ready.insert(component);
  std::vector<std::uint32_t> result;
  while (!ready.empty()) {
    std::uint32_t component = *ready.begin();
    ready.erase(ready.begin());
    result.insert(result.end(), members[component].begin(), members[component].end());
    for (std::uint32_t target : next[component])
      if (--waiting[target] == 0) ready.insert(target);
  }
  return result;
}

}  // namespace oamc
