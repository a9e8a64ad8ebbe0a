#include "frontend/input/check_workspace.h"

#include <map>
#include <utility>

#include "frontend/input/check_names.h"
#include "frontend/input/check_steps.h"
#include "frontend/input/check_traits.h"

namespace oamc {

namespace {

void checkTwice(const Workspace& workspace, DiagnosticSink& sink) {
  std::map<std::pair<std::string_view, std::string_view>, const Application*> seen;
  for (const Application& application : workspace.applications) {
    auto [first, isNew] = seen.try_emplace({application.namespaceName.text, application.name.text}, &application);
    if (isNew || application.name.empty()) continue;
    sink.report(diag::ApplicationTwice, application.name.span, application.name.text).related(first->second->name.span, "the first of the name").emit();
  }
}

}  // namespace

void checkWorkspace(Workspace& workspace, const CueConditions& conditions, std::string_view definitionNamespace, DiagnosticSink& sink) {
  checkTwice(workspace, sink);
  for (Application& application : workspace.applications) {
    DefinitionQuery query;
    query.applicationNamespace = application.namespaceName.text;
    query.definitionNamespace = definitionNamespace;
    query.autoUpdate = application.annotation("app.oam.dev/autoUpdate") == "true";
    checkNames(application, sink);
    checkTraits(application, workspace.definitions, query, sink);
    checkSteps(application.workflow.steps, application.workflow.mode, conditions, sink);
  }
  for (Workflow& workflow : workspace.workflows) checkSteps(workflow.steps, workflow.mode, conditions, sink);
  for (WorkflowRun& run : workspace.workflowRuns) checkSteps(run.steps, run.mode, conditions, sink);
}

}  // namespace oamc
