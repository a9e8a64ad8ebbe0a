#include "ir/oam/workspace.h"

#include <algorithm>

namespace oamc {

namespace {

/// A document of the namespace goes before one that names none; of several the first.
template <typename T>
const T* findDocument(const std::vector<T>& documents, std::string_view name, std::string_view namespaceName) {
  auto matching = [&](std::string_view wanted) {
    auto found = std::ranges::find_if(documents, [&](const T& item) { return item.name.text == name && item.namespaceName.text == wanted; });
    return found == documents.end() ? nullptr : &*found;
  };
  const T* found = matching(namespaceName);
  return found != nullptr ? found : matching("");
}

}  // namespace

const Policy* Workspace::findPolicy(std::string_view name, std::string_view applicationNamespace) const {
  return findDocument(policies, name, applicationNamespace);
}

const Workflow* Workspace::findWorkflow(std::string_view name, std::string_view applicationNamespace) const {
  return findDocument(workflows, name, applicationNamespace);
}

}  // namespace oamc
