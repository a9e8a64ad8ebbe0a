#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "passes/eval/engine.h"

namespace oamc {

/// The order of fields in the frequent case: a literal with conditional parts, each field declared in one place of them, no references, embedded values or
/// computed labels. FieldOrder gives the same, and all other orders.
class PlainOrder {
 public:
  /// Adds the arcs, sorted. False, and nothing added, when this is another case.
  bool addTo(std::vector<Vertex*>& fields, const Vertex& vertex);

 private:
  /// What a live literal declares.
  struct Run {
    std::span<const Decl> decls;
    std::uint32_t place;  ///< in the file: of the last field to come, by which the literals are sorted
  };

  bool findRuns(const Node& node);
  bool placeRuns(const Vertex& vertex);
  Run* runOf(const Decl* decl);
  static bool findDeclaration(const Vertex& vertex, const Vertex& field, const Decl*& decl);

  static constexpr std::size_t kMostRuns = 16;
  static constexpr std::size_t kMostFields = 64;
  std::array<Run, kMostRuns> runs_;
  std::size_t runCount_ = 0;
  std::size_t declared_ = 0;                           ///< fields in the runs
  std::array<const Decl*, kMostFields> declarations_;  ///< of the arcs; null for those that no run declares
};

}  // namespace oamc
