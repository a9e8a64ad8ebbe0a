#pragma once

#include "frontend/cue/ast.h"
#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/data/data.h"

namespace oamc {

/// The value of a CUE expression that is written out: literals, structs, lists, parentheses, signs and `+` of strings; what the header of a definition
/// consists of. Several fields of one name merge. Reports E2205 for anything else, E2206 for two values of one field. Texts are those of the tree;
/// lists and members are in `arena`.
Result<Data> literalData(const ast::Expr& expr, Arena& arena, DiagnosticSink& sink);
Result<Data> literalData(std::span<const ast::Declaration* const> declarations, SourceSpan span, Arena& arena, DiagnosticSink& sink);

}  // namespace oamc
