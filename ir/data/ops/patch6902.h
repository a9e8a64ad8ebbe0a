#pragma once

#include "ir/base/arena.h"
#include "ir/data/data.h"
#include "ir/data/ops/patch_failure.h"

namespace oamc {

/// Applies a list of operations (RFC 6902) to `document` and returns the new tree in `arena`; unchanged subtrees are shared. Stops at the first
/// operation that fails. Null operations are an empty patch. Deviations that the reference has and we keep (spec/rendering.md 4.2): negative
/// indices; `replace` of a missing key adds it, `copy` of one copies null, `test` for null passes there; `add` without value adds null; numbers are
/// compared as text; objects on a path come out with sorted keys; replacing the whole document works with lists and objects only.
Patched applyPatch6902(const Data& document, const Data& operations, Arena& arena);

}  // namespace oamc
