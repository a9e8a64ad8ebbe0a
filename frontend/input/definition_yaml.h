#pragma once

#include "frontend/input/definition_cue.h"

namespace oamc {

/// Reads a definition, or a DefinitionRevision with the definition it embeds, from a CRD document (spec/rendering.md 1.4, 1.6). Unknown keys are dropped, as
/// by the reference. The CUE text gets a derived source, so that its mistakes are reported in the YAML file. Reports E4010, E2214.
Result<std::unique_ptr<Definition>> readYamlDefinition(const Data& root, const DefinitionInput& input, DiagnosticSink& sink);
Result<std::unique_ptr<Definition>> readDefinitionRevision(const Data& root, const DefinitionInput& input, DiagnosticSink& sink);

}  // namespace oamc
