#pragma once

#include <optional>
#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/data/text/yaml_events.h"

namespace oamc {

/// Reports what the parser could not read, in our own words and at the place where it can be mended: E1052, E1060 to E1066, E1070, E1071.
/// `openFlow` is where the innermost open `[` or `{` stands, if there is one.
Failed reportYamlProblem(const YamlProblem& problem, FileId file, std::string_view text, std::optional<std::uint32_t> openFlow, DiagnosticSink& sink);

/// Reports a template placeholder that was left in the file (E1066); the span begins at `{{`.
Failed reportPlaceholder(SourceSpan span, DiagnosticSink& sink);

}  // namespace oamc
