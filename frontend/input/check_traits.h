#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/application.h"
#include "ir/oam/definition_index.h"

namespace oamc {

/// Warns of traits whose definition names the workloads they are for, when the component's is not among them (W4035); the engine applies them all the same
/// (spec/rendering.md, quirk Q2). Definitions that do not exist are left to the planning stage.
void checkTraits(const Application& application, const DefinitionIndex& definitions, const DefinitionQuery& query, DiagnosticSink& sink);

}  // namespace oamc
