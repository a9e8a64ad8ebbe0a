#pragma once

#include <span>
#include <string>

#include "ir/base/diagnostic.h"
#include "ir/base/source.h"

namespace oamc {

/// Appends one diagnostic with its frames, contexts and hints, and an empty line.
void appendTextForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources, bool hasColor);

/// Appends `2 errors, 1 warning` when there are several of them, and how many were left out.
void appendCounts(std::string& out, std::span<const Diagnostic> diagnostics, std::size_t leftOut);

/// Appends `path:line:column: error: text [E3001]`.
void appendShortForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources);

/// Appends one JSON object in one line. What has no place has null for lines and columns; other fields are always there.
void appendJsonForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources);

}  // namespace oamc
