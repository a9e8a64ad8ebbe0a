#include "frontend/cli/render_all.h"

#include "passes/pipeline.h"

namespace oamc {

std::vector<RenderedApp> renderAll(const Workspace& workspace, const RenderOptions& options, Session& session) {
  std::vector<RenderedApp> apps;
  for (const Application& application : workspace.applications) {
    if (application.isDamaged) continue;
    DiagnosticSink sink(session.sources);
    Result<RenderedApp> app = renderApplication(application, workspace, options, sink);
    sink.sortByPlace();
    session.sink.append(sink);
    if (app) apps.push_back(std::move(*app));
  }
  return apps;
}

}  // namespace oamc
