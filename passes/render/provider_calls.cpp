#include "passes/render/provider_calls.h"

#include <algorithm>
#include <string>

namespace oamc {
namespace {

constexpr int kMaxDepth = 200;  // deeper values hold no calls; the evaluator limits what is deeper still

constexpr std::string_view kAction = "#do";

/// A template gets actions from packages or writes them itself.
bool mayCallProviders(const Module& module) {
  auto isProvider = [&](const ModuleImport& import) { return module.text(import.path).starts_with("vela/"); };
  auto isAction = [&](const ModuleLabel& label) { return module.text(label.text) == kAction; };
  return std::ranges::any_of(module.imports, isProvider) || std::ranges::any_of(module.labels, isAction);
}

struct ProviderCall {
  std::string_view provider;
  std::string_view action;
  Vertex* value = nullptr;
};

std::string_view textField(Vertex* value, std::string_view name, Evaluator& evaluator) {
  Vertex* field = evaluator.field(value, name);
  Atom atom = field == nullptr ? Atom() : evaluator.scalar(field);
  return atom.kind == Kind::kString ? atom.text() : std::string_view();
}

/// The first call below `value`, children before parents; definitions hold no calls, and an action whose parameters are not known is not called.
ProviderCall findCall(Vertex* value, Evaluator& evaluator, int depth) {
  if (depth == kMaxDepth || !intersects(evaluator.kind(value), Kind::kStruct | Kind::kList)) return {};
  for (const FieldView& field : evaluator.fields(value)) {
    if (field.kind == LabelKind::kDefinition || field.kind == LabelKind::kHiddenDefinition || field.mark == FieldMark::kOptional) continue;
    if (ProviderCall found = findCall(field.value, evaluator, depth + 1); found.value != nullptr) return found;
  }
  std::string_view action = textField(value, kAction, evaluator);
  if (action.empty() || !evaluator.exportData(value)) return {};
  return {.provider = textField(value, "#provider", evaluator), .action = action, .value = value};
}

}  // namespace

Result<void> refuseProviderCalls(Vertex* root, const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink) {
  if (!mayCallProviders(use.module)) return {};
  ProviderCall call = findCall(root, evaluator, 0);
  if (call.value == nullptr) return {};
  return sink.report(diag::ProviderCallRefused, evaluator.span(call.value), call.provider, call.action, use.definition.name.text)
      .related(use.use, "used here")
      .hint("oamc compiles offline: there is no network and no cluster to ask")
      .emit();
}

}  // namespace oamc
