#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <string>
#include <unordered_map>
#include <vector>

#include "passes/eval/engine.h"
#include "passes/eval/label_graph.h"

namespace oamc {

/// The order in which the fields of a struct are exported (spec/cue.md 2.15 b).
class FieldOrder {
 public:
  FieldOrder(Engine& engine, Vertex& vertex) : engine_(engine), vertex_(vertex) {}

  /// Whether the arcs are in order as they were created.
  static bool isTrivial(const Vertex& vertex);
  /// Adds the arcs, sorted.
  void addTo(std::vector<Vertex*>& fields);

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
  using Group = std::pmr::vector<Record*>;
  using RecordSet = std::pmr::vector<std::uint32_t>;  // their numbers, ascending
  using Nodes = std::pmr::vector<std::uint32_t>;

  /// Something that gave a field a conjunct: a declaration or a member of data.
  struct Arrival {
    const void* key = nullptr;
    Position position;
    const Reference* firstReference = nullptr;
    const Environment* outer = nullptr;  ///< where the literal of the declaration was met
  };

  void makeRecords();
  void follow(const void* key, const Record& record);
  void followAll(RecordSet& set, const RecordSet& others);
  void place();
  void placeBy(const Arrival& arrival);
  std::pmr::vector<Arrival> arrivalsOf(const Vertex& field);
  Arrival arrivalOf(const Conjunct& conjunct) const;
  void join();
  void joinOperands(const Expr& expr, const LoadedModule& module);
  std::pmr::vector<Group> groups();
  void link(const std::pmr::vector<Group>& groups);
  void linkGroup(const Group& group, Nodes& front);
  Nodes labelsOf(const Record& record);
  std::uint32_t nodeOf(Label label);
  LabelNames names();
  static bool isJoined(const Group& group) { return group.size() > 1 || group[0]->isJoined; }

  Engine& engine_;
  Vertex& vertex_;
  std::array<std::byte, 4096> buffer_;  ///< holds all of the below for structs of usual size
  std::pmr::monotonic_buffer_resource memory_{buffer_.data(), buffer_.size()};
  std::pmr::vector<Record> records_{&memory_};
  std::pmr::unordered_map<const void*, RecordSet> follow_{&memory_};  ///< the literals that stand where a declaration, literal or reference does
  std::pmr::unordered_map<const Decl*, std::pmr::vector<Label>> computed_{&memory_};  ///< labels made by computed declarations, in creation order
  std::pmr::unordered_map<const Vertex*, std::pmr::vector<const DeclarationSite*>> sites_{&memory_};  ///< declarations in comprehensions, by field
  std::pmr::unordered_map<const Decl*, std::size_t> taken_{&memory_};
  std::pmr::unordered_map<std::uint32_t, std::uint32_t> nodeByLabel_{&memory_};  ///< labels that no arc has
  std::pmr::vector<Label> labels_{&memory_};                                     ///< by node; the arcs come first
  std::pmr::vector<Record*> home_{&memory_};                                     ///< by node: the record that placed it last
  std::vector<std::uint32_t> united_;                                            ///< the result of a union, before it is kept
  LabelGraph after_{&memory_};                                                   ///< by node: those that follow it
};

}  // namespace oamc
