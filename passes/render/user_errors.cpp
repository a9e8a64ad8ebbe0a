#include "passes/render/user_errors.h"

#include <optional>
#include <string>
#include <vector>

#include "ir/base/suggest.h"
#include "passes/render/module_fields.h"

namespace oamc {
namespace {

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

bool contains(SourceSpan outer, SourceSpan inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// The innermost comprehension that a message is written in: the text itself if it can be found, else `errs`. Null when it has no condition.
const Expr* conditionAround(std::string_view text, SourceSpan errs, const Module& module) {
  SourceSpan message = errs;
  for (const Expr& expr : module.exprs)
    if (expr.op == ExprOp::kString && module.text(expr.a) == text) message = module.span(expr);
  const Expr* best = nullptr;
  for (const Expr& expr : module.exprs) {
    if (expr.op != ExprOp::kComprehension || !contains(module.span(expr), message)) continue;
    if (best == nullptr || contains(module.span(*best), module.span(expr))) best = &expr;
  }
  return best;
}

/// The label of the last declaration of `errs` anywhere in the template.
SourceSpan errsLabel(const Module& module) {
  SourceSpan found;
  for (const Decl& decl : module.decls)
    if (decl.kind == DeclKind::kField && module.text(module.labels[decl.label].text) == "errs") found = module.span(decl);
  return found;
}

/// The user's values that the conditions of a comprehension look at.
std::vector<SourceSpan> valuesTested(const Expr& comprehension, const TemplateUse& use) {
  std::vector<SourceSpan> places;
  const Module& module = use.module;
  for (const Clause& clause : module.clauses.subspan(comprehension.a, comprehension.b)) {
    for (const Expr& expr : module.exprs) {
      if (!contains(module.span(clause), module.span(expr))) continue;
      const Data* value = parameterValue(module, expr, use.parameter);
      if (value != nullptr && !value->isObject() && value->span().valid()) places.push_back(value->span());
    }
  }
  return places;
}

Failed reportUserError(std::string_view text, const TemplateUse& use, DiagnosticSink& sink) {
  const Data* quoted = quotedValue(use.parameter, text);
  SourceSpan errs = errsLabel(use.module);
  std::vector<SourceSpan> tested;
  if (const Expr* condition = conditionAround(text, errs, use.module)) tested = valuesTested(*condition, use);
  SourceSpan place = use.use;
  if (!tested.empty()) place = tested.front();
  if (quoted != nullptr && quoted->span().valid()) place = quoted->span();
  auto builder = sink.report(diag::TemplateError, place, text, use.definition.name.text);
  for (SourceSpan other : tested)
    if (!(other == place)) builder.related(other, "this value is tested, too");
  builder.related(errs, "the definition checks this in `errs`");
  if (auto near = quoted == nullptr ? std::nullopt : nearName(quoted->text(), use.context))
    builder.hint("did you mean `" + std::string(*near) + "`?").fix(place, std::string(*near));
  return builder.emit();
}

}  // namespace

Failed reportUserErrors(std::span<const std::string_view> texts, const TemplateUse& use, DiagnosticSink& sink) {
  Failed failure = reportUserError(texts.front(), use, sink);
  for (std::string_view text : texts.subspan(1)) failure = reportUserError(text, use, sink);
  return failure;
}

}  // namespace oamc
