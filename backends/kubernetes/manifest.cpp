#include "backends/kubernetes/manifest.h"

#include <vector>

#include "ir/base/arena.h"
#include "ir/data/text/json_writer.h"
#include "ir/data/text/yaml_writer.h"

namespace oamc {

std::string_view Manifest::placementNamespace() const {
  std::string_view placed = object->group->placement.namespaceName;
  return placed.empty() ? app->namespaceName : placed;
}

std::string yamlStream(std::span<const Manifest> manifests, bool namesClusters) {
  std::string text;
  for (const Manifest& manifest : manifests) {
    text += "---\n";
    if (namesClusters) text += "# cluster " + std::string(manifest.object->cluster) + ", namespace " + std::string(manifest.placementNamespace()) + "\n";
    appendYaml(text, manifest.object->object, YamlPreset::kManifest);
  }
  return text;
}

std::string jsonList(std::span<const Manifest> manifests) {
  Arena arena;
  std::vector<Data> items;
  for (const Manifest& manifest : manifests) items.push_back(sorted(manifest.object->object, arena));
  Member members[] = {
      {"apiVersion", Data::string("v1"), {}},
      {"kind", Data::string("List"), {}},
      {"items", Data::list(items), {}},
  };
  return writeJson(Data::object(members), {.indent = "  "}) + "\n";
}

}  // namespace oamc
