#include <algorithm>

#include "frontend/cli/command.h"
#include "frontend/cli/compiler.h"
#include "frontend/cli/render_all.h"
#include "passes/patch/mark_lint.h"
#include "passes/plan/workflow_run.h"
#include "passes/render/check_definition.h"
#include "passes/render/wait_lint.h"

namespace oamc {

namespace {

/// What is only a warning where manifests are wanted, and must not pass a check (product.md 1, 2).
bool failsVet(const Diagnostic& diagnostic) {
  return diagnostic.isError() || diagnostic.row->code == diag::UndeclaredParameter.kRow.code || diagnostic.row->code == diag::DuplicateKey.kRow.code;
}

}  // namespace

ExitStatus runVet(const Options& options, Session& session) {
  Compiler compiler(options, session);
  Workspace workspace = compiler.readInputs(true);
  for (const auto& definition : workspace.definitions.userDefinitions()) {
    if (definition->body == nullptr) continue;
    DiagnosticSink sink(session.sources);
    if (Result<Module> module = definition->module(sink)) {
      lintMarks(*module, sink);
      if (definition->kind == DefinitionKind::kWorkflowStep) lintWaits(*module, sink);
      checkDefinition(*definition, *module, compiler.evaluation(), sink);
    }
    sink.sortByPlace();
    session.sink.append(sink);
  }
  RenderOptions rendering = compiler.renderOptions(RenderMode::kRender);
  renderAll(workspace, rendering, session);
  for (const WorkflowRun& run : workspace.workflowRuns) {
    DiagnosticSink sink(session.sources);
    if (Result<PlannedRun> planned = planWorkflowRun(run, workspace, rendering, sink); !planned) sink.sortByPlace();
    session.sink.append(sink);
  }
  return std::ranges::any_of(session.sink.diagnostics(), failsVet) ? ExitStatus::kInputErrors : ExitStatus::kSuccess;
}

}  // namespace oamc
