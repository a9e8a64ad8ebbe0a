#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

namespace oamc {

/// By label: the labels that must stand behind it.
using LabelGraph = std::pmr::vector<std::pmr::vector<std::uint32_t>>;

/// The labels in order if the graph leaves no choice, as with most structs; empty otherwise.
std::vector<std::uint32_t> onlyPath(const LabelGraph& after);

/// The labels in the order in which they are exported: repeatedly the strongly connected component without unemitted predecessors that has the bytewise smallest
/// name; within a component by name (spec/cue.md 2.15 b).
std::vector<std::uint32_t> emission(const LabelGraph& after, const std::vector<std::string>& names);

}  // namespace oamc
