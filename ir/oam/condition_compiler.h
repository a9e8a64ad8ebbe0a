#pragma once

#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

/// Compiles the conditions of workflow steps for the stages, which do not parse. Safe for several threads.
class ConditionCompiler {
 public:
  virtual ~ConditionCompiler() = default;

  /// The lowered expression; its free names are the regular fields `status`, `context`, `inputs` and `parameter` of the root in which it is evaluated. Lives as
  /// long as the compiler. Reports E1xxx, E2xxx.
  virtual Result<Module> compile(const SpannedText& condition, DiagnosticSink& sink) const = 0;
};

}  // namespace oamc
