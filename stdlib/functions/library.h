#pragma once

#include "ir/cue/function.h"

namespace oamc {

/// The CUE packages that are written in C++ (spec/cue.md 3), sorted by path. The tables are constants.
FunctionLibrary functionLibrary();

}  // namespace oamc
