#pragma once

#include <span>
#include <string>

#include "ir/oam/rendered_app.h"

namespace oamc {

/// One object to be written, with its application.
struct Manifest {
  const RenderedApp* app = nullptr;
  const DesiredObject* object = nullptr;

  /// The namespace of the placement, or else of the application.
  std::string_view placementNamespace() const;
};

/// One YAML document after the other, each begun by `---`; with a comment that names cluster and namespace if asked.
std::string yamlStream(std::span<const Manifest> manifests, bool namesClusters);

/// One `List` that holds all objects.
std::string jsonList(std::span<const Manifest> manifests);

}  // namespace oamc
