#include "frontend/cue/known_lists.h"

#include <utility>

namespace oamc {

namespace {

std::string pairName(std::string_view parent, std::string_view label) { return std::string(parent) + "." + std::string(label); }

bool isOperation(const ast::Expr& expr, ast::Operator op) { return expr.kind == ast::ExprKind::kBinary && static_cast<const ast::Binary&>(expr).op == op; }

bool isListCall(const ast::Expr& expr) {
  if (expr.kind != ast::ExprKind::kCall) return false;
  const ast::Expr& function = *static_cast<const ast::Call&>(expr).function;
  if (function.kind != ast::ExprKind::kSelector) return false;
  const ast::Expr& package = *static_cast<const ast::Selector&>(function).operand;
  return package.kind == ast::ExprKind::kIdentifier && static_cast<const ast::Identifier&>(package).name == "list";
}

/// The last name of a path: `b` of `a.b`; empty for other expressions.
std::string_view lastName(const ast::Expr& expr) {
  if (expr.kind == ast::ExprKind::kIdentifier) return static_cast<const ast::Identifier&>(expr).name;
  return expr.kind == ast::ExprKind::kSelector ? static_cast<const ast::Selector&>(expr).name : std::string_view();
}

/// Walks a syntax tree with a stack of its own. `parent` is the label of the field whose struct a node belongs to.
class Walk {
 public:
  struct Node {
    const ast::Expr* expr;
    std::string_view parent;
  };

  void push(const ast::Expr* expr, std::string_view parent = {}) {
    if (expr != nullptr) nodes_.push_back({expr, parent});
  }
  bool empty() const { return nodes_.empty(); }
  Node pop() {
    Node node = nodes_.back();
    nodes_.pop_back();
    return node;
  }

  /// Pushes the operands of an expression that is no struct.
  void pushOperands(const Node& node) {
    const ast::Expr& expr = *node.expr;
    switch (expr.kind) {
      case ast::ExprKind::kInterpolation: return pushAll(static_cast<const ast::Interpolation&>(expr).parts);
      case ast::ExprKind::kList: return pushAll(static_cast<const ast::ListLiteral&>(expr).elements);
      case ast::ExprKind::kUnary: return push(static_cast<const ast::Unary&>(expr).operand, node.parent);
      case ast::ExprKind::kBinary:
        push(static_cast<const ast::Binary&>(expr).left, node.parent);
        return push(static_cast<const ast::Binary&>(expr).right, node.parent);
      case ast::ExprKind::kSelector: return push(static_cast<const ast::Selector&>(expr).operand);
      case ast::ExprKind::kIndex: push(static_cast<const ast::Index&>(expr).operand); return push(static_cast<const ast::Index&>(expr).index);
      case ast::ExprKind::kSlice: return push(static_cast<const ast::Slice&>(expr).operand);
      case ast::ExprKind::kCall: push(static_cast<const ast::Call&>(expr).function); return pushAll(static_cast<const ast::Call&>(expr).arguments);
      case ast::ExprKind::kParen: return push(static_cast<const ast::Paren&>(expr).inner, node.parent);
      case ast::ExprKind::kComprehension: return pushComprehension(static_cast<const ast::Comprehension&>(expr), node.parent);
      case ast::ExprKind::kEllipsis: return push(static_cast<const ast::Ellipsis&>(expr).type);
      case ast::ExprKind::kIdentifier:
      case ast::ExprKind::kNull:
      case ast::ExprKind::kTrue:
      case ast::ExprKind::kFalse:
      case ast::ExprKind::kBottom:
      case ast::ExprKind::kNumber:
      case ast::ExprKind::kString:
      case ast::ExprKind::kStruct:
      case ast::ExprKind::kBad: return;
    }
  }

  void pushComprehension(const ast::Comprehension& comprehension, std::string_view parent) {
    for (const ast::Clause& clause : comprehension.clauses) push(clause.expr);
    push(comprehension.body, parent);
  }

 private:
  void pushAll(std::span<const ast::Expr* const> exprs) {
    for (const ast::Expr* expr : exprs) push(expr);
  }

  std::vector<Node> nodes_;
};

}  // namespace

KnownLists::KnownLists(const ast::StructLiteral& body) { settle(fieldsOf(body)); }

bool KnownLists::contains(const ast::Expr& expr) const {
  Blockers blockers;
  return isList(expr, blockers);
}

std::vector<KnownLists::Field> KnownLists::fieldsOf(const ast::StructLiteral& body) {
  std::vector<Field> fields;
  Walk walk;
  walk.push(&body);
  while (!walk.empty()) {
    Walk::Node node = walk.pop();
    if (node.expr->kind != ast::ExprKind::kStruct) {
      walk.pushOperands(node);
      continue;
    }
    for (const ast::Declaration* declaration : static_cast<const ast::StructLiteral*>(node.expr)->declarations) {
      switch (declaration->kind) {
        case ast::DeclarationKind::kField: {
          const auto& field = static_cast<const ast::Field&>(*declaration);
          if (!field.name.empty()) fields.push_back({node.parent, field.name, field.value});
          walk.push(field.labelExpr);
          walk.push(field.value, field.name);
          break;
        }
        case ast::DeclarationKind::kLet: walk.push(static_cast<const ast::Let*>(declaration)->value); break;
        case ast::DeclarationKind::kEmbedding: walk.push(static_cast<const ast::Embedding*>(declaration)->value, node.parent); break;
        case ast::DeclarationKind::kComprehension:
          walk.pushComprehension(*static_cast<const ast::ComprehensionDeclaration*>(declaration)->comprehension, node.parent);
          break;
        case ast::DeclarationKind::kEllipsis:
        case ast::DeclarationKind::kAttribute: break;
      }
    }
  }
  return fields;
}

/// Finds the least set of names that is closed under list operations: a field that cannot be decided yet waits for the names that block it.
void KnownLists::settle(std::vector<Field> fields) {
  std::unordered_map<std::string, std::vector<std::size_t>> waiting;
  std::vector<std::size_t> ready(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) ready[i] = fields.size() - 1 - i;
  while (!ready.empty()) {
    std::size_t next = ready.back();
    ready.pop_back();
    const Field& field = fields[next];
    Blockers blockers;
    if (!isListValue(*field.value, blockers)) {
      for (std::string& name : blockers) waiting[std::move(name)].push_back(next);
      continue;
    }
    for (std::string name : {std::string(field.label), pairName(field.parent, field.label)}) {
      if (!names_.insert(name).second) continue;
      auto woken = waiting.extract(name);
      if (!woken.empty()) ready.insert(ready.end(), woken.mapped().begin(), woken.mapped().end());
    }
  }
}

/// Whether the value of a field makes its name a list: also a disjunction with a list among its terms does.
bool KnownLists::isListValue(const ast::Expr& value, Blockers& blockers) const {
  const ast::Expr* rest = &ast::withoutParens(value);
  for (; isOperation(*rest, ast::Operator::kOr); rest = &ast::withoutParens(*static_cast<const ast::Binary*>(rest)->left)) {
    if (isListValue(*static_cast<const ast::Binary*>(rest)->right, blockers)) return true;
  }
  while (rest->kind == ast::ExprKind::kUnary && static_cast<const ast::Unary*>(rest)->op == ast::Operator::kMultiply) {
    rest = &ast::withoutParens(*static_cast<const ast::Unary*>(rest)->operand);
  }
  if (isOperation(*rest, ast::Operator::kOr)) return isListValue(*rest, blockers);
  bool isName = rest->kind == ast::ExprKind::kIdentifier || rest->kind == ast::ExprKind::kSelector;
  return !isName && isList(*rest, blockers);
}

bool KnownLists::isList(const ast::Expr& expr, Blockers& blockers) const {
  const ast::Expr& inner = ast::withoutParens(expr);
  if (inner.kind == ast::ExprKind::kList || isListCall(inner)) return true;
  if (inner.kind == ast::ExprKind::kIdentifier) return isKnownName(std::string(lastName(inner)), blockers);
  if (inner.kind == ast::ExprKind::kSelector) {
    std::string_view parent = lastName(*static_cast<const ast::Selector&>(inner).operand);
    return !parent.empty() && isKnownName(pairName(parent, lastName(inner)), blockers);
  }
  if (isOperation(inner, ast::Operator::kAdd)) return isSum(static_cast<const ast::Binary&>(inner), blockers);
  return isOperation(inner, ast::Operator::kMultiply) && isProduct(static_cast<const ast::Binary&>(inner), blockers);
}

bool KnownLists::isSum(const ast::Binary& sum, Blockers& blockers) const {
  const ast::Expr* rest = &sum;
  for (; isOperation(*rest, ast::Operator::kAdd); rest = static_cast<const ast::Binary*>(rest)->left) {
    if (!isList(*static_cast<const ast::Binary*>(rest)->right, blockers)) return false;
  }
  return isList(*rest, blockers);
}

bool KnownLists::isProduct(const ast::Binary& product, Blockers& blockers) const {
  const ast::Expr* rest = &product;
  for (; isOperation(*rest, ast::Operator::kMultiply); rest = static_cast<const ast::Binary*>(rest)->left) {
    if (isList(*static_cast<const ast::Binary*>(rest)->right, blockers)) return true;
  }
  return isList(*rest, blockers);
}

bool KnownLists::isKnownName(std::string name, Blockers& blockers) const {
  if (names_.contains(name)) return true;
  blockers.push_back(std::move(name));
  return false;
}

}  // namespace oamc
