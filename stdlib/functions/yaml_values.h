#pragma once

#include "stdlib/functions/native.h"

namespace oamc::yaml {

/// The values of the documents of a YAML text as CUE's encoding/yaml reads it (spec/cue.md 3); a text without documents is one null.
/// A key that occurs again must have a value that unifies with the first.
Outcome<std::vector<Data>> readDocuments(std::string_view text, Arena& arena);

}  // namespace oamc::yaml
