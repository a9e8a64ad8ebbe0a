#pragma once

#include <vector>

#include "frontend/cue/ast.h"
#include "ir/base/source.h"

namespace oamc {

/// Where the value of a CUE string literal stands in its file: a segment for every line, or none when escapes changed the text.
std::vector<SourceSegment> cueStringSegments(const SourceManager& sources, const ast::String& literal);

}  // namespace oamc
