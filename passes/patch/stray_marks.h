#pragma once

#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"

namespace oamc {

/// Reports marks that belong to no field and so count nowhere (W5018; spec/rendering.md 4.3): at the end of a line, above an element of a list, a comprehension
/// or an embedded value, apart from the field by a blank line, or above a chain of labels inside a comprehension.
void lintStrayMarks(const Module& module, DiagnosticSink& sink);

}  // namespace oamc
