#include "backends/plan/plan_text.h"

#include <algorithm>

namespace oamc {
namespace {

constexpr std::string_view kHub = "local";

std::string headLine(std::string_view kind, std::string_view namespaceName, std::string_view name) {
  return "plan  " + std::string(kind) + " " + std::string(namespaceName) + "/" + std::string(name) + "\n\n";
}

std::string textOf(const Data& object, std::string_view key) {
  const Data* value = object.isObject() ? object.find(key) : nullptr;
  return value != nullptr && value->isString() ? std::string(value->text()) : std::string();
}

void appendStep(std::string& out, std::size_t number, const WorkflowEntry& step) {
  out += std::to_string(number) + " ";
  if (!step.group.empty()) out += std::string(step.group) + "/";
  out += std::string(step.name) + "  " + std::string(step.type) + "\n";
}

void appendObjects(std::string& out, const RenderedStep& step) {
  for (const RenderedGroup& group : step.groups)
    for (const RenderedObject& rendered : group.objects) {
      const Data* metadata = rendered.object.find("metadata");
      std::string name = metadata == nullptr ? "" : textOf(*metadata, "name");
      std::string namespaceName = metadata == nullptr ? "" : textOf(*metadata, "namespace");
      out += "    apply  " + std::string(rendered.cluster.empty() ? kHub : rendered.cluster) + "  " + textOf(rendered.object, "apiVersion") + " " +
             textOf(rendered.object, "kind") + " " + (namespaceName.empty() ? "" : namespaceName + "/") + name + (rendered.isSent ? "" : "  (unchanged)") +
             "\n";
    }
}

}  // namespace

std::string planText(const RenderedApp& app) {
  std::string out = headLine("Application", app.namespaceName, app.application->name.text);
  // Steps that nobody wrote, such as that of the policies, come before the workflow.
  for (const RenderedStep& step : app.steps) {
    bool isOfWorkflow = std::ranges::find(app.workflow, step.name, &WorkflowEntry::name) != app.workflow.end();
    if (isOfWorkflow) continue;
    out += "- " + std::string(step.name) + "\n";
    appendObjects(out, step);
  }
  for (std::size_t i = 0; i < app.workflow.size(); ++i) {
    appendStep(out, i + 1, app.workflow[i]);
    auto rendered = std::ranges::find(app.steps, app.workflow[i].name, &RenderedStep::name);
    if (rendered != app.steps.end()) appendObjects(out, *rendered);
  }
  return out;
}

std::string planText(std::string_view name, std::string_view namespaceName, std::span<const WorkflowEntry> workflow) {
  std::string out = headLine("WorkflowRun", namespaceName, name);
  for (std::size_t i = 0; i < workflow.size(); ++i) appendStep(out, i + 1, workflow[i]);
  return out;
}

}  // namespace oamc
