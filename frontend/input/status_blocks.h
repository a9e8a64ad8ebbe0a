#pragma once

#include "frontend/cue/ast.h"
#include "frontend/input/definition_cue.h"

namespace oamc {

/// Reads `attributes.status` of a header: every block is a string or a struct of CUE (spec/rendering.md 7.6). `attributes` are the declarations of the attributes.
/// Blocks are checked: their syntax, and that they set what they are for (E2208, E2209), unless `@disableValidation()` stands on the block.
Result<StatusBlocks> readStatusBlocks(std::span<const ast::Declaration* const> attributes, const DefinitionInput& input, DiagnosticSink& sink);

/// The block of the name, or null if there is none of it.
SpannedText* statusBlock(StatusBlocks& blocks, std::string_view name);

}  // namespace oamc
