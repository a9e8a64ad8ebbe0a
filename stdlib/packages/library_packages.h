#pragma once

#include <span>

#include "ir/cue/library_file.h"

namespace oamc {

/// The packages of this folder as they were when the program was built, ordered by path.
std::span<const LibraryPackage> libraryPackages();

}  // namespace oamc
