#pragma once

#include <optional>

#include "ir/base/diagnostic.h"
#include "ir/cue/field_tags.h"
#include "ir/cue/module.h"

namespace oamc {

/// Reports marks of a definition that can never have an effect, whatever they are applied to: unknown strategies (W5015), JSON strategies on other fields
/// than `patch` or above a chain (W5014), misspelt marks (W5016), marks that another branch overrules (W5017), and
/// marks that belong to no field (W5018).
void lintMarks(const Module& module, DiagnosticSink& sink);

/// The first mark of the file whose key is almost `patchKey` or `patchStrategy`.
std::optional<PlacedMark> misspeltMark(const Module& module, const SourceManager& sources);

}  // namespace oamc
