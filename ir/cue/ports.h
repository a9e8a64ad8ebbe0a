#pragma once

#include <string_view>

#include "ir/cue/module.h"

namespace oamc {

/// The front end as the evaluator needs it: compiles CUE text that is not part of any input (constants of function packages written in CUE).
/// Handed in by the command line; the modules live as long as it.
class ExprCompiler {
 public:
  virtual ~ExprCompiler() = default;

  /// The lowered expression, its root being the expression itself; null if the text does not compile.
  virtual const Module* compile(std::string_view text) = 0;
};

}  // namespace oamc
