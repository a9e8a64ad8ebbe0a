#pragma once

#include <string>
#include <string_view>

namespace oamc {

/// The value of a CUE expression as compact JSON, or the class of its failure in angle brackets and the message: `<eval> the list is empty`. Function packages whose
/// last path element stands before a dot in the expression are imported.
std::string evaluated(std::string_view expression);

/// The diagnostics of a CUE expression in the form `E3042: text; hint`, one per line; empty if it has a value.
std::string diagnosed(std::string_view expression);

}  // namespace oamc
