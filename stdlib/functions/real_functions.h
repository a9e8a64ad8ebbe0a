#pragma once

#include "stdlib/functions/native.h"

namespace oamc::math {

// Functions of decimals with 34 significant digits, rounded half up (spec/cue.md 3).

Outcome<Decimals> power(const Number& base, const Number& exponent, Arena& arena);
Outcome<Decimals> exponential(const Number& exponent, Arena& arena);
Outcome<Decimals> naturalLogarithm(const Number& number, Arena& arena);
/// Of base 2 or 10. Base 2 is a quotient and has no trailing zeros.
Outcome<Decimals> logarithm(const Number& number, int base, Arena& arena);
Outcome<Decimals> cubeRoot(const Number& number, Arena& arena);

}  // namespace oamc::math
