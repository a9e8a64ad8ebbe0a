#pragma once

#include "frontend/cue/ast.h"
#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/base/limits.h"

namespace oamc {

/// Parses the CUE text of `file`. The tree lives in `arena`. Reports E1xxx, several per file, in the order of the text; syntax is that of
/// CUE v0.14.1 (spec/cue.md 1). Work is bounded on any input: nesting by `limits.sourceNesting`, diagnostics per file by a constant.
Result<const ast::File*> parseCue(const SourceManager& sources, FileId file, Arena& arena, const Limits& limits, DiagnosticSink& sink);

/// Parses one expression (for `-e` and workflow conditions); the whole text must be it.
Result<const ast::Expr*> parseCueExpr(const SourceManager& sources, FileId file, Arena& arena, const Limits& limits, DiagnosticSink& sink);

}  // namespace oamc
