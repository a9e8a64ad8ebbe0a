#include "passes/render/evaluate_template.h"

#include <optional>
#include <string>
#include <vector>

#include "ir/base/suggest.h"
#include "passes/render/module_fields.h"
#include "passes/render/provider_calls.h"

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

/// The longest string in the user's parameters that the author's message quotes: most likely what the message is about.
const Data* quotedValue(const Data& value, std::string_view message) {
  if (value.isString()) return value.text().size() > 1 && message.find(value.text()) != std::string_view::npos ? &value : nullptr;
  const Data* best = nullptr;
  auto consider = [&](const Data& child) {
    const Data* found = quotedValue(child, message);
    if (found != nullptr && (best == nullptr || found->text().size() > best->text().size())) best = found;
  };
  if (value.isList())
    for (const Data& item : value.items()) consider(item);
  if (value.isObject())
    for (const Member& member : value.members()) consider(member.value);
  return best;
}

/// The values of all fields `name` below `value`: of containers, volumes, ports.
void collectNames(const Data& value, std::vector<std::string_view>& names) {
  if (value.isList())
    for (const Data& item : value.items()) collectNames(item, names);
  if (!value.isObject()) return;
  for (const Member& member : value.members()) {
    if (member.key == "name" && member.value.isString()) names.push_back(member.value.text());
    collectNames(member.value, names);
  }
}

/// The name in the workload that a trait's parameter most likely meant.
std::optional<std::string_view> nearName(std::string_view text, const Data& context) {
  const Data* output = context.find("output");
  std::vector<std::string_view> names;
  if (output != nullptr) collectNames(*output, names);
  return suggest(text, names);
}

Failed reportUserError(std::string_view text, const TemplateUse& use, DiagnosticSink& sink) {
  const Data* quoted = quotedValue(use.parameter, text);
  SourceSpan place = quoted != nullptr && quoted->span().valid() ? quoted->span() : use.use;
  auto builder = sink.report(diag::TemplateError, place, text, use.definition.name.text);
  builder.related(labelSpan(use.module, {"errs"}), "the definition checks this in `errs`");
  if (auto near = quoted == nullptr ? std::nullopt : nearName(quoted->text(), use.context))
    builder.hint("did you mean `" + std::string(*near) + "`?").fix(place, std::string(*near));
  return builder.emit();
}

}  // namespace

Result<Vertex*> evaluateTemplate(const TemplateUse& use, Evaluator& evaluator, DiagnosticSink& sink) {
  const Module* files[] = {&use.module};
  std::vector<NamedData> inputs = {{"context", use.context}};
  if (!use.parameter.isNull()) inputs.push_back({"parameter", use.parameter});
  Vertex* root = evaluator.instance(files, inputs);
  if (Result<void> checked = refuseProviderCalls(root, use, evaluator, sink); !checked) return checked.failure();
  if (std::vector<std::string_view> errors = userErrors(root, evaluator); !errors.empty()) {
    Failed failure = reportUserError(errors.front(), use, sink);
    for (std::size_t i = 1; i < errors.size(); ++i) failure = reportUserError(errors[i], use, sink);
    return failure;
  }
  if (const Reason* reason = evaluator.validate(root)) return evaluator.report(*reason, sink);
  return root;
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
