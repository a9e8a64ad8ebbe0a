#include "backends/kubernetes/kubernetes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "backends/kubernetes/folder.h"
#include "backends/kubernetes/manifest.h"

namespace oamc {
namespace {

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::string_view name : names) text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
  return text;
}

/// The clusters that receive objects, in the order of the first object.
std::vector<std::string_view> clustersOf(std::span<const RenderedApp> apps) {
  std::vector<std::string_view> clusters;
  for (const RenderedApp& app : apps)
    for (const DesiredObject& object : app.objects)
      if (std::ranges::find(clusters, object.cluster) == clusters.end()) clusters.push_back(object.cluster);
  return clusters;
}

Result<void> checkClusters(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) {
  std::vector<std::string_view> clusters = clustersOf(apps);
  if (!target.cluster.empty()) {
    if (std::ranges::find(clusters, std::string_view(target.cluster)) != clusters.end() || clusters.empty()) return {};
    return sink.report(diag::NothingForCluster, {}, target.cluster).hint("objects go to " + listed(clusters)).emit();
  }
  if (target.isFolder || target.allClusters || clusters.size() < 2) return {};
  return sink.report(diag::SeveralClusters, {}, listed(clusters))
      .hint("pick one with `--cluster NAME`, write files with `-o DIR`, or say `--all-clusters`")
      .emit();
}

std::vector<Manifest> manifestsOf(std::span<const RenderedApp> apps, const Target& target) {
  std::vector<Manifest> manifests;
  for (const RenderedApp& app : apps)
    for (const DesiredObject& object : app.objects)
      if (target.cluster.empty() || object.cluster == target.cluster) manifests.push_back({&app, &object});
  return manifests;
}

}  // namespace

Result<FileSet> KubernetesBackend::emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) const {
  if (Result<void> checked = checkClusters(apps, target, sink); !checked) return checked.failure();
  std::vector<Manifest> manifests = manifestsOf(apps, target);
  if (target.isFolder) return folderFiles(apps, manifests, target, sink);
  FileSet files;
  std::string text = target.format == OutputFormat::kJson ? jsonList(manifests) : yamlStream(manifests, target.allClusters);
  files.files.push_back({.path = {}, .text = std::move(text), .application = {}});
  return files;
}

}  // namespace oamc
