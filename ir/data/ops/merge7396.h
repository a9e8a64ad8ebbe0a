#pragma once

#include "ir/base/arena.h"
#include "ir/data/data.h"
#include "ir/data/ops/patch_failure.h"

namespace oamc {

/// Merges `patch` into `document` (RFC 7396 section 2) and returns the new tree in `arena`: null deletes, objects merge, everything else
/// replaces; unchanged subtrees are shared. As the reference has it (spec/rendering.md 4.2): a null document and a patch that is neither object nor
/// list fail; nulls are taken out of what is added, also out of objects in lists, but not out of a list that replaces an object; merged objects come
/// out with sorted keys.
Patched mergePatch7396(const Data& document, const Data& patch, Arena& arena);

}  // namespace oamc
