#include "passes/render/context_reads.h"

#include <algorithm>
#include <cstddef>

namespace oamc {

namespace {

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

bool isContext(const Module& module, std::uint32_t label) { return module.text(module.labels[label].text) == "context"; }
bool isContext(const Module& module, const Expr& expr) { return expr.op == ExprOp::kFieldRef && isContext(module, expr.b); }

ContextReads readsOf(const Module& module) {
  ContextReads reads;
  std::ptrdiff_t otherUses = 0;
  for (const Expr& expr : module.exprs) {
    if (isContext(module, expr)) ++otherUses;
    if (expr.op != ExprOp::kSelector || !isContext(module, module.exprs[expr.a])) continue;
    --otherUses;
    std::string_view name = module.text(module.labels[expr.b].text);
    if (std::ranges::find(reads.members, name) == reads.members.end()) reads.members.push_back(name);
  }
  reads.isStatic = otherUses == 0;
  auto isDeclared = [&](const Decl& decl) { return decl.kind == DeclKind::kField && isContext(module, decl.label); };
  reads.isDeclared = std::ranges::any_of(module.decls, isDeclared) || hasOtherFields(module, module.root);
  return reads;
}

}  // namespace

bool ContextReads::mayExceed(const Data& context) const {
  return !isStatic || std::ranges::any_of(members, [&](std::string_view name) { return context.findMember(name) == nullptr; });
}

Data ContextReads::of(const Data& context, Arena& arena) const {
  if (!context.isObject() || isDeclared || mayExceed(context)) return context;
  std::vector<Member> read;
  for (const Member& member : context.members())
    if (std::ranges::find(members, member.key) != members.end()) read.push_back(member);
  return Data::object(arena.copyArray<Member>(read), context.span());
}

const ContextReads& ContextReadsTable::of(const Module& module) {
  auto [entry, isNew] = byTables_.try_emplace(module.exprs.data());
  if (isNew) entry->second = readsOf(module);
  return entry->second;
}

}  // namespace oamc
