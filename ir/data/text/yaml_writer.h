#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ir/data/data.h"

namespace oamc {

enum class YamlPreset {
  kManifest,  ///< keys sorted bytewise, no folding, quotes wherever YAML 1.1 or 1.2 would read another type (design: product.md 4)
  kGoYaml2,   ///< the printer of dry-run, byte for byte (spec/rendering.md 6.5)
  kCueYaml,   ///< CUE's `yaml.Marshal` (spec/cue.md 2.16); keys keep their order
};

/// Appends `tree` as one YAML document in block style, with a line end but without `---`. Numbers: kManifest keeps the exact value in its
/// shortest spelling, kGoYaml2 rounds through float64, kCueYaml prints the canonical text.
/// With `sources`, scalars that have a span are written as they are spelled there (spec/cue.md 2.16).
void appendYaml(std::string& out, const Data& tree, YamlPreset preset, const SourceManager* sources = nullptr);
std::string writeYaml(const Data& tree, YamlPreset preset);

/// A text that makes the whole dry-run printer fail, because it cannot read back its own JSON (spec/rendering.md 6.5).
struct UnprintableText {
  std::string_view text;
  SourceSpan span;
  char32_t character = 0;
  bool isKey = false;
};

/// The same with kGoYaml2; returns the first text that the printer fails at. What was appended is of no use then.
std::optional<UnprintableText> appendGoYaml(std::string& out, const Data& tree);

}  // namespace oamc
