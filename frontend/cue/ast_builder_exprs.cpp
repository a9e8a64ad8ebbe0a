#include <algorithm>

#include "frontend/cue/ast_builder.h"

namespace oamc {

namespace {

constexpr int kNoPrecedence = 0;
constexpr int kLowestPrecedence = 1;
constexpr int kDivisionPrecedence = 7;
constexpr int kPrefixPrecedence = 8;

/// Binary operators from loose to tight (spec/cue.md 1.2); all of them group to the left.
int precedenceOf(ast::Operator op) {
  using enum ast::Operator;
  switch (op) {
    case kOr: return 1;
    case kAnd: return 2;
    case kLogicalOr: return 3;
    case kLogicalAnd: return 4;
    case kEqual:
    case kNotEqual:
    case kLess:
    case kLessEqual:
    case kGreater:
    case kGreaterEqual:
    case kMatch:
    case kNotMatch: return 5;
    case kAdd:
    case kSubtract: return 6;
    case kMultiply:
    case kDivide: return kDivisionPrecedence;
    case kNot: return kPrefixPrecedence;
  }
  return kPrefixPrecedence;
}

/// Tokens and operators are declared in the same order.
ast::Operator operatorOf(TokenKind kind) {
  static_assert(static_cast<int>(TokenKind::kNot) - static_cast<int>(TokenKind::kOr) == static_cast<int>(ast::Operator::kNot));
  return static_cast<ast::Operator>(static_cast<int>(kind) - static_cast<int>(TokenKind::kOr));
}

ast::ExprKind literalKind(TokenKind kind) {
  if (kind == TokenKind::kNull) return ast::ExprKind::kNull;
  if (kind == TokenKind::kTrue) return ast::ExprKind::kTrue;
  if (kind == TokenKind::kFalse) return ast::ExprKind::kFalse;
  if (kind == TokenKind::kBottom) return ast::ExprKind::kBottom;
  return ast::ExprKind::kBad;
}

}  // namespace

void AstBuilder::exprStart() { operators_.push({nullptr, kNoPrecedence}); }

void AstBuilder::binaryOperator() {
  const Token& token = lastToken();
  int precedence = token.kind == TokenKind::kWordOperator ? kDivisionPrecedence : precedenceOf(operatorOf(token.kind));
  reduceWhile(precedence);
  operators_.push({&token, precedence});
}

void AstBuilder::exprEnd() {
  reduceWhile(kLowestPrecedence);
  operators_.pop();
}

void AstBuilder::prefixOperator() {
  const Token& token = lastToken();
  if (token.kind == TokenKind::kEqual && !hasStructComparison_) {
    refuse(diag::EqualBound, spanOf(token)).hint("the value alone means the same; structs are compared so under `@experiment(structcmp)`");
  }
  operators_.push({&token, kPrefixPrecedence});
}

void AstBuilder::unaryEnd() { reduceWhile(kPrefixPrecedence); }

/// Applies the operators of the innermost open expression that bind at least as tightly as `precedence`.
void AstBuilder::reduceWhile(int precedence) {
  while (operators_.back().precedence >= precedence) {
    PendingOperator pending = operators_.back();
    operators_.pop();
    if (pending.precedence == kPrefixPrecedence) {
      reducePrefix(*pending.token);
    } else {
      reduceBinary(*pending.token);
    }
  }
}

void AstBuilder::reducePrefix(const Token& token) {
  Operand operand = pop();
  auto* unary = make<ast::Unary>(ast::ExprKind::kUnary, {fileId_, token.begin, operand.expr->span.end});
  unary->op = operatorOf(token.kind);
  unary->opSpan = spanOf(token);
  unary->operand = operand.expr;
  pushExpr(unary, operand.height + 1);
}

void AstBuilder::reduceBinary(const Token& token) {
  Operand right = pop();
  Operand left = pop();
  SourceSpan span{fileId_, left.expr->span.begin, right.expr->span.end};
  if (token.kind == TokenKind::kWordOperator) {
    // `a div b` is `div(a, b)` whatever `div` may be in its scope; the double underscore reaches the predeclared one.
    auto* function = make<ast::Identifier>(ast::ExprKind::kIdentifier, spanOf(token));
    function->name = arena_.copyText("__" + std::string(text(token)));
    auto* call = make<ast::Call>(ast::ExprKind::kCall, span);
    call->function = function;
    std::span<const ast::Expr*> arguments = arena_.createArray<const ast::Expr*>(2);
    arguments[0] = left.expr;
    arguments[1] = right.expr;
    call->arguments = arguments;
    return pushExpr(call, std::max(left.height, right.height) + 1);
  }
  auto* binary = make<ast::Binary>(ast::ExprKind::kBinary, span);
  binary->op = operatorOf(token.kind);
  binary->opSpan = spanOf(token);
  binary->left = left.expr;
  binary->right = right.expr;
  // Long chains are ordinary and walked in a loop; on the right side hangs at most one operator of each precedence.
  pushExpr(binary, std::max(left.height, right.height));
}

void AstBuilder::literal() {
  const Token& token = lastToken();
  if (token.kind == TokenKind::kString) return pushExpr(decodePlain(token), 0);
  if (token.kind == TokenKind::kIdentifier) {
    auto* identifier = make<ast::Identifier>(ast::ExprKind::kIdentifier, spanOf(token));
    identifier->name = nameOf(token);
    return pushExpr(identifier, 0);
  }
  if (token.kind == TokenKind::kNumber) {
    auto* number = make<ast::Number>(ast::ExprKind::kNumber, spanOf(token));
    number->text = text(token);
    number->decimal = decimalOf(number->text, arena_);
    return pushExpr(number, 0);
  }
  pushExpr(make<ast::Expr>(literalKind(token.kind), spanOf(token)), 0);
}

void AstBuilder::open() { openTokens_.push(lastIndex()); }

void AstBuilder::paren() {
  Operand inner = pop();
  auto* paren = make<ast::Paren>(ast::ExprKind::kParen, spanFrom(openTokens_.back()));
  openTokens_.pop();
  paren->inner = inner.expr;
  pushExpr(paren, inner.height + 1);
}

void AstBuilder::interpolationStart() {
  firstPieces_.push(pieces_.size());
  pieces_.push(lastIndex());
}

void AstBuilder::interpolationText() { pieces_.push(lastIndex()); }

void AstBuilder::interpolationEnd() {
  pieces_.push(lastIndex());
  std::span<const std::uint32_t> tokens = std::span(pieces_).subspan(firstPieces_.back());
  std::optional<StringForm> form = stringFormOf(text(tokens_.tokens[tokens.front()]));
  OAMC_CHECK(form.has_value(), "an interpolation starts with a quote");
  std::vector<StringPiece> texts;
  for (std::uint32_t index : tokens) {
    const Token& token = tokens_.tokens[index];
    std::uint32_t before = token.kind == TokenKind::kInterpolationStart ? form->delimiterSize() : 1;
    std::uint32_t after = token.kind == TokenKind::kInterpolationEnd ? form->delimiterSize() : form->hashes + 2;
    std::string_view written = text(token);
    // A string without its end has been reported and is cut short.
    std::size_t size = written.size() >= before + after ? written.size() - before - after : 0;
    texts.push_back({written.substr(std::min<std::size_t>(before, written.size()), size), token.begin + before});
  }
  std::span<const std::string_view> decoded = decodeString(*form, texts, arena_, errors_);
  std::span<const ast::Expr*> parts = arena_.createArray<const ast::Expr*>(2 * texts.size() - 1);
  std::uint32_t height = 0;
  std::size_t firstOperand = operands_.size() - (texts.size() - 1);
  for (std::size_t index = 0; index < texts.size(); ++index) {
    auto* string = make<ast::String>(ast::ExprKind::kString, spanOf(tokens_.tokens[tokens[index]]));
    string->value = decoded[index];
    string->isBytes = form->quote == '\'';
    string->isMultiline = form->isMultiline;
    parts[2 * index] = string;
    if (index + 1 == texts.size()) break;
    const Operand& operand = operands_[firstOperand + index];
    parts[2 * index + 1] = operand.expr;
    height = std::max(height, operand.height);
  }
  auto* interpolation = make<ast::Interpolation>(ast::ExprKind::kInterpolation, spanFrom(tokens.front()));
  interpolation->parts = parts;
  interpolation->isBytes = form->quote == '\'';
  interpolation->isMultiline = form->isMultiline;
  operands_.shrinkTo(firstOperand);
  pieces_.shrinkTo(firstPieces_.back());
  firstPieces_.pop();
  pushExpr(interpolation, height + 1);
}

void AstBuilder::listStart() { sequences_.push({.firstToken = lastIndex(), .firstOperand = operands_.size(), .isList = true}); }

void AstBuilder::callStart() { sequences_.push({.firstToken = lastIndex(), .firstOperand = operands_.size(), .isList = false}); }

void AstBuilder::item() {
  OpenSequence& sequence = sequences_.back();
  if (sequence.hasEllipsis) refuse(diag::EllipsisNotLast, operands_.back().expr->span);
  sequence.hasItem = true;
  // In a list element the comment before its closing brace documents nothing (spec/rendering.md 4.3).
  if (sequence.isList) dropTrailingDocs(operands_.back().expr);
}

void AstBuilder::itemSeparator() {
  OpenSequence& sequence = sequences_.back();
  const Token& comma = lastToken();
  const Token& next = *next_;
  if (!sequence.hasItem) refuse(diag::EmptyItem, spanOf(comma));
  sequence.hasItem = false;
  // In calls a newline separates arguments; in lists it does so only after a comprehension, or before the closing bracket.
  if (!sequence.isList || !comma.isInsertedComma() || next.kind == TokenKind::kRightBracket) return;
  if (!operands_.empty() && operands_.back().expr->kind == ast::ExprKind::kComprehension) return;
  SyntaxError& error = refuse(diag::ListNeedsComma, spanOf(comma));
  if (next.kind == TokenKind::kComma) {
    error.hint("the comma stands before the comment or the newline");
    sequence.hasItem = true;
  } else {
    error.fix(spanOf(comma), ",");
  }
}

std::span<const ast::Expr* const> AstBuilder::takeItems(const OpenSequence& sequence, std::uint32_t& height) {
  std::span<const Operand> items = std::span(operands_).subspan(sequence.firstOperand);
  std::span<const ast::Expr*> exprs = arena_.createArray<const ast::Expr*>(items.size());
  std::ranges::transform(items, exprs.begin(), &Operand::expr);
  for (const Operand& item : items) height = std::max(height, item.height);
  operands_.shrinkTo(sequence.firstOperand);
  return exprs;
}

void AstBuilder::listEnd() {
  OpenSequence sequence = sequences_.back();
  sequences_.pop();
  std::uint32_t height = 0;
  auto* list = make<ast::ListLiteral>(ast::ExprKind::kList, spanFrom(sequence.firstToken));
  list->elements = takeItems(sequence, height);
  // `[X=e]` may turn out to be a pattern, which then claims the alias of its only element.
  if (list->elements.size() == 1 && !aliases_.empty() && aliases_.back().expr == list->elements[0] && !aliases_.back().isInList) {
    aliases_.back().expr = list;
    aliases_.back().isInList = true;
  }
  pushExpr(list, height + 1);
}

void AstBuilder::listEllipsis() {
  OpenSequence& sequence = sequences_.back();
  if (sequence.hasEllipsis) refuse(diag::EllipsisNotLast, spanOf(lastToken()));
  sequence.hasEllipsis = true;
  sequence.hasItem = true;
  pushExpr(make<ast::Ellipsis>(ast::ExprKind::kEllipsis, spanOf(lastToken())), 0);
}

void AstBuilder::listEllipsisType() {
  Operand type = pop();
  SourceSpan dots = pop().expr->span;
  auto* ellipsis = make<ast::Ellipsis>(ast::ExprKind::kEllipsis, {fileId_, dots.begin, type.expr->span.end});
  ellipsis->type = type.expr;
  pushExpr(ellipsis, type.height + 1);
}

void AstBuilder::selector() {
  Operand operand = pop();
  const Token& token = lastToken();
  auto* selector = make<ast::Selector>(ast::ExprKind::kSelector, {fileId_, operand.expr->span.begin, token.end});
  selector->operand = operand.expr;
  selector->nameSpan = spanOf(token);
  selector->name = nameOf(token);
  if (token.kind == TokenKind::kString) {
    const ast::String* string = decodePlain(token);
    if (text(token).front() != '"' || string->isMultiline) refuse(diag::InvalidSelector, spanOf(token));
    selector->name = normaliseIn(string->value);
    selector->isQuoted = true;
  }
  pushExpr(selector, operand.height + 1);
}

void AstBuilder::index() {
  openTokens_.pop();
  Operand position = pop();
  Operand operand = pop();
  auto* index = make<ast::Index>(ast::ExprKind::kIndex, {fileId_, operand.expr->span.begin, lastToken().end});
  index->operand = operand.expr;
  index->index = position.expr;
  pushExpr(index, std::max(operand.height, position.height) + 1);
}

void AstBuilder::slice() { finishSlice(true, true); }
void AstBuilder::sliceToEnd() { finishSlice(true, false); }
void AstBuilder::sliceFromStart() { finishSlice(false, true); }
void AstBuilder::sliceOfAll() { finishSlice(false, false); }

void AstBuilder::finishSlice(bool hasLow, bool hasHigh) {
  openTokens_.pop();
  Operand high = hasHigh ? pop() : Operand{nullptr, 0};
  Operand low = hasLow ? pop() : Operand{nullptr, 0};
  Operand operand = pop();
  auto* slice = make<ast::Slice>(ast::ExprKind::kSlice, {fileId_, operand.expr->span.begin, lastToken().end});
  slice->operand = operand.expr;
  slice->low = low.expr;
  slice->high = high.expr;
  pushExpr(slice, std::max({operand.height, low.height, high.height}) + 1);
}

void AstBuilder::call() {
  OpenSequence sequence = sequences_.back();
  sequences_.pop();
  std::uint32_t height = 0;
  std::span<const ast::Expr* const> arguments = takeItems(sequence, height);
  Operand function = pop();
  auto* call = make<ast::Call>(ast::ExprKind::kCall, {fileId_, function.expr->span.begin, lastToken().end});
  call->function = function.expr;
  call->arguments = arguments;
  pushExpr(call, std::max(height, function.height) + 1);
}

}  // namespace oamc
