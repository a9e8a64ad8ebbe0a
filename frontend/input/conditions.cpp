#include "frontend/input/conditions.h"

#include "frontend/cue/lower.h"
#include "frontend/cue/parse.h"
#include "ir/data/text/yaml_reader.h"

namespace oamc {

CueConditions::CueConditions(const Workspace& workspace, SourceManager& sources, const TemplateOptions& options) : sources_(sources), options_(options) {
  for (const Application& application : workspace.applications) addSteps(application.workflow.steps);
  for (const Workflow& workflow : workspace.workflows) addSteps(workflow.steps);
  for (const WorkflowRun& run : workspace.workflowRuns) addSteps(run.steps);
}

void CueConditions::addSteps(const std::vector<WorkflowStep>& steps) {
  for (const WorkflowStep& step : steps) {
    addSteps(step.subSteps);
    const SpannedText& condition = step.condition;
    if (condition.empty()) continue;
    std::vector<SourceSegment> segments = yamlSegments(sources_, Data::string(condition.text, condition.span));
    std::string name(sources_.name(condition.span.file));
    texts_[{condition.span.file, condition.span.begin}] =
        sources_.addDerived(std::move(name), std::string(condition.text), condition.span, std::move(segments));
  }
}

FileId CueConditions::textOf(const SpannedText& condition) const {
  auto found = texts_.find({condition.span.file, condition.span.begin});
  OAMC_CHECK(found != texts_.end(), "the condition is one of the workspace");
  return found->second;
}

Result<const ast::Expr*> CueConditions::parse(const SpannedText& condition, Arena& arena, DiagnosticSink& sink) const {
  return parseCueExpr(sources_, textOf(condition), arena, options_.limits, sink);
}

Result<Module> CueConditions::compile(const SpannedText& condition, DiagnosticSink& sink) const {
  FileId text = textOf(condition);
  std::lock_guard lock(mutex_);
  auto known = compiled_.find(text);
  if (known != compiled_.end()) return known->second->view();
  Arena arena;
  Result<const ast::Expr*> parsed = parseCueExpr(sources_, text, arena, options_.limits, sink);
  if (!parsed) return parsed.failure();
  LowerOptions options;
  options.outerFields = {"status", "inputs", "context", "parameter"};
  auto lowered = lowerExpr(**parsed, options, sink);
  if (!lowered) return lowered.failure();
  return compiled_.emplace(text, std::move(*lowered)).first->second->view();
}

}  // namespace oamc
