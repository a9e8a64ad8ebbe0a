#pragma once

#include <string>
#include <string_view>

#include "frontend/cue/ast.h"
#include "ir/data/data.h"

namespace oamc {

/// Prints a tree as CUE text in a normal form: one declaration on a line, tabs, plain quotes, and of the comments those that document a declaration. Parsing
/// the text gives the same tree up to spans, provided that the tree could have come from the parser (operands that need parentheses have them).
std::string formatCue(const ast::File& file);

/// The same for one expression.
std::string formatCueExpr(const ast::Expr& expr);

/// A concrete value as CUE text: the members of an object as declarations, one on a line; anything else as one expression. Ends with a newline unless empty.
/// Evaluating the text gives the value again.
std::string formatCue(const Data& value);

/// A string or bytes literal of one line with this value.
std::string quoteCue(std::string_view value, bool isBytes);

}  // namespace oamc
