#include "passes/render/check_definition.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ir/base/suggest.h"
#include "passes/render/declared_parameters.h"

namespace oamc {
namespace {

constexpr std::string_view kComponentFields[] = {"output", "outputs"};
constexpr std::string_view kTraitFields[] = {"patch", "outputs", "patchOutputs", "processing"};

/// The fields by which a template of the kind acts; none for steps, whose template is their program.
std::span<const std::string_view> actingFields(DefinitionKind kind) {
  switch (kind) {
    case DefinitionKind::kComponent:
    case DefinitionKind::kPolicy: return kComponentFields;
    case DefinitionKind::kTrait: return kTraitFields;
    case DefinitionKind::kWorkflowStep:
    case DefinitionKind::kWorkload: break;
  }
  return {};
}

/// What the top level of a template declares, in bodies of comprehensions too.
struct TopLevel {
  std::vector<const Decl*> fields;
  bool isOpen = false;  ///< something embedded may bring more
};

void collect(const Module& module, std::uint32_t structExpr, TopLevel& top) {
  const Expr& expr = module.exprs[structExpr];
  for (const Decl& decl : module.decls.subspan(expr.a, expr.b)) {
    if (decl.kind == DeclKind::kField && module.labels[decl.label].kind == LabelKind::kString) top.fields.push_back(&decl);
    if (decl.kind == DeclKind::kComprehension) collect(module, module.exprs[decl.value].c, top);
    if (decl.kind == DeclKind::kEmbedding || decl.kind == DeclKind::kDynamic) top.isOpen = true;
  }
}

TopLevel topLevel(const Module& module) {
  TopLevel top;
  collect(module, module.root, top);
  return top;
}

std::string_view nameOf(const Decl& decl, const Module& module) { return module.text(module.labels[decl.label].text); }

bool declares(const TopLevel& top, std::string_view name, const Module& module) {
  return std::ranges::any_of(top.fields, [&](const Decl* decl) { return nameOf(*decl, module) == name; });
}

bool isReferredTo(std::string_view name, const Module& module) {
  return std::ranges::any_of(module.exprs, [&](const Expr& expr) { return expr.op == ExprOp::kFieldRef && module.text(module.labels[expr.b].text) == name; });
}

/// Reports the first field that nothing reads and that is almost called like an acting field that is missing.
std::optional<Failed> reportMisspelt(const Definition& definition, const Module& module, const TopLevel& top, SourceSpan use, DiagnosticSink& sink) {
  std::vector<std::string_view> absent;
  for (std::string_view name : actingFields(definition.kind))
    if (!declares(top, name, module)) absent.push_back(name);
  for (const Decl* decl : top.fields) {
    std::string_view name = nameOf(*decl, module);
    std::span<const std::string_view> acting = actingFields(definition.kind);
    bool isKnown = name == "parameter" || name == "errs" || name == "context" || std::ranges::find(acting, name) != acting.end();
    auto near = isKnown || isReferredTo(name, module) ? std::nullopt : suggest(name, absent);
    if (!near) continue;
    return sink.report(diag::TemplateFieldMisspelt, module.span(*decl), name, definitionTypeName(definition.kind), *near)
        .related(use, "used here")
        .hint("did you mean `" + std::string(*near) + "`?")
        .fix(module.span(*decl), std::string(*near))
        .emit();
  }
  return std::nullopt;
}

}  // namespace

Failed reportNoOutput(const Definition& definition, const Module& module, SourceSpan use, DiagnosticSink& sink) {
  if (std::optional<Failed> misspelt = reportMisspelt(definition, module, topLevel(module), use, sink)) return *misspelt;
  return sink.report(diag::NoOutput, definition.name.span, definition.name.text)
      .related(use, "used here")
      .hint("a " + std::string(definitionTypeName(definition.kind)) + " is one object in `output`, and further ones in `outputs`")
      .emit();
}

void checkDefinition(const Definition& definition, const Module& module, const EvaluatorOptions& options, DiagnosticSink& sink) {
  if (definition.category != DefinitionCategory::kCue) return;
  ContextScope scope(sink, std::string(definitionTypeName(definition.kind)) + " definition `" + std::string(definition.name.text) + "`");
  TopLevel top = topLevel(module);
  // Policies that the controller itself acts on make no object.
  bool lacksOutput = definition.kind == DefinitionKind::kComponent && !top.isOpen && !declares(top, "output", module);
  if (lacksOutput) reportNoOutput(definition, module, {}, sink);
  else reportMisspelt(definition, module, top, {}, sink);
  checkParameterReferences(module, sink);
  // The results of actions are known on a cluster only.
  bool hasActions =
      std::ranges::any_of(module.imports, [&](const ModuleImport& import) { return findPackage(options.functions, module.text(import.path)) == nullptr; });
  if (hasActions) return;
  const Module* files[] = {&module};
  Evaluator evaluator(options);
  if (const Reason* reason = evaluator.validate(evaluator.instance(files, {}))) evaluator.report(*reason, sink);
}

}  // namespace oamc
