#include <utility>

#include "backends/dry_run/dry_run.h"
#include "frontend/cli/command.h"
#include "frontend/cli/compiler.h"
#include "frontend/cli/render_all.h"

namespace oamc {

ExitStatus runDryRun(const Options& options, Session& session) {
  Compiler compiler(options, session);
  Workspace workspace = compiler.readDryRunInputs();
  std::vector<RenderedApp> apps = renderAll(workspace, compiler.renderOptions(RenderMode::kDryRun), session);
  if (session.sink.hasErrors()) return ExitStatus::kInputErrors;
  Result<FileSet> files = DryRunBackend().emit(apps, options.target, session.sink);
  if (!files) return ExitStatus::kInputErrors;
  for (OutputFile& file : files->files) session.result.take(std::move(file.text));
  return ExitStatus::kSuccess;
}

}  // namespace oamc
