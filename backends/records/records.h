#pragma once

#include "backends/backend.h"

namespace oamc {

/// A JSON array of what is sent, in the order of sending, never de-duplicated: {step, cluster, namespace, component, replicaKey, role, trait, object} (design of the product,
/// section 2). For tools and tests.
class RecordsBackend final : public Backend {
 public:
  Result<FileSet> emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) const override;
};

}  // namespace oamc
