#include "passes/render/module_fields.h"

namespace oamc {

std::uint32_t findDecl(const Module& module, std::uint32_t structExpr, std::string_view name) {
  if (structExpr == kNoIndex || module.exprs[structExpr].op != ExprOp::kStruct) return kNoIndex;
  const Expr& expr = module.exprs[structExpr];
  for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i) {
    const Decl& decl = module.decls[i];
    if (decl.kind != DeclKind::kField) continue;
    const ModuleLabel& label = module.labels[decl.label];
    if (label.kind == LabelKind::kString && module.text(label.text) == name) return i;
  }
  return kNoIndex;
}

SourceSpan labelSpan(const Module& module, std::initializer_list<std::string_view> path) {
  SourceSpan found;
  std::uint32_t expr = module.root;
  for (std::string_view name : path) {
    std::uint32_t decl = findDecl(module, expr, name);
    if (decl == kNoIndex) return found;
    found = module.span(module.decls[decl]);
    expr = module.decls[decl].value;
  }
  return found;
}

const Data* parameterValue(const Module& module, const Expr& expr, const Data& parameter) {
  if (expr.op == ExprOp::kFieldRef) return module.text(module.labels[expr.b].text) == "parameter" ? &parameter : nullptr;
  if (expr.op != ExprOp::kSelector) return nullptr;
  const Data* base = parameterValue(module, module.exprs[expr.a], parameter);  // as deep as the source is nested
  return base != nullptr && base->isObject() ? base->find(module.text(module.labels[expr.b].text)) : nullptr;
}

}  // namespace oamc
