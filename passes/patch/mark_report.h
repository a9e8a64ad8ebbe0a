#pragma once

#include <string_view>

#include "ir/base/diagnostic.h"
#include "ir/cue/field_tags.h"

namespace oamc {

/// A known mark that this key probably means (`patchkey`), or empty: the key is right, or something else (`usage`).
std::string_view meantMark(std::string_view key);

/// Reports W5015 at the value of the mark `patchStrategy=strategy` that stands at `mark`.
void reportUnknownStrategy(std::string_view strategy, SourceSpan mark, DiagnosticSink& sink);

/// Reports W5014: a JSON strategy on another field than `patch`, or above a chain, whose last field it belongs to.
void reportJsonStrategyInside(std::string_view strategy, std::string_view field, SourceSpan mark, DiagnosticSink& sink);

}  // namespace oamc
