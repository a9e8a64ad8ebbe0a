#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/render_plan.h"
#include "ir/oam/workspace.h"
#include "passes/render_options.h"

namespace oamc {

/// Decides what has to be rendered for `application`, in which order and for which place.
///
/// For render: the steps of the effective workflow in the order in which they run; a deploy step renders the components that its override policies leave, copied
/// by its replication policies, at every placement of its topology policies (spec/rendering.md 5.4, 6.3, 6.7). For dry-run: one rendering for each topology
/// policy of each top-level deploy step, with the overrides of that step (spec/rendering.md 6.5).
///
/// A plan with a `failure` is for checks only. Reports E4001 for unknown types, E402x and E404x for malformed policies and steps, E45xx and W45xx as listed in the headers of this folder. `workspace` must
/// outlive the plan.
RenderPlan planApplication(const Application& application, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink);

}  // namespace oamc
