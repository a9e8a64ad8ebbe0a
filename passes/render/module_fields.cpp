#include "passes/render/module_fields.h"

#include <algorithm>
#include <cstddef>
#include <vector>

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

namespace {

bool isContext(const Module& module, const Expr& expr) { return expr.op == ExprOp::kFieldRef && module.text(module.labels[expr.b].text) == "context"; }

/// Calls `visit` with each member that a static selector reads. False if the template may read more.
template <typename Visit>
bool visitContextReads(const Module& module, const Data& context, Visit visit) {
  std::ptrdiff_t known = 0;
  for (const Expr& expr : module.exprs) {
    if (expr.op != ExprOp::kSelector || !isContext(module, module.exprs[expr.a])) continue;
    const Member* member = context.findMember(module.text(module.labels[expr.b].text));
    if (member == nullptr) return false;
    visit(*member);
    ++known;
  }
  return std::ranges::count_if(module.exprs, [&](const Expr& expr) { return isContext(module, expr); }) == known;
}

/// Whether the fields of a struct are not all plain: names may be computed, matched, or come from somewhere else.
bool hasOtherFields(const Module& module, std::uint32_t index) {
  const Expr& expr = module.exprs[index];
  if (expr.op == ExprOp::kComprehension) return hasOtherFields(module, expr.c);
  if (expr.op != ExprOp::kStruct) return true;
  return std::ranges::any_of(module.decls.subspan(expr.a, expr.b), [&](const Decl& decl) {
    bool isNested = decl.kind == DeclKind::kEmbedding || decl.kind == DeclKind::kComprehension;
    return isNested ? hasOtherFields(module, decl.value) : decl.kind != DeclKind::kField && decl.kind != DeclKind::kLet;
  });
}

/// Whether the template may say something about its context, besides reading it.
bool mayDeclareContext(const Module& module) {
  auto isDeclared = [&](const Decl& decl) { return decl.kind == DeclKind::kField && module.text(module.labels[decl.label].text) == "context"; };
  return std::ranges::any_of(module.decls, isDeclared) || hasOtherFields(module, module.root);
}

}  // namespace

bool readsObjects(const Module& module, const Data& context) {
  return !visitContextReads(module, context, [](const Member&) {});
}

Data contextAsRead(const Module& module, const Data& context, Arena& arena) {
  if (!context.isObject() || mayDeclareContext(module)) return context;
  std::span<const Member> members = context.members();
  std::vector<bool> isRead(members.size());
  if (!visitContextReads(module, context, [&](const Member& member) { isRead[static_cast<std::size_t>(&member - members.data())] = true; })) return context;
  std::vector<Member> read;
  for (std::size_t i = 0; i < members.size(); ++i)
    if (isRead[i]) read.push_back(members[i]);
  return Data::object(arena.copyArray<Member>(read), context.span());
}

const Data* parameterValue(const Module& module, const Expr& expr, const Data& parameter) {
  if (expr.op == ExprOp::kFieldRef) return module.text(module.labels[expr.b].text) == "parameter" ? &parameter : nullptr;
  if (expr.op != ExprOp::kSelector) return nullptr;
  const Data* base = parameterValue(module, module.exprs[expr.a], parameter);  // as deep as the source is nested
  return base != nullptr && base->isObject() ? base->find(module.text(module.labels[expr.b].text)) : nullptr;
}

}  // namespace oamc
