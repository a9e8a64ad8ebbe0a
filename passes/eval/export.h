#pragma once

#include <unordered_set>
#include <vector>

#include "ir/data/text/json_writer.h"
#include "passes/eval/engine.h"

namespace oamc {

/// Turns a value into concrete data and collects everything that prevents it (spec/cue.md 2.13, 2.16).
class Exporter {
 public:
  /// JSON has no bytes: there they are base64 texts (spec/cue.md 2.16).
  enum class Bytes : std::uint8_t { kKept, kAsText };

  /// Which scalars say where they are written: all, or those whose spelling CUE's YAML keeps (spec/cue.md 2.16).
  enum class Spans : std::uint8_t { kAll, kSpelled };

  explicit Exporter(Engine& engine, Bytes bytes = Bytes::kKept, Spans spans = Spans::kAll) : engine_(engine), bytes_(bytes), spans_(spans) {}

  /// The data; meaningless once there are problems.
  Data data(Vertex& vertex);
  /// Writes the data instead of making it: the same text and the same problems. What was written is worthless once there are problems.
  void write(Vertex& vertex, JsonStream& out);
  /// Only looks for fatal failures, hidden fields and definitions included; incomplete values are fine.
  void collectFatal(Vertex& vertex);
  /// What was found so far as a chain by Reason::next, the lowest kind first; null if nothing.
  const Reason* problems();

 private:
  bool isExport(const Data& data) const;
  Data evaluated(Vertex& vertex);
  Data ambiguous(Vertex& vertex);
  Data atomData(Vertex& vertex, const Vertex& place);
  static bool isSpelled(const Vertex& scalar, const Vertex& place);
  bool mayGoOn(Vertex& structure);
  Data structureData(Vertex& start, Vertex& vertex);
  Data structData(Vertex& vertex);
  Data listData(Vertex& vertex);
  void writeStruct(Vertex& vertex);
  void writeList(Vertex& vertex);
  void writePart(Vertex& vertex);
  bool isExported(Vertex& field);
  void checkHidden(Vertex& field);
  void add(const Reason* failure);
  static Reason* at(Reason* failure, Vertex& vertex);

  Engine& engine_;
  Bytes bytes_;
  Spans spans_;
  JsonStream* out_ = nullptr;  ///< only for write()
  bool isWritten_ = false;     ///< the structure that was exported last is written already
  std::vector<const Reason*> problems_;
  std::vector<const Vertex*> path_;         ///< the structures that are being exported, outermost first
  std::unordered_set<const Vertex*> seen_;  ///< by collectFatal
  std::uint32_t depth_ = 0;
  std::uint32_t afterLimit_ = 0;  ///< structures met after a limit was reached
};

}  // namespace oamc
