#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/data/data.h"
#include "ir/oam/application.h"
#include "ir/oam/definition.h"

namespace oamc {

/// One target of a step. An apply-component step without a cluster has an empty `cluster`: the hub, but another identity than `local` (spec/rendering.md 5.4).
struct Placement {
  std::string_view cluster;
  std::string_view namespaceName;  ///< forced upon every object; empty: objects keep theirs

  bool operator==(const Placement&) const = default;
};

/// A component as some step delivers it, bound to its definitions. Properties are those of the controller: keys sorted, numbers through float64
/// (spec/rendering.md 1.7). Shared by all placements and copies that render it.
struct ComponentVariant {
  Component component;
  const Definition* definition = nullptr;
  std::vector<const Definition*> traitDefinitions;  ///< parallel to component.traits
  std::optional<Failed> failure;     ///< a definition is null, as it was not found or has nothing to work on: the rest may be checked, not rendered
  bool hasWrittenProperties = true;  ///< the properties equal those of the application as written; decides what is sent again (spec/rendering.md 5.4)
};

/// One variant at one placement.
struct RenderTask {
  const ComponentVariant* variant = nullptr;
  Placement placement;

  bool operator==(const RenderTask&) const = default;
};

/// A step that delivers components, or in dry-run one rendering of the application.
struct PlannedStep {
  std::string_view name;
  std::string title;              ///< dry-run: the heading
  std::vector<RenderTask> tasks;  ///< components × placements, component-major; what depends on others comes behind them
  Data contextComponents;         ///< `context.components`
  SourceSpan span;                ///< where the user wrote the step; invalid for a generated one
  bool passesToSteps =
      false;  ///< an apply-component step: inputs and outputs of its component are those of the step, keys lead into `value` (spec/workflow.md 1.8)
};

/// A step that runs, whether it delivers components or not.
struct WorkflowEntry {
  std::string_view name;
  std::string_view type;
  std::string_view group;  ///< the step group that it stands in; empty: top level
};

/// A policy with a PolicyDefinition that makes objects (spec/rendering.md 5.5).
struct PlannedPolicy {
  std::string_view name;
  Data properties;
  const Definition* definition = nullptr;
  SourceSpan span;
};

/// What is to be rendered for one application, in the order of delivery. Points into the Workspace and into itself; movable.
struct RenderPlan {
  const Application* application = nullptr;
  std::string_view namespaceName;  ///< of the application, after `-n` and defaults
  std::string_view revisionName;   ///< `context.appRevision`; empty: unknown
  std::uint32_t revision = 0;
  std::vector<PlannedPolicy> policies;
  std::vector<const ComponentVariant*> written;  ///< the components of the application as written
  std::vector<PlannedStep> steps;
  std::vector<WorkflowEntry> workflow;  ///< every step, in the order in which they run; empty in dry-run
  Data workflowContext;                 ///< what inputs and conditions of steps see as `context`; null in dry-run
  std::string warnings;                 ///< dry-run: lines that precede the first document
  bool mayBeEmpty = false;              ///< a topology with `allowEmpty` selected nothing
  std::optional<Failed> failure;        ///< a mistake was reported: `steps` holds the components as written, which may be checked further, but not delivered
  std::vector<std::unique_ptr<ComponentVariant>> variants;
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();  ///< stands on that of the Workspace
};

}  // namespace oamc
