#include <algorithm>

#include "frontend/cue/lower_file.h"

#include "ir/base/check.h"

namespace oamc {

namespace {

/// The expression that a selector, index, slice or call is applied to; null for other expressions.
const ast::Expr* operandOf(const ast::Expr& expr) {
  switch (expr.kind) {
    case ast::ExprKind::kSelector: return static_cast<const ast::Selector&>(expr).operand;
    case ast::ExprKind::kIndex: return static_cast<const ast::Index&>(expr).operand;
    case ast::ExprKind::kSlice: return static_cast<const ast::Slice&>(expr).operand;
    case ast::ExprKind::kCall: return static_cast<const ast::Call&>(expr).function;
    case ast::ExprKind::kIdentifier:
    case ast::ExprKind::kNull:
    case ast::ExprKind::kTrue:
    case ast::ExprKind::kFalse:
    case ast::ExprKind::kBottom:
    case ast::ExprKind::kNumber:
    case ast::ExprKind::kString:
    case ast::ExprKind::kInterpolation:
    case ast::ExprKind::kStruct:
    case ast::ExprKind::kList:
    case ast::ExprKind::kUnary:
    case ast::ExprKind::kBinary:
    case ast::ExprKind::kParen:
    case ast::ExprKind::kComprehension:
    case ast::ExprKind::kEllipsis:
    case ast::ExprKind::kBad: return nullptr;
  }
  return nullptr;
}

/// Whether `expr` is a path of fields, whose flag a longer path inherits. What a `let` or variable stands for is no part of the path text.
std::uint8_t pathFlags(const Expr& expr) {
  bool isPath = expr.op == ExprOp::kFieldRef || expr.op == ExprOp::kSelector || expr.op == ExprOp::kIndex;
  return isPath ? expr.flags & kDefinitionPath : 0;
}

std::uint8_t literalFlags(bool isMultiline, bool isBytes) { return static_cast<std::uint8_t>((isMultiline ? kMultiline : 0) | (isBytes ? kBytesForm : 0)); }

}  // namespace

std::uint32_t FileLowering::expr(const ast::Expr& node) {
  switch (node.kind) {
    case ast::ExprKind::kIdentifier: return identifier(static_cast<const ast::Identifier&>(node));
    case ast::ExprKind::kNull: return emit(ExprOp::kNull, node.span);
    case ast::ExprKind::kTrue: return emit(ExprOp::kTrue, node.span);
    case ast::ExprKind::kFalse: return emit(ExprOp::kFalse, node.span);
    case ast::ExprKind::kBottom: return emit(ExprOp::kBottom, node.span);
    case ast::ExprKind::kNumber: {
      const auto& number = static_cast<const ast::Number&>(node);
      return emit(ExprOp::kNumber, node.span, writer_.number(number.decimal, number.text));
    }
    case ast::ExprKind::kString: return text(static_cast<const ast::String&>(node));
    case ast::ExprKind::kInterpolation: return interpolation(static_cast<const ast::Interpolation&>(node));
    case ast::ExprKind::kStruct: return structLiteral(static_cast<const ast::StructLiteral&>(node));
    case ast::ExprKind::kList: return list(static_cast<const ast::ListLiteral&>(node));
    case ast::ExprKind::kUnary: return unary(static_cast<const ast::Unary&>(node));
    case ast::ExprKind::kBinary: return binary(static_cast<const ast::Binary&>(node));
    case ast::ExprKind::kSelector:
    case ast::ExprKind::kIndex:
    case ast::ExprKind::kSlice:
    case ast::ExprKind::kCall: return postfix(node);
    case ast::ExprKind::kParen: return expr(*static_cast<const ast::Paren&>(node).inner);
    case ast::ExprKind::kComprehension:
    case ast::ExprKind::kEllipsis:
    case ast::ExprKind::kBad: break;
  }
  OAMC_CHECK(false, "the parser keeps comprehensions and `...` inside lists, and no tree with syntax errors is lowered");
}

std::uint32_t FileLowering::text(const ast::String& node) {
  ExprOp op = node.isBytes ? ExprOp::kBytes : ExprOp::kString;
  return emit(op, node.span, writer_.text(node.value), 0, 0, 0, literalFlags(node.isMultiline, false));
}

std::uint32_t FileLowering::interpolation(const ast::Interpolation& node) {
  std::vector<std::uint32_t> parts;
  parts.reserve(node.parts.size());
  for (const ast::Expr* part : node.parts) parts.push_back(expr(*part));
  return emitRun(ExprOp::kInterpolation, node.span, parts, literalFlags(node.isMultiline, node.isBytes));
}

std::uint32_t FileLowering::list(const ast::ListLiteral& node) {
  std::vector<std::uint32_t> elements;
  std::uint32_t elementType = kNoIndex;
  std::uint8_t flags = 0;
  for (const ast::Expr* element : node.elements) {
    if (element->kind == ast::ExprKind::kEllipsis) {
      const ast::Expr* type = static_cast<const ast::Ellipsis*>(element)->type;
      flags = kOpenList;
      if (type != nullptr) elementType = expr(*type);
    } else if (element->kind == ast::ExprKind::kComprehension) {
      elements.push_back(comprehension(*static_cast<const ast::Comprehension*>(element)));
    } else {
      elements.push_back(expr(*element));
    }
  }
  std::uint32_t first = writer_.list(elements);
  return emit(ExprOp::kList, node.span, first, static_cast<std::uint32_t>(elements.size()), elementType, 0, flags);
}

/// A path such as `a.b[0].c(x)` nests to the left and may be long.
std::uint32_t FileLowering::postfix(const ast::Expr& node) {
  std::vector<const ast::Expr*> steps;
  const ast::Expr* base = &node;
  while (const ast::Expr* operand = operandOf(*base)) {
    steps.push_back(base);
    base = operand;
  }
  std::uint32_t result = expr(*base);
  for (; !steps.empty(); steps.pop_back()) result = postfixStep(*steps.back(), result);
  return result;
}

std::uint32_t FileLowering::postfixStep(const ast::Expr& node, std::uint32_t operand) {
  if (node.kind == ast::ExprKind::kSelector) {
    const auto& selector = static_cast<const ast::Selector&>(node);
    LabelKind kind = selector.isQuoted ? LabelKind::kString : identifierLabelKind(selector.name);
    bool isDefinition = kind == LabelKind::kDefinition || kind == LabelKind::kHiddenDefinition;
    std::uint8_t flags = isDefinition ? kDefinitionPath : pathFlags(writer_.at(operand));
    return emit(ExprOp::kSelector, node.span, operand, writer_.label(kind, selector.name), 0, 0, flags);
  }
  if (node.kind == ast::ExprKind::kIndex) {
    std::uint32_t index = expr(*static_cast<const ast::Index&>(node).index);
    return emit(ExprOp::kIndex, node.span, operand, index, 0, 0, pathFlags(writer_.at(operand)));
  }
  if (node.kind == ast::ExprKind::kSlice) {
    const auto& slice = static_cast<const ast::Slice&>(node);
    std::uint32_t low = slice.low == nullptr ? kNoIndex : expr(*slice.low);
    std::uint32_t high = slice.high == nullptr ? kNoIndex : expr(*slice.high);
    return emit(ExprOp::kSlice, node.span, operand, low, high);
  }
  const auto& call = static_cast<const ast::Call&>(node);
  std::vector<std::uint32_t> arguments;
  arguments.reserve(call.arguments.size());
  for (const ast::Expr* argument : call.arguments) arguments.push_back(expr(*argument));
  std::uint32_t first = writer_.list(arguments);
  return emit(ExprOp::kCall, node.span, operand, first, static_cast<std::uint32_t>(arguments.size()));
}

std::uint32_t FileLowering::emit(ExprOp op, SourceSpan span, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint8_t aux, std::uint8_t flags) {
  Expr made{.op = op, .aux = aux, .flags = flags, .a = a, .b = b, .c = c, .begin = span.begin, .end = span.end};
  if (isConstant(made)) made.flags |= kConstant;
  return writer_.expr(made);
}

bool FileLowering::isConstant(const Expr& expr) const {
  auto isConstantAt = [this](std::uint32_t index) { return (writer_.at(index & ~kDefaultMark).flags & kConstant) != 0; };
  switch (expr.op) {
    case ExprOp::kNull:
    case ExprOp::kTrue:
    case ExprOp::kFalse:
    case ExprOp::kNumber:
    case ExprOp::kString:
    case ExprOp::kBytes:
    case ExprOp::kType:
    case ExprOp::kTop: return true;
    case ExprOp::kUnary:
    case ExprOp::kBound: return isConstantAt(expr.a);
    case ExprOp::kAnd:
    case ExprOp::kDisjunction: return std::ranges::all_of(writer_.run(expr.a, expr.b), isConstantAt);
    case ExprOp::kList: return std::ranges::all_of(writer_.run(expr.a, expr.b), isConstantAt) && (expr.c == kNoIndex || isConstantAt(expr.c));
    case ExprOp::kStruct:
      for (std::uint32_t i = expr.a; i < expr.a + expr.b; ++i) {
        const Decl& decl = writer_.decl(i);
        bool isPlain = decl.kind == DeclKind::kField ? isConstantAt(decl.value) : decl.kind == DeclKind::kEllipsis && decl.value == kNoIndex;
        if (!isPlain) return false;
      }
      return true;
    case ExprOp::kBottom:
    case ExprOp::kFieldRef:
    case ExprOp::kLetRef:
    case ExprOp::kClauseRef:
    case ExprOp::kNodeRef:
    case ExprOp::kLabelRef:
    case ExprOp::kDynamicRef:
    case ExprOp::kImportRef:
    case ExprOp::kBuiltin:
    case ExprOp::kSelector:
    case ExprOp::kIndex:
    case ExprOp::kSlice:
    case ExprOp::kBinary:
    case ExprOp::kPresence:
    case ExprOp::kInterpolation:
    case ExprOp::kCall:
    case ExprOp::kComprehension:
    case ExprOp::kAlias:
    case ExprOp::kDataRef:
    case ExprOp::kVertexRef:
    case ExprOp::kTreeRef:
    case ExprOp::kChoice: return false;
  }
  return false;
}

std::uint32_t FileLowering::emitRun(ExprOp op, SourceSpan span, std::span<const std::uint32_t> entries, std::uint8_t flags) {
  std::uint32_t first = writer_.list(entries);
  return emit(op, span, first, static_cast<std::uint32_t>(entries.size()), 0, 0, flags);
}

}  // namespace oamc
