#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ir/base/limits.h"
#include "ir/base/symbol.h"
#include "ir/cue/module.h"
#include "ir/cue/tree.h"

namespace oamc {

/// The front end as the evaluator needs it: compiles CUE text that is not part of any input (constants of function packages and whole packages written in CUE).
/// Handed in by the command line; the modules live as long as it.
class ExprCompiler {
 public:
  virtual ~ExprCompiler() = default;

  /// The lowered expression, its root being the expression itself; null if the text does not compile.
  virtual const Module* compile(std::string_view text) = 0;

  /// The lowered files of a package of the embedded library; none if there is no such package.
  virtual std::span<const Module* const> package(std::string_view path) = 0;
  virtual std::vector<std::string_view> packagePaths() const = 0;
};

/// The patch engine as the evaluator needs it: changes two E-trees so that unifying them is a strategic merge (spec/rendering.md 4.5). False when a limit is
/// reached first.
using TreeMerge = bool (*)(Tree& base, Tree& patch, Arena& arena, SymbolTable& symbols, const Limits& limits);

}  // namespace oamc
