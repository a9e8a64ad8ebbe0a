#pragma once

#include <string>
#include <string_view>

namespace oamc {

/// True for characters that would steer a terminal or reorder its text: controls and the marks of bidirectional text.
bool isUnprintable(char32_t codePoint);

/// The text with U+FFFD for what is unprintable or no UTF-8. Newlines become `newline`.
std::string screenText(std::string_view text, std::string_view newline = " ");

}  // namespace oamc
