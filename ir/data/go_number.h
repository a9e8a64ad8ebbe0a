#pragma once

#include <optional>
#include <string>

#include "ir/data/number.h"

namespace oamc {

// The texts that Go programs give to numbers which they hold as float64 or int64. The only place where a double exists (spec/rendering.md 1.7).

/// The value after a round trip through float64, as CUE then reads Go's JSON: `1.0` becomes the int 1, `1e21` the float 1E+21, integers
/// above 2^53 lose digits, -0 becomes 0. Nothing if the value is beyond float64.
std::optional<Number> goNumber(const Number& number, Arena& arena);

/// Whether the nearest float64 is finite.
bool fitsFloat64(const Number& number);

/// Shortest text in `g` form that gives the same float of 32 or 64 bits (strconv 'g', -1): `1e+06`, `1.5`, `1e-07`. Beyond the range: `+Inf`, `-Inf`.
std::string goShortest(const Number& number, int bits);

/// As the dump of name hashes shows a number that stood in JSON text: `(int64)80`, or `(float64)0.5` where the text has a point or an
/// exponent or leaves int64 (spec/rendering.md 3.7).
std::string goDumpNumber(const Number& number);

/// As the printer of dry-run shows it after its way through JSON and YAML (spec/rendering.md 6.5): `1000`, `1.0000005e+06`, `1e+20`.
std::string goYamlNumber(const Number& number);

}  // namespace oamc
