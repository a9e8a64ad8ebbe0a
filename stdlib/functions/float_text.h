#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ir/data/number.h"

namespace oamc {

struct FloatFormat {
  char letter = 'g';      ///< e E f g G b x X
  int precision = -1;     ///< negative: as many digits as are needed to read the value back
  int bits = 64;          ///< 32: the digits are those of a float32
  int shortestLimit = 6;  ///< `g` without precision uses an exponent from this power of ten on
};

/// The text of a binary number as Go's strconv and fmt write it: exponents have a sign and two digits. An unknown letter gives `%` and the letter.
std::string formatFloat(double value, const FloatFormat& format);

/// The shortest decimal that reads back as `value`, as a float. Nothing for infinities and NaN.
std::optional<Number> numberFromDouble(double value, Arena& arena);

}  // namespace oamc
