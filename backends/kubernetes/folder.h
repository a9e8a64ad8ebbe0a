#pragma once

#include <span>

#include "backends/file_set.h"
#include "backends/kubernetes/manifest.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/target.h"

namespace oamc {

/// The layout of an output folder: `<cluster>/<namespace>/<app>/<kind>[.<group>]-<name>.yaml` with a kustomization.yaml that keeps the order, or one file for each cluster, namespace
/// and application. Every application of `apps` is in the file list, also one without objects, so that its stale files go. Reports E7003.
Result<FileSet> folderFiles(std::span<const RenderedApp> apps, std::span<const Manifest> manifests, const Target& target, DiagnosticSink& sink);

}  // namespace oamc
