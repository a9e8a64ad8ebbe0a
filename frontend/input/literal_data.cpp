#include "frontend/input/literal_data.h"

#include <algorithm>
#include <string>
#include <vector>

namespace oamc {

namespace {

/// Depth is bounded by the parser's nesting limit.
class LiteralReader {
 public:
  LiteralReader(Arena& arena, DiagnosticSink& sink) : arena_(arena), sink_(sink) {}

  Result<Data> read(const ast::Expr& expr) {
    switch (expr.kind) {
      case ast::ExprKind::kNull: return Data::null(expr.span);
      case ast::ExprKind::kTrue: return Data::boolean(true, expr.span);
      case ast::ExprKind::kFalse: return Data::boolean(false, expr.span);
      case ast::ExprKind::kNumber: return readNumber(static_cast<const ast::Number&>(expr), false);
      case ast::ExprKind::kString: return Data::string(static_cast<const ast::String&>(expr).value, expr.span);
      case ast::ExprKind::kStruct: return readStruct(static_cast<const ast::StructLiteral&>(expr).declarations, expr.span);
      case ast::ExprKind::kList: return readList(static_cast<const ast::ListLiteral&>(expr));
      case ast::ExprKind::kParen: return read(*static_cast<const ast::Paren&>(expr).inner);
      case ast::ExprKind::kUnary: return readUnary(static_cast<const ast::Unary&>(expr));
      case ast::ExprKind::kBinary: return readBinary(static_cast<const ast::Binary&>(expr));
      case ast::ExprKind::kIdentifier:
      case ast::ExprKind::kBottom:
      case ast::ExprKind::kInterpolation:
      case ast::ExprKind::kSelector:
      case ast::ExprKind::kIndex:
      case ast::ExprKind::kSlice:
      case ast::ExprKind::kCall:
      case ast::ExprKind::kComprehension:
      case ast::ExprKind::kEllipsis:
      case ast::ExprKind::kBad: break;
    }
    return refuse(expr.span);
  }

  Result<Data> readStruct(std::span<const ast::Declaration* const> declarations, SourceSpan span) {
    std::vector<Member> members;
    members.reserve(declarations.size());
    for (const ast::Declaration* declaration : declarations) {
      if (declaration->kind == ast::DeclarationKind::kAttribute) continue;
      if (declaration->kind != ast::DeclarationKind::kField) return refuse(declaration->span);
      const auto& field = static_cast<const ast::Field&>(*declaration);
      bool isPlain = field.labelKind == ast::LabelKind::kIdentifier || field.labelKind == ast::LabelKind::kString;
      if (!isPlain || field.marker != ast::Marker::kNone) return refuse(field.labelSpan);
      Result<Data> value = read(*field.value);
      if (!value) return value;
      Result<void> added = add(members, {field.name, *value, field.labelSpan});
      if (!added) return added.failure();
    }
    return Data::object(arena_.copyArray(std::span<const Member>(members)), span);
  }

 private:
  Failed refuse(SourceSpan span) {
    return sink_.report(diag::HeaderNotLiteral, span).hint("write the value out: a header is read without evaluating it").emit();
  }

  Result<void> add(std::vector<Member>& members, const Member& member) {
    auto known = std::ranges::find(members, member.key, &Member::key);
    if (known == members.end()) {
      members.push_back(member);
      return {};
    }
    if (known->value.isObject() && member.value.isObject()) {
      std::vector<Member> merged(known->value.members().begin(), known->value.members().end());
      for (const Member& inner : member.value.members()) {
        Result<void> added = add(merged, inner);
        if (!added) return added;
      }
      known->value = Data::object(arena_.copyArray(std::span<const Member>(merged)), known->value.span());
      return {};
    }
    if (equal(known->value, member.value)) return {};
    return sink_.report(diag::HeaderConflict, member.value.span(), member.key).related(known->value.span(), "the other value").emit();
  }

  Result<Data> readList(const ast::ListLiteral& list) {
    std::vector<Data> items;
    items.reserve(list.elements.size());
    for (const ast::Expr* element : list.elements) {
      Result<Data> item = read(*element);
      if (!item) return item;
      items.push_back(*item);
    }
    return Data::list(arena_.copyArray(std::span<const Data>(items)), list.span);
  }

  Result<Data> readNumber(const ast::Number& number, bool isNegative) {
    std::optional<Number> value = Number::parse(number.decimal, arena_);
    if (!value) return refuse(number.span);
    return Data::number(isNegative ? negate(*value) : *value, arena_, number.span);
  }

  Result<Data> readUnary(const ast::Unary& unary) {
    bool isSign = unary.op == ast::Operator::kSubtract || unary.op == ast::Operator::kAdd;
    if (!isSign || unary.operand->kind != ast::ExprKind::kNumber) return refuse(unary.span);
    return readNumber(static_cast<const ast::Number&>(*unary.operand), unary.op == ast::Operator::kSubtract);
  }

  Result<Data> readBinary(const ast::Binary& binary) {
    if (binary.op != ast::Operator::kAdd) return refuse(binary.span);
    Result<Data> left = read(*binary.left);
    if (!left) return left;
    Result<Data> right = read(*binary.right);
    if (!right) return right;
    if (!left->isString() || !right->isString()) return refuse(binary.span);
    return Data::string(arena_.copyText(std::string(left->text()) + std::string(right->text())), binary.span);
  }

  Arena& arena_;
  DiagnosticSink& sink_;
};

}  // namespace

Result<Data> literalData(const ast::Expr& expr, Arena& arena, DiagnosticSink& sink) { return LiteralReader(arena, sink).read(expr); }

Result<Data> literalData(std::span<const ast::Declaration* const> declarations, SourceSpan span, Arena& arena, DiagnosticSink& sink) {
  return LiteralReader(arena, sink).readStruct(declarations, span);
}

}  // namespace oamc
