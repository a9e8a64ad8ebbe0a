#include "passes/render/evaluate_template.h"

#include <string>
#include <vector>

#include "passes/render/module_fields.h"
#include "passes/render/provider_calls.h"
#include "passes/render/user_errors.h"

namespace oamc {
namespace {

/// The texts in `errs`; none when it is absent, undecided or no list of strings: then it is ignored (spec/rendering.md 2.2).
std::vector<std::string_view> userErrors(Vertex* root, Evaluator& evaluator) {
  Vertex* errs = evaluator.field(root, "errs");
  if (errs == nullptr) return {};
  ExportResult result = evaluator.exportData(errs);
  std::vector<std::string_view> texts;
  if (!result || !result.data.isList()) return {};
  for (const Data& item : result.data.items()) {
    if (!item.isString()) return {};
    texts.push_back(item.text());
  }
  return texts;
}

/// A condition around objects of `outputs` that cannot be decided drops them without a word (spec/rendering.md 2.2).
void warnOfLeftOutOutputs(Vertex* root, const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink) {
  Vertex* outputs = evaluator.field(root, "outputs");
  if (outputs == nullptr || evaluator.bottomKind(outputs) != BottomKind::kIncomplete) return;
  ExportResult result = evaluator.exportData(outputs);
  if (result || result.reason->kind != BottomKind::kIncomplete) return;
  DiagnosticSink why(sink.sources());
  evaluator.report(*result.reason, why);
  const Diagnostic& first = why.diagnostics().front();
  auto builder = sink.report(diag::OutputsLeftOut, first.span.valid() ? first.span : use.use, first.message);
  for (const RelatedPlace& place : first.related) builder.related(place.span, place.message);
  for (const std::string& hint : first.hints) builder.hint(hint);
  builder.hint("a definition that means this tests first: `if parameter.x != _|_ if parameter.x.y {…}`").emit();
}

Vertex* instanceOf(const TemplateUse& use, Evaluator& evaluator) {
  const Module* files[] = {&use.module};
  std::vector<NamedData> inputs = {{"context", use.reads.of(use.context, evaluator.arena())}};
  if (!use.parameter.isNull()) inputs.push_back({"parameter", use.parameter});
  return evaluator.instance(files, inputs);
}

}  // namespace

Result<Vertex*> evaluateTemplate(const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink) {
  Vertex* root = instanceOf(use, evaluator);
  if (Result<void> checked = refuseProviderCalls(root, use, evaluator, sink); !checked) return checked.failure();
  if (std::vector<std::string_view> errors = userErrors(root, evaluator); !errors.empty()) return reportUserErrors(errors, use, sink);
  if (const Reason* reason = evaluator.validate(root)) return evaluator.report(*reason, sink);
  warnOfLeftOutOutputs(root, use, evaluator, sink);
  return root;
}

Result<void> checkParameter(const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink) {
  Vertex* parameter = evaluator.field(instanceOf(use, evaluator), "parameter");
  const Reason* reason = parameter != nullptr ? evaluator.validate(parameter) : nullptr;
  return reason != nullptr ? Result<void>(evaluator.report(*reason, sink)) : Result<void>();
}

std::vector<FieldView> outputFields(Vertex* root, Evaluator& evaluator) {
  Vertex* outputs = evaluator.field(root, "outputs");
  if (outputs == nullptr) return {};
  std::vector<FieldView> fields = evaluator.fields(outputs);
  std::erase_if(fields, [](const FieldView& field) { return field.kind != LabelKind::kString || field.mark == FieldMark::kOptional; });
  return fields;
}

Result<Data> exportObject(Vertex* value, const TemplateUse& use, std::initializer_list<std::string_view> path, Evaluator& evaluator, DiagnosticSink& sink) {
  ExportResult result = evaluator.exportData(value);
  if (!result) return evaluator.report(*result.reason, sink);
  const Data* kind = result.data.find("kind");
  if (kind != nullptr && kind->isString() && !kind->text().empty()) return result.data;
  SourceSpan place = labelSpan(use.module, path);
  std::string name;
  for (std::string_view part : path) name += (name.empty() ? "" : ".") + std::string(part);
  return sink.report(diag::ObjectWithoutKind, place.valid() ? place : use.use, name, use.definition.name.text)
      .related(use.use, "used here")
      .hint("a Kubernetes object needs `kind: \"…\"`")
      .emit();
}

}  // namespace oamc
