#pragma once

#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"

namespace oamc {

/// Reports marks in branches of a struct (W5017) that another declaration of the same field overrules: the textually last mark counts, also when its branch
/// is not taken (spec/rendering.md 4.3; 11, Q43). Looks at the fields of a struct literal and of its comprehensions, not at what comes through references.
void lintBranches(const Module& module, DiagnosticSink& sink);

}  // namespace oamc
