#include "passes/render/context_reads.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace oamc {

namespace {

bool isContext(const Module& module, const Expr& expr) { return expr.op == ExprOp::kFieldRef && module.text(module.labels[expr.b].text) == "context"; }

/// Calls `visit` with each member that a static selector reads. False if the template may read more.
template <typename Visit>
bool visitContextReads(const Module& module, const Data& context, Visit visit) {
  std::ptrdiff_t otherUses = 0;
  for (const Expr& expr : module.exprs) {
    if (isContext(module, expr)) ++otherUses;
    if (expr.op != ExprOp::kSelector || !isContext(module, module.exprs[expr.a])) continue;
    const Member* member = context.findMember(module.text(module.labels[expr.b].text));
    if (member == nullptr) return false;
    visit(*member);
    --otherUses;
  }
  return otherUses == 0;
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

}  // namespace oamc
