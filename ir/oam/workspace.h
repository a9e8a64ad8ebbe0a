#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/data.h"
#include "ir/oam/application.h"
#include "ir/oam/clusters.h"
#include "ir/oam/definition_index.h"
#include "ir/oam/policy.h"
#include "ir/oam/workflow.h"

namespace oamc {

/// An object of a live cluster (`--live DIR/<cluster>/…`).
struct LiveObject {
  std::string_view cluster;
  Data object;
};

/// Everything that was read, before any stage ran. Movable; what is inside points into `arena`, whose address is stable.
struct Workspace {
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();
  std::vector<Application> applications;  ///< in input order
  std::vector<Policy> policies;           ///< Policy documents
  std::vector<Workflow> workflows;        ///< Workflow documents
  std::vector<WorkflowRun> workflowRuns;  ///< WorkflowRun documents, for `plan`
  DefinitionIndex definitions;
  std::optional<ClusterInventory> clusters;     ///< absent: no inventory was given
  std::optional<Failed> clustersFailure;        ///< why there are no clusters although an inventory was given
  std::vector<Data> customResourceDefinitions;  ///< for the scope of kinds: among the inputs, and below `--crds`
  std::vector<LiveObject> liveObjects;

  /// The document of the name in the application's namespace, or one without a namespace; null if there is none.
  const Policy* findPolicy(std::string_view name, std::string_view applicationNamespace) const;
  const Workflow* findWorkflow(std::string_view name, std::string_view applicationNamespace) const;
};

}  // namespace oamc
