#pragma once

#include <string_view>

#include "ir/base/diagnostic.h"
#include "passes/render/evaluate_template.h"

namespace oamc {

/// Warns of properties that the template's `parameter` does not declare, and which therefore have no effect (W4585), with the near name or what is allowed. Says
/// nothing where the declaration is open or cannot be read from the template alone. `what` is the kind of definition.
void warnOfUndeclaredParameters(const TemplateUse& use, std::string_view what, DiagnosticSink& sink);

}  // namespace oamc
