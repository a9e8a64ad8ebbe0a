#pragma once

#include <string>

#include "backends/file_set.h"
#include "ir/base/diagnostic.h"
#include "ir/base/file_system.h"

namespace oamc {

/// Files that wait until everything has succeeded.
struct PendingOutput {
  std::string path;  ///< of the folder or of the one file
  bool isFolder = false;
  bool prunes = false;
  FileSet files;
};

/// Writes each file beside its place and renames it, removes what earlier runs wrote and nobody wants any more, and writes the list of files last, so that the next run
/// repairs an interrupted one (product.md 3). Nothing is written through links that lead out of the folder. Reports E0030, E0032, E0033.
Result<void> writeOutput(const PendingOutput& output, const FileSystem& files, DiagnosticSink& sink);

}  // namespace oamc
