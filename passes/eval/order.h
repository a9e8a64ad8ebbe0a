#pragma once

#include <unordered_map>
#include <vector>

#include "passes/eval/engine.h"

namespace oamc {

/// The order in which the fields of a struct are exported (spec/cue.md 2.15 b).
class FieldOrder {
 public:
  FieldOrder(Engine& engine, Vertex& vertex) : engine_(engine), vertex_(vertex) {}

  /// The arcs of the vertex, sorted.
  std::vector<Vertex*> sorted();

 private:
  /// A place in a source; literals are sorted by it.
  struct Position {
    std::uint32_t file = ~0U;
    std::uint32_t offset = ~0U;
    auto operator<=>(const Position&) const = default;
  };

  struct Record {
    const Literal* literal = nullptr;
    Position position;
    bool isJoined = false;
    bool makesComputed = false;  ///< its computed labels made a field
  };
  using Group = std::vector<Record*>;

  /// Something that gave a field a conjunct: a declaration or a member of data.
  struct Arrival {
    const void* key = nullptr;
    Position position;
    const Reference* firstReference = nullptr;
    const Environment* outer = nullptr;  ///< where the literal of the declaration was met
  };

  bool isTrivial() const;
  void makeRecords();
  void follow(const void* key, Record& record);
  void place();
  void placeBy(const Arrival& arrival);
  std::vector<Arrival> arrivalsOf(const Vertex& field) const;
  Arrival arrivalOf(const Conjunct& conjunct) const;
  void join();
  void joinOperands(const Expr& expr, const LoadedModule& module);
  std::vector<Group> groups();
  void link(const std::vector<Group>& groups);
  void linkGroup(const Group& group, std::vector<std::uint32_t>& front);
  std::vector<std::uint32_t> labelsOf(const Record& record);
  std::uint32_t nodeOf(Label label);
  std::vector<std::uint32_t> emission() const;
  static bool isJoined(const Group& group) { return group.size() > 1 || group[0]->isJoined; }

  Engine& engine_;
  Vertex& vertex_;
  std::vector<Record> records_;
  std::unordered_map<const void*, std::vector<Record*>> follow_;
  std::unordered_map<const Decl*, std::vector<Label>> computed_;  ///< labels made by computed declarations, in creation order
  std::unordered_map<const Decl*, std::size_t> taken_;
  std::unordered_map<std::uint32_t, std::uint32_t> nodeByLabel_;
  std::vector<Label> labels_;
  std::vector<Record*> home_;                      ///< by node: the record that placed it last
  std::vector<std::vector<std::uint32_t>> after_;  ///< by node: those that follow it
};

}  // namespace oamc
