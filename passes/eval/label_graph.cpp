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

/// The order of any graph.
LabelOrder componentwise(const LabelGraph& after, const LabelNames& names, std::pmr::memory_resource& memory) {
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
  for (auto& nodes : members) std::ranges::sort(nodes, {}, [&](std::uint32_t node) -> const std::pmr::string& { return names[node]; });
  auto isEarlier = [&](std::uint32_t a, std::uint32_t b) { return std::tie(names[members[a][0]], a) < std::tie(names[members[b][0]], b); };
  std::set<std::uint32_t, decltype(isEarlier)> ready(isEarlier);
  for (std::uint32_t component = 1; component <= graph.components; ++component)
    if (waiting[component] == 0) ready.insert(component);
  LabelOrder result(&memory);
  while (!ready.empty()) {
    std::uint32_t component = *ready.begin();
    ready.erase(ready.begin());
    result.insert(result.end(), members[component].begin(), members[component].end());
    for (std::uint32_t target : next[component])
      if (--waiting[target] == 0) ready.insert(target);
  }
  return result;
}

/// The order of a graph without circles, whose components are single labels; false if there is a circle, or if two labels that could come next have one name.
bool emitAcyclic(const LabelGraph& after, const LabelNames& names, LabelOrder& result) {
  std::pmr::memory_resource* memory = result.get_allocator().resource();
  LabelOrder waiting(after.size(), 0, memory);
  for (const auto& next : after)
    for (std::uint32_t target : next) ++waiting[target];
  LabelOrder ready(memory);  // a heap with the smallest name on top
  auto isLater = [&names](std::uint32_t a, std::uint32_t b) { return names[b] < names[a]; };
  auto add = [&](std::uint32_t node) {
    ready.push_back(node);
    std::ranges::push_heap(ready, isLater);
  };
  for (std::uint32_t node = 0; node < after.size(); ++node)
    if (waiting[node] == 0) add(node);
  result.reserve(after.size());
  while (!ready.empty()) {
    std::ranges::pop_heap(ready, isLater);
    std::uint32_t node = ready.back();
    ready.pop_back();
    if (!ready.empty() && names[ready.front()] == names[node]) return false;
    result.push_back(node);
    for (std::uint32_t target : after[node])
      if (--waiting[target] == 0) add(target);
  }
  return result.size() == after.size();
}

}  // namespace

LabelOrder onlyPath(const LabelGraph& after, std::pmr::memory_resource& memory) {
  LabelOrder path(&memory);
  std::pmr::vector<bool> hasPredecessor(after.size(), false, &memory);
  for (const auto& next : after) {
    if (next.size() > 1 || (next.size() == 1 && hasPredecessor[next[0]])) return path;
    if (next.size() == 1) hasPredecessor[next[0]] = true;
  }
  auto start = std::ranges::find(hasPredecessor, false);
  if (start == hasPredecessor.end() || std::find(start + 1, hasPredecessor.end(), false) != hasPredecessor.end()) return path;
  path.reserve(after.size());
  path.push_back(static_cast<std::uint32_t>(start - hasPredecessor.begin()));
  while (!after[path.back()].empty()) path.push_back(after[path.back()][0]);
  if (path.size() != after.size()) path.clear();  // the others form circles
  return path;
}

LabelOrder emission(const LabelGraph& after, const LabelNames& names, std::pmr::memory_resource& memory) {
  LabelOrder result(&memory);
  if (!emitAcyclic(after, names, result)) result = componentwise(after, names, memory);
  return result;
}

}  // namespace oamc
