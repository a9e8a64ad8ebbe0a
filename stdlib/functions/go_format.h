#pragma once

#include <span>
#include <string>
#include <string_view>

#include "stdlib/functions/native.h"

namespace oamc::go {

/// A value as a Go program holds it. Numbers that a template writes itself are of another type than those of its data.
struct Value {
  Data data;
  bool isOwnNumber = false;
};

/// The name of the value's Go type: `int64`, `map[string]interface {}`.
std::string typeName(const Value& value);

/// As Go's fmt.Sprint: `%v` of each, with blanks between two that are no strings.
std::string print(std::span<const Value> values);
/// With blanks between all, and a line end.
std::string printLine(std::span<const Value> values);
/// As Go's fmt.Sprintf; wrong verbs and missing or superfluous arguments are part of the text: `%!d(string=x)`. A failure only for widths that build too large a text.
Outcome<std::string> printFormatted(std::string_view format, std::span<const Value> arguments);

}  // namespace oamc::go
