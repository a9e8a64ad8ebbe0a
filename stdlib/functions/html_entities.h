#pragma once

#include <string_view>

namespace oamc::html {

/// The text that a named character reference stands for, or empty. `name` is without `&`; most names end with `;`.
std::string_view findEntity(std::string_view name);

}  // namespace oamc::html
