#pragma once

#include <memory>

#include "frontend/input/definition_template.h"
#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/definition.h"

namespace oamc {

/// What reading a definition works on. Texts and Data of the definition go to `arena`; `sources` and `options` must outlive it.
struct DefinitionInput {
  SourceManager& sources;
  Arena& arena;
  const TemplateOptions& options;
  bool isTrusted = false;  ///< of the library: nothing is checked again, and `sources` does not change, so that several threads may read
};

/// Reads one definition from a CUE file (spec/rendering.md 1.5): header, template, strict attributes, status blocks (7.6). The template is compiled later. Reports
/// E1xxx of the syntax, E2201 to E2209, E4010, E4011, E4015.
Result<std::unique_ptr<Definition>> readCueDefinition(FileId file, const DefinitionInput& input, DiagnosticSink& sink);

}  // namespace oamc
