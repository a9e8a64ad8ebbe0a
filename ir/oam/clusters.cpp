#include "ir/oam/clusters.h"

#include <algorithm>

namespace oamc {

namespace {

/// The label that every hub carries, and no other (spec/rendering.md 5.4).
constexpr std::string_view kHubLabel = "cluster.core.oam.dev/control-plane";

bool isSelected(const Data& labels, const Data& selector) {
  if (!selector.isObject()) return true;
  return std::ranges::all_of(selector.members(), [&](const Member& wanted) {
    const Data* value = labels.isObject() ? labels.find(wanted.key) : nullptr;
    return value != nullptr && value->isString() && value->text() == wanted.value.text();
  });
}

bool isHubSelected(const Data& selector) {
  Member label{kHubLabel, Data::string("true"), {}};
  return isSelected(Data::object(std::span(&label, 1)), selector);
}

}  // namespace

const Cluster* ClusterInventory::find(std::string_view name) const {
  auto found = std::ranges::find_if(clusters_, [&](const Cluster& cluster) { return cluster.name.text == name; });
  return found == clusters_.end() ? nullptr : &*found;
}

std::vector<std::string_view> ClusterInventory::select(const Data& selector) const {
  std::vector<std::string_view> names;
  if (isHubSelected(selector)) names.push_back(kHubCluster);
  for (auto cluster = clusters_.rbegin(); cluster != clusters_.rend(); ++cluster)
    if (cluster->name.text != kHubCluster && isSelected(cluster->labels, selector)) names.push_back(cluster->name.text);
  return names;
}

std::vector<std::string_view> ClusterInventory::names() const {
  std::vector<std::string_view> names;
  for (const Cluster& cluster : clusters_) names.push_back(cluster.name.text);
  if (find(kHubCluster) == nullptr) names.push_back(kHubCluster);
  return names;
}

}  // namespace oamc
