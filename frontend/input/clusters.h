#pragma once

#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/data/text/yaml_reader.h"
#include "ir/oam/clusters.h"

namespace oamc {

/// Reads an inventory (product.md 2) from the documents of one file: a ClusterInventory or a bare `clusters:` list, cluster Secrets of Argo CD, and
/// ManagedClusters of OCM. Reports E4010 to E4015, E4080 nothing of these, E4081 a name twice. Texts live where the documents live, or in `arena`.
Result<ClusterInventory> readClusters(const std::vector<YamlDocument>& documents, std::string_view fileName, Arena& arena, DiagnosticSink& sink);

}  // namespace oamc
