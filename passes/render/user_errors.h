#pragma once

#include <span>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "passes/render/evaluate_template.h"

namespace oamc {

/// Reports the texts that a definition put into `errs` (E4580; spec/rendering.md 2.2), each at the user's value that it is about: the one that it quotes, else
/// those that the condition around it looks at. `texts` is not empty.
Failed reportUserErrors(std::span<const std::string_view> texts, const TemplateUse& use, DiagnosticSink& sink);

}  // namespace oamc
