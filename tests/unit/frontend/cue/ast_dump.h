#pragma once

#include <string>

#include "frontend/cue/ast.h"

namespace oamc {

/// The tree as one line of nested parentheses, without spans: equal texts are equal trees.
std::string dumpAst(const ast::File& file);
std::string dumpAst(const ast::Expr& expr);

}  // namespace oamc
