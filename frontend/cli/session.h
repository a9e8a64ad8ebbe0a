#pragma once

#include <memory>
#include <optional>

#include "frontend/cli/result_text.h"
#include "frontend/cli/write_output.h"
#include "ir/base/diagnostic.h"
#include "ir/base/file_system.h"
#include "ir/base/source.h"

namespace oamc {

/// What one run works with and leaves behind. Built by main; nothing in it is global.
struct Session {
  std::unique_ptr<FileSystem> files = diskFileSystem();
  SourceManager sources;
  DiagnosticSink sink{sources};
  ResultText result;                    ///< for standard output
  std::optional<PendingOutput> output;  ///< for files
};

}  // namespace oamc
