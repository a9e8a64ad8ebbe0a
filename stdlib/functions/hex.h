#pragma once

#include <string>
#include <string_view>

namespace oamc {

/// Two lower case digits for every byte.
std::string encodeHex(std::string_view bytes);

/// 0 to 15, or -1 for a character that is no digit.
int hexDigitValue(char c);

}  // namespace oamc
