#pragma once

#include <span>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/oam/clusters.h"
#include "ir/oam/policy.h"
#include "ir/oam/render_plan.h"

namespace oamc {

/// Where the topology policies of one step deliver to.
struct Placements {
  std::vector<Placement> places;
  bool isEmptyOnPurpose = false;  ///< a topology with `allowEmpty`, or an empty list of clusters, selected nothing
};

/// The placements of `topologies` in order, each once; the hub when there are no topologies (spec/rendering.md 5.4). Without an inventory (`clusters` null) every
/// cluster that is named exists. Reports E402x for malformed policies, E4520 for a cluster that is not in the inventory, E4521 when labels select nothing, E4522 when
/// labels are used without an inventory.
Result<Placements> selectPlacements(std::span<const Policy* const> topologies, const ClusterInventory* clusters, DiagnosticSink& sink);

}  // namespace oamc
