#pragma once

#include <cstddef>
#include <cstdint>

namespace oamc {

/// The limits of product.md 6. Each has a flag, a diagnostic code and a test at the limit and one above it.
struct Limits {
  std::uint32_t sourceNesting = 1'000;                 ///< open brackets in a source file
  std::uint32_t vertexDepth = 2'000;                   ///< depth of an evaluated structure
  std::uint64_t evaluationSteps = 50'000'000;          ///< conjuncts and expressions evaluated in one rendering
  std::uint32_t disjunctionCandidates = 20'000;        ///< candidates tried for the disjunctions of one vertex
  std::size_t evaluationBytes = std::size_t{1} << 30;  ///< arena memory of one rendering
  std::size_t outputBytes = std::size_t{256} << 20;    ///< rendered text of one application
  std::uint32_t aliasFactor = 10;                      ///< how often YAML aliases may multiply a document's size
  std::size_t aliasAllowance = std::size_t{1} << 20;   ///< bytes that aliases may add on top
};

}  // namespace oamc
