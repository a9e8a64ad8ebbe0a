#pragma once

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// Merges `patch` into `base` as overrides do (spec/rendering.md 5.3): objects merge recursively, everything else, `null` and lists included, replaces.
/// An object merged over something else replaces it. New keys are appended. Shares what did not change.
Data deepMerge(const Data& base, const Data& patch, Arena& arena);

}  // namespace oamc
