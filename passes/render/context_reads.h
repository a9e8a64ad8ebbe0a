#pragma once

#include "ir/base/arena.h"
#include "ir/cue/module.h"
#include "ir/data/data.h"

namespace oamc {

/// Whether a template may read more of its `context` than the members of `context`: a trait that does not needs no copy of the objects made so far.
bool readsObjects(const Module& module, const Data& context);

/// The members of `context` that a template reads, by static selectors; all of it if the template may read it in another way or declares it itself.
Data contextAsRead(const Module& module, const Data& context, Arena& arena);

}  // namespace oamc
