#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "ir/data/data.h"

namespace oamc {

enum class PatchFailureKind : std::uint8_t {
  kNotOperations,     ///< the patch is no list of objects
  kUnknownOperation,  ///< `op` is missing or none of the six
  kPathMissing,       ///< the operation has no `path`
  kFromMissing,       ///< move or copy has no `from`
  kNoParent,          ///< what the path leads through does not exist
  kScalarParent,      ///< what the path leads through is neither object nor list
  kNoKey,             ///< the key to remove is not there
  kBadIndex,          ///< no index, or outside of the list
  kTestFailed,        ///< the value is another one
  kNotMergeable,      ///< merge patch: document or patch is neither object nor list
};

/// Why a patch does not apply. The caller knows where the patch stands and reports it.
struct PatchFailure {
  std::size_t operation = 0;  ///< index in the list of operations
  PatchFailureKind kind = PatchFailureKind::kNotOperations;
  std::string path;         ///< the pointer that failed, as written
  std::string parent = {};  ///< kNoParent and kScalarParent: the part of `path` that is at fault
};

using Patched = std::variant<Data, PatchFailure>;

}  // namespace oamc
