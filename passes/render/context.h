#pragma once

#include <optional>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/data/data.h"
#include "ir/oam/clusters.h"
#include "ir/oam/render_plan.h"
#include "passes/render_options.h"

namespace oamc {

/// `context.clusterVersion` of a Kubernetes version such as `v1.27.3` (spec/rendering.md 2.3); empty fields for an empty version.
Data clusterVersionData(std::string_view version, std::string_view platform, Arena& arena);

/// What all renderings of one application share.
class ContextSource {
 public:
  ContextSource(const RenderPlan& plan, const RenderOptions& options, const ClusterInventory* clusters, Arena& arena)
      : plan_(plan), options_(options), clusters_(clusters), arena_(arena) {}

  /// The context of a component: the map of spec/rendering.md 2.3. `properties` is `context.parameter`, absent when null.
  Data forComponent(const RenderTask& task, const Data& components) const;

  /// The context of a custom policy (spec/rendering.md 5.5).
  Data forPolicy(std::string_view policyName, const Data& components, const Data& artifacts) const;

 private:
  std::vector<Member> common(std::string_view name, const Placement& placement, const Data& components) const;
  Data clusterVersion(const Placement& placement) const;
  Data finish(std::vector<Member> members) const;

  const RenderPlan& plan_;
  const RenderOptions& options_;
  const ClusterInventory* clusters_;
  Arena& arena_;
};

/// What a trait sees besides (spec/rendering.md 3.3). Null: absent.
struct TraitView {
  std::string_view componentType;
  Data output;
  Data outputs;
};

/// `context` of a component extended for one of its traits. Numbers of the outputs pass through float64.
Data traitContext(const Data& context, const TraitView& view, Arena& arena);

}  // namespace oamc
