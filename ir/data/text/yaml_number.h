#pragma once

#include <string>

#include "ir/data/number.h"
#include "ir/data/text/yaml_writer.h"

namespace oamc {

/// The text of a number: kManifest the exact value in its shortest spelling that every YAML version reads as a number, kGoYaml2 what is left of it
/// after float64 (spec/rendering.md 6.5), kCueYaml the canonical text (spec/cue.md 2.16).
std::string yamlNumber(const Number& number, YamlPreset preset);

}  // namespace oamc
