#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ir/data/text/yaml_events.h"

namespace oamc {

/// The events of a text that is all block maps and lists, with scalars of one line that need no decoding, comments and `---`: most documents of Kubernetes. The
/// library gives the same (a test and the fuzzer compare them), at ten times the cost. Nothing for any other text, whether right or wrong.
std::optional<std::vector<YamlBlockEvent>> yamlBlockEvents(std::string_view text);

}  // namespace oamc
