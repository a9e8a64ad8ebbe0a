#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

namespace oamc {

/// By label: the labels that must stand behind it.
using LabelGraph = std::pmr::vector<std::pmr::vector<std::uint32_t>>;
using LabelNames = std::pmr::vector<std::pmr::string>;
using LabelOrder = std::pmr::vector<std::uint32_t>;

/// Results live in `memory`. The labels in order if the graph leaves no choice, as with most structs; empty otherwise.
LabelOrder onlyPath(const LabelGraph& after, std::pmr::memory_resource& memory);

/// The labels in the order in which they are exported: repeatedly the strongly connected component without unemitted predecessors that has the bytewise smallest
/// name; within a component by name (spec/cue.md 2.15 b).
LabelOrder emission(const LabelGraph& after, const LabelNames& names, std::pmr::memory_resource& memory);

}  // namespace oamc
