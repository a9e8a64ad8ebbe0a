#pragma once

#include "backends/backend.h"

namespace oamc {

/// The text that `vela dry-run` prints, byte for byte (spec/rendering.md 6.5). Reports E7010 for a text that its printer cannot write.
class DryRunBackend final : public Backend {
 public:
  Result<FileSet> emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) const override;
};

}  // namespace oamc
