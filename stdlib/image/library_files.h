#pragma once

#include <span>

#include "ir/cue/library_file.h"

namespace oamc {

/// The definitions of stdlib/definitions as they were when the program was built, ordered by path; distinct by type and name.
std::span<const LibraryFile> libraryFiles();

}  // namespace oamc
