#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ir/base/source.h"

namespace oamc {

/// The value of the `let` declaration `from` refers to the `let` declaration `to` at `span`.
struct LetUse {
  std::uint32_t from;
  std::uint32_t to;
  SourceSpan span;
};

/// The uses that close a cycle, one for each cycle that a depth-first walk meets.
std::vector<LetUse> findLetCycles(std::span<const LetUse> uses);

}  // namespace oamc
