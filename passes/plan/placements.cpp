#include "passes/plan/placements.h"

#include <algorithm>
#include <optional>
#include <string>

#include "ir/base/suggest.h"
#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

class PlacementSelection {
 public:
  PlacementSelection(const ClusterInventory* clusters, DiagnosticSink& sink) : clusters_(clusters), sink_(sink) {}

  Result<void> add(const Policy& policy) {
    Result<TopologyPolicy> topology = decodeTopology(policy, sink_);
    if (!topology) return topology.failure();
    std::string_view namespaceName = topology->namespaceName.text;
    if (topology->clusters) return addNamed(*topology->clusters, namespaceName, policy);
    if (!topology->clusterLabelSelector.isNull()) return addSelected(*topology, policy);
    append(kHubCluster, namespaceName);
    return {};
  }

  Placements take() { return std::move(placements_); }

 private:
  Result<void> addNamed(const std::vector<SpannedText>& names, std::string_view namespaceName, const Policy& policy) {
    if (names.empty()) placements_.isEmptyOnPurpose = true;
    std::optional<Failed> failure;
    for (const SpannedText& name : names) {
      if (exists(name.text)) {
        append(name.text, namespaceName);
      } else {
        failure = reportUnknown(name, policy);
      }
    }
    return failure ? Result<void>(*failure) : Result<void>();
  }

  bool exists(std::string_view name) const { return clusters_ == nullptr || name == kHubCluster || clusters_->find(name) != nullptr; }

  Failed reportUnknown(const SpannedText& name, const Policy& policy) {
    std::vector<std::string_view> names = clusters_->names();
    auto builder = sink_.report(diag::UnknownCluster, name.span, name.text, policy.name.text);
    builder.related(clusters_->span(), "the inventory");
    if (auto near = suggest(name.text, names)) {
      builder.hint("did you mean `" + std::string(*near) + "`?").fix(name.span, std::string(*near));
    } else {
      builder.hint("known clusters: " + listed(names));
    }
    return builder.emit();
  }

  static std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (std::string_view name : names) text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    return text;
  }

  Result<void> addSelected(const TopologyPolicy& topology, const Policy& policy) {
    const Data& selector = topology.clusterLabelSelector;
    if (clusters_ == nullptr)
      return sink_.report(diag::LabelsWithoutInventory, topology.clusterLabelSelectorKey, policy.name.text)
          .hint("give the clusters and their labels with `--clusters FILE`")
          .emit();
    std::vector<std::string_view> names = clusters_->select(selector);
    if (names.empty() && !topology.allowEmpty)
      return sink_.report(diag::NoClusterSelected, topology.clusterLabelSelectorKey, policy.name.text, writeJson(selector))
          .related(clusters_->span(), "no cluster here carries these labels")
          .hint("set `allowEmpty: true` if that is intended")
          .emit();
    if (names.empty()) placements_.isEmptyOnPurpose = true;
    for (std::string_view name : names) append(name, topology.namespaceName.text);
    return {};
  }

  void append(std::string_view cluster, std::string_view namespaceName) {
    Placement place{cluster, namespaceName};
    if (std::ranges::find(placements_.places, place) == placements_.places.end()) placements_.places.push_back(place);
  }

  const ClusterInventory* clusters_;
  DiagnosticSink& sink_;
  Placements placements_;
};

}  // namespace

Result<Placements> selectPlacements(std::span<const Policy* const> topologies, const ClusterInventory* clusters, DiagnosticSink& sink) {
  if (topologies.empty()) return Placements{.places = {Placement{.cluster = kHubCluster, .namespaceName = {}}}};
  PlacementSelection selection(clusters, sink);
  for (const Policy* topology : topologies)
    if (Result<void> added = selection.add(*topology); !added) return added.failure();
  return selection.take();
}

}  // namespace oamc
