#include "backends/plan/plan_text.h"
#include "frontend/cli/command.h"
#include "frontend/cli/compiler.h"
#include "frontend/cli/render_all.h"
#include "passes/plan/workflow_run.h"
#include "passes/render/wait_lint.h"

namespace oamc {

namespace {

void lintStepDefinitions(const Workspace& workspace, Session& session) {
  for (const auto& definition : workspace.definitions.userDefinitions()) {
    if (definition->kind != DefinitionKind::kWorkflowStep || definition->body == nullptr) continue;
    DiagnosticSink unused(session.sources);  // a definition that does not compile is reported by the steps that use it
    if (Result<Module> module = definition->module(unused)) lintWaits(*module, session.sink);
  }
}

}  // namespace

ExitStatus runPlan(const Options& options, Session& session) {
  Compiler compiler(options, session);
  Workspace workspace = compiler.readInputs(false);
  RenderOptions rendering = compiler.renderOptions(RenderMode::kRender);
  lintStepDefinitions(workspace, session);
  std::string text;
  for (const RenderedApp& app : renderAll(workspace, rendering, session)) text += (text.empty() ? "" : "\n") + planText(app);
  for (const WorkflowRun& run : workspace.workflowRuns) {
    DiagnosticSink sink(session.sources);
    Result<PlannedRun> planned = planWorkflowRun(run, workspace, rendering, sink);
    sink.sortByPlace();
    session.sink.append(sink);
    if (planned) text += (text.empty() ? "" : "\n") + planText(run.name.text, planned->namespaceName, planned->steps);
  }
  if (session.sink.hasErrors()) return ExitStatus::kInputErrors;
  session.result.append(text);
  return ExitStatus::kSuccess;
}

}  // namespace oamc
