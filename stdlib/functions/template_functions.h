#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stdlib/functions/go_format.h"

namespace oamc::text_template {

bool isFunction(std::string_view name);
std::vector<std::string_view> functionNames();

/// Whether a condition holds: false are null, `false`, 0, and texts, lists and maps without content.
bool isTrue(const Data& value);

/// Calls one of the functions that templates have; `and` and `or`, which leave arguments unevaluated, are the caller's.
Outcome<go::Value> callFunction(std::string_view name, std::span<const go::Value> arguments, Arena& arena);

/// `text` so that it can stand in a string of JavaScript.
std::string escapeJavaScript(std::string_view text);

}  // namespace oamc::text_template
