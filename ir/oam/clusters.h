#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ir/data/data.h"
#include "ir/oam/spanned_text.h"

namespace oamc {

/// The hub's name in the inventory and in placements.
inline constexpr std::string_view kHubCluster = "local";

/// A cluster of the inventory (product.md 2).
struct Cluster {
  SpannedText name;
  Data labels;                    ///< null or an object of strings
  SpannedText kubernetesVersion;  ///< as written: `1.31`, `v1.30.2`; empty: not said
  SpannedText platform;
  SpannedText server;
  SourceSpan span;
};

/// The known clusters in the order in which they joined. The hub exists whether it is listed or not, and carries the one label of spec/rendering.md 5.4.
class ClusterInventory {
 public:
  ClusterInventory() = default;
  /// Names must be distinct; the reader has reported what is not.
  explicit ClusterInventory(std::vector<Cluster> clusters, SourceSpan span = {}) : clusters_(std::move(clusters)), span_(span) {}

  std::span<const Cluster> clusters() const { return clusters_; }
  SourceSpan span() const { return span_; }

  /// The cluster of the name, or null; the hub is found only if it is listed.
  const Cluster* find(std::string_view name) const;

  /// The names of all clusters that carry every label of `selector` (null or `{}`: all): the hub first, then the newest joined first.
  std::vector<std::string_view> select(const Data& selector) const;

  /// The names of all clusters, the hub included, for "did you mean" and for lists in messages.
  std::vector<std::string_view> names() const;

 private:
  std::vector<Cluster> clusters_;
  SourceSpan span_;
};

}  // namespace oamc
