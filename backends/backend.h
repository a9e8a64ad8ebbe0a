#pragma once

#include <span>
#include <string_view>

#include "backends/file_set.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"
#include "ir/oam/target.h"

namespace oamc {

/// Turns rendered applications into files. Pure: no I/O, no state between runs.
class Backend {
 public:
  virtual ~Backend() = default;

  /// The files of all applications, or one stream. Reports E7xxx for what the target cannot express.
  virtual Result<FileSet> emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) const = 0;
};

}  // namespace oamc
