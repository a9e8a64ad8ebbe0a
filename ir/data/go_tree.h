#pragma once

#include <functional>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// Hears of a number whose value changes.
using RoundingListener = std::function<void(const Data& number, const Number& rounded)>;

/// The tree after a passage through Go's JSON (spec/rendering.md 1.7): members sorted by key, numbers through float64 where they fit into one.
/// Shares what does not change.
Data goTree(const Data& tree, Arena& arena, const RoundingListener& listener = {});

}  // namespace oamc
