#pragma once

#include "stdlib/functions/native.h"

namespace oamc {

/// The content of a CUE string or bytes literal of any form without interpolations (spec/cue.md 1.1).
Outcome<std::string> unquoteLiteral(std::string_view literal);

}  // namespace oamc
