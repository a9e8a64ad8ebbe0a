#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ir/data/text/yaml_reader.h"

namespace oamc {

/// The documents of a text that is all block maps and lists, with scalars of one line that need no decoding, comments and `---`: most documents of Kubernetes.
/// The composer makes the same of the library's events (a test and the fuzzer compare them), at ten times the cost. Nothing for any other text, whether right or
/// wrong, and for one with a duplicate key, a merge key or anything else to report; then
/// the arena is as it was.
std::optional<std::vector<YamlDocument>> readYamlBlocks(FileId file, std::string_view text, Arena& arena, const YamlReadOptions& options);

}  // namespace oamc
