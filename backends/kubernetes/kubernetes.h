#pragma once

#include "backends/backend.h"

namespace oamc {

/// Kubernetes manifests: one stream of YAML documents or one JSON List, or files below a folder (design of the product, sections 3 and 4). Reports E7001 when one stream would
/// mix several clusters, E7002 for a cluster to which nothing goes, E7003 for objects whose files cannot be told apart.
class KubernetesBackend final : public Backend {
 public:
  Result<FileSet> emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) const override;
};

}  // namespace oamc
