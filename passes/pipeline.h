#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"
#include "ir/oam/workspace.h"
#include "passes/render_options.h"

namespace oamc {

/// One stage of the compiler, for `oamc list passes`.
struct StageRow {
  std::string_view name;
  std::string_view from;
  std::string_view to;
  std::string_view doc;
};

/// The stages in the order in which they run.
std::span<const StageRow> stageTable();

/// Runs the stages for one application. Every stage's diagnostics go to `sink`; a stage runs only if the ones before it succeeded. `workspace` must outlive the result.
Result<RenderedApp> renderApplication(const Application& application, const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink);

/// The same for all applications, in input order. Every application is tried, so that all mistakes are reported in one run.
Result<std::vector<RenderedApp>> renderApplications(const Workspace& workspace, const RenderOptions& options, DiagnosticSink& sink);

}  // namespace oamc
