#pragma once

#include <vector>

#include "frontend/cli/session.h"
#include "ir/oam/rendered_app.h"
#include "ir/oam/workspace.h"
#include "passes/render_options.h"

namespace oamc {

/// Renders every application, so that all mistakes are reported in one run; those of one application are sorted by place (product.md 7). What could be rendered, in
/// input order; incomplete when the session's sink has errors.
std::vector<RenderedApp> renderAll(const Workspace& workspace, const RenderOptions& options, Session& session);

}  // namespace oamc
