#pragma once

#include <string>
#include <string_view>

namespace oamc {

/// `<`, `>`, `&`, `'` and `"` become character references.
std::string escapeHtml(std::string_view text);

}  // namespace oamc
