#include "backends/registry.h"

#include <algorithm>
#include <iterator>

#include "backends/kubernetes/kubernetes.h"

namespace oamc {
namespace {

constexpr BackendRow kBackends[] = {
    {"kubernetes", "manifests: one stream, or a folder with kustomizations",
     []() -> std::unique_ptr<Backend> { return std::make_unique<KubernetesBackend>(); }},
};

}  // namespace

std::span<const BackendRow> backendTable() { return kBackends; }

const BackendRow* findBackend(std::string_view name) {
  const BackendRow* found = std::ranges::find(kBackends, name, &BackendRow::name);
  return found == std::end(kBackends) ? nullptr : found;
}

}  // namespace oamc
