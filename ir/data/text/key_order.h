#pragma once

#include <string_view>

namespace oamc {

/// Whether the printer of dry-run puts key `a` before `b`: at the first characters that differ, two letters by code point, a letter behind
/// anything else, otherwise by the value of the digits that begin there, then by code point (spec/rendering.md 6.5). Not transitive.
bool goYamlKeyBefore(std::string_view a, std::string_view b);

}  // namespace oamc
