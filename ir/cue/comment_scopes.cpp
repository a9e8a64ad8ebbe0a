#include "ir/cue/comment_scopes.h"

namespace oamc {

namespace {

class CommentScopes {
 public:
  explicit CommentScopes(const Module& module) : scopes(module.decls.size()), module_(module) { visit(module.root, {}); }

  std::vector<CommentScope> scopes;

 private:
  /// What lies around an expression.
  struct Around {
    bool isInComprehension = false;  // no list element between
    std::uint32_t bodies = 0;        // of comprehensions, one directly in the other
  };

  void visit(std::uint32_t index, Around around) {
    if (index == kNoIndex) return;
    const Expr& expr = module_.exprs[index];
    if (expr.op == ExprOp::kStruct) visitStruct(expr, around);
    if (expr.op == ExprOp::kList) visitList(expr);
    if (expr.op == ExprOp::kAnd || expr.op == ExprOp::kDisjunction)
      for (std::uint32_t entry : module_.lists.subspan(expr.a, expr.b)) visit(entry & ~kDefaultMark, around);
    if (expr.op == ExprOp::kCall)
      for (std::uint32_t argument : module_.lists.subspan(expr.b, expr.c)) visit(argument, around);
    if (expr.op == ExprOp::kAlias || expr.op == ExprOp::kSelector) visit(expr.a, around);
    if (expr.op == ExprOp::kComprehension) visit(expr.c, {true, around.bodies + 1});
  }

  void visitList(const Expr& list) {
    for (std::uint32_t element : module_.lists.subspan(list.a, list.b)) {
      const Expr& item = module_.exprs[element];
      visit(item.op == ExprOp::kComprehension ? item.c : element, {});
    }
    visit(list.c, {});
  }

  void visitStruct(const Expr& literal, Around around) {
    for (std::uint32_t i = literal.a; i < literal.a + literal.b; ++i) {
      const Decl& decl = module_.decls[i];
      scopes[i].losesChain = scopes[i].losesChain || around.isInComprehension;
      scopes[i].isNested = scopes[i].isNested || around.bodies > 1;
      bool isFree = decl.kind == DeclKind::kLet || (decl.kind == DeclKind::kDynamic && isChainLiteral(decl));
      bool isSameStruct = decl.kind == DeclKind::kEmbedding || decl.kind == DeclKind::kComprehension;
      visit(decl.value, {around.isInComprehension && !isFree, isSameStruct ? around.bodies : 0});
    }
  }

  /// A literal without braces begins where its only declaration begins.
  bool isChainLiteral(const Decl& decl) const {
    if (decl.value == kNoIndex) return false;
    const Expr& value = module_.exprs[decl.value];
    return value.op == ExprOp::kStruct && value.b == 1 && module_.decls[value.a].begin == value.begin;
  }

  const Module& module_;
};

}  // namespace

std::vector<CommentScope> commentScopes(const Module& module) { return CommentScopes(module).scopes; }

}  // namespace oamc
