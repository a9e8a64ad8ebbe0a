#include <algorithm>
#include <utility>

#include "frontend/cue/ast_builder.h"

namespace oamc {

void AstBuilder::fieldStart() {
  std::uint32_t next = nextIndex();
  fields_.push(
      {.firstToken = next, .firstLabel = labels_.size(), .firstAttribute = attributes_.size(), .partToken = next, .height = 0, .marker = ast::Marker::kNone});
}

void AstBuilder::alias() {
  const ast::Expr& expr = *pop().expr;
  OpenAlias alias{.alias = {{}, expr.span}};
  if (expr.kind == ast::ExprKind::kIdentifier) alias.alias.name = static_cast<const ast::Identifier&>(expr).name;
  if (alias.alias.name.empty() || alias.alias.name == "_") refuse(diag::InvalidAliasName, expr.span, describeExpr(expr));
  openAliases_.push(alias);
}

void AstBuilder::aliased() {
  OpenAlias alias = openAliases_.back();
  openAliases_.pop();
  alias.expr = operands_.back().expr;
  aliases_.push(alias);
}

const ast::Alias* AstBuilder::claimAlias(const ast::Expr* expr, bool isInList) {
  if (aliases_.empty() || aliases_.back().expr != expr || aliases_.back().isInList != isInList) return nullptr;
  ast::Alias alias = aliases_.back().alias;
  aliases_.pop();
  // Without a name it has been refused.
  return alias.name.empty() ? nullptr : arena_.create<ast::Alias>(alias);
}

/// Aliases that no label and no value has claimed.
void AstBuilder::reportAliases() {
  for (const OpenAlias& open : aliases_) {
    SyntaxError& error = refuse(diag::MisplacedAlias, open.alias.span, open.alias.name);
    if (!open.isInList) error.hint("if a field is meant, write `" + std::string(open.alias.name) + ": …`");
    error.hint("an alias names a field (`X=name: …`), its value (`name: X=…`) or the label of a pattern (`[X=…]: …`)");
  }
  aliases_.clear();
}

void AstBuilder::marker() { fields_.back().marker = lastToken().kind == TokenKind::kQuestion ? ast::Marker::kOptional : ast::Marker::kRequired; }

void AstBuilder::label() {
  OpenField& open = fields_.back();
  Operand label = pop();
  auto* field = makeDeclaration<ast::Field>(ast::DeclarationKind::kField, spanFrom(open.partToken));
  field->alias = claimAlias(label.expr, false);
  field->labelSpan = label.expr->span;
  field->inChain = labels_.size() > open.firstLabel;
  field->marker = std::exchange(open.marker, ast::Marker::kNone);
  fillLabel(*field, *label.expr);
  labels_.push(field);
  open.height = std::max(open.height, label.height);
  open.partToken = nextIndex();
}

void AstBuilder::fillLabel(ast::Field& field, const ast::Expr& expr) {
  using enum ast::ExprKind;
  switch (expr.kind) {
    case kIdentifier:
      field.labelKind = ast::LabelKind::kIdentifier;
      field.name = static_cast<const ast::Identifier&>(expr).name;
      if (field.name == "_" || field.name.starts_with("__")) {
        refuse(diag::ReservedName, expr.span, field.name).hint("a field of this name is written in quotes");
      }
      return;
    case kNull:
    case kTrue:
    case kFalse:
      field.labelKind = ast::LabelKind::kIdentifier;
      field.name = text_.substr(expr.span.begin, expr.span.end - expr.span.begin);
      return;
    case kString:
      field.labelKind = ast::LabelKind::kString;
      field.name = normaliseIn(static_cast<const ast::String&>(expr).value);
      return;
    case kInterpolation:
      field.labelKind = ast::LabelKind::kInterpolation;
      field.labelExpr = &expr;
      return;
    case kParen:
      field.labelKind = ast::LabelKind::kParen;
      field.labelExpr = static_cast<const ast::Paren&>(expr).inner;
      return;
    case kList: return fillPattern(field, static_cast<const ast::ListLiteral&>(expr));
    case kBottom:
    case kNumber:
    case kStruct:
    case kUnary:
    case kBinary:
    case kSelector:
    case kIndex:
    case kSlice:
    case kCall:
    case kComprehension:
    case kEllipsis: return refuseLabel(expr);
    case kBad: return;
  }
}

void AstBuilder::fillPattern(ast::Field& field, const ast::ListLiteral& list) {
  field.labelKind = ast::LabelKind::kPattern;
  field.patternAlias = claimAlias(&list, true);
  if (list.elements.size() != 1) {
    refuse(diag::InvalidPattern, list.span, list.elements.empty() ? "none" : std::to_string(list.elements.size()))
        .hint(list.elements.empty() ? "a pattern for all fields is `[string]: …`" : "alternatives are written `[a | b]: …`");
    return;
  }
  field.labelExpr = list.elements[0];
  if (field.labelExpr->kind == ast::ExprKind::kEllipsis) refuse(diag::InvalidPattern, list.span, "`...`");
  if (field.labelExpr->kind == ast::ExprKind::kComprehension) refuse(diag::InvalidPattern, list.span, "a comprehension");
}

void AstBuilder::refuseLabel(const ast::Expr& expr) {
  if (expr.kind == ast::ExprKind::kBinary) {
    const auto& binary = static_cast<const ast::Binary&>(expr);
    std::string_view gap = text_.substr(binary.opSpan.end, binary.right->span.begin - binary.opSpan.end);
    if (gap.find('\n') != std::string_view::npos) {
      // The operator lacks its operand, and the next field was taken for it.
      std::string op(text_.substr(binary.opSpan.begin, binary.opSpan.end - binary.opSpan.begin));
      refuse(diag::UnexpectedToken, binary.opSpan, "a value after `" + op + "`", "the end of the line");
      return;
    }
  }
  SyntaxError& error = refuse(diag::InvalidFieldName, expr.span, describeExpr(expr));
  std::string written(text_.substr(expr.span.begin, expr.span.end - expr.span.begin));
  if (written.starts_with("- ")) error.hint("the elements of a list stand between `[` and `]`, with commas between them");
  if (written.size() > 40 || written.find_first_of("\n\" ") != std::string::npos) return;
  if (expr.kind == ast::ExprKind::kSelector) {
    std::string chain = written;
    for (std::size_t dot = chain.find('.'); dot != std::string::npos; dot = chain.find('.')) chain.replace(dot, 1, ": ");
    error.hint("fields of fields are written `" + chain + ": …`; a name with a dot is quoted: `\"" + written + "\": …`");
  } else if (expr.kind == ast::ExprKind::kNumber || expr.kind == ast::ExprKind::kBinary || expr.kind == ast::ExprKind::kUnary) {
    error.hint("a name that is more than letters, digits, `_` and `$` is quoted: `\"" + written + "\": …`");
    error.fix(expr.span, "\"" + written + "\"");
  }
}

void AstBuilder::fieldAttribute() { attributes_.push(attributeOf(lastToken())); }

void AstBuilder::field() {
  OpenField open = fields_.back();
  fields_.pop();
  Operand value = pop();
  if (labels_.size() == open.firstLabel) {
    finishEmbedding(open, value);
  } else {
    finishField(open, value);
  }
  labels_.shrinkTo(open.firstLabel);
  attributes_.shrinkTo(open.firstAttribute);
}

void AstBuilder::finishEmbedding(const OpenField& open, const Operand& value) {
  if (attributes_.size() > open.firstAttribute) {
    refuse(diag::MisplacedAttribute, attributes_[open.firstAttribute].span).hint("an attribute follows a field or stands on a line of its own");
  }
  auto* embedding = makeDeclaration<ast::Embedding>(ast::DeclarationKind::kEmbedding, spanFrom(open.firstToken));
  embedding->value = value.expr;
  embedding->docs = commentAbove(open.firstToken);
  addDeclaration(embedding, value.height);
}

/// The comment above a chain documents its last field before a computed label or a pattern, else its innermost one (spec/rendering.md 4.3).
void AstBuilder::documentChain(std::span<ast::Field* const> chain, std::span<const ast::CommentGroup> above) {
  for (std::uint32_t index = 1; index < chain.size(); ++index) chain[index]->chainDepth = index;
  if (above.empty()) return;
  auto isFixed = [](const ast::Field* field) { return field->labelKind == ast::LabelKind::kIdentifier || field->labelKind == ast::LabelKind::kString; };
  std::size_t documented = 0;
  while (documented + 1 < chain.size() && isFixed(chain[documented + 1])) ++documented;
  changeComments(*chain.front()).above = above;
  ast::FieldComments& comments = changeComments(*chain[documented]);
  (chain.size() > 1 ? comments.chainDocs : comments.docs) = above;
}

void AstBuilder::finishField(const OpenField& open, const Operand& value) {
  std::span<ast::Field* const> chain = std::span(labels_).subspan(open.firstLabel);
  ast::Field& innermost = *chain.back();
  innermost.value = value.expr;
  innermost.attributes = arena_.copyArray<ast::Attribute>(std::span(attributes_).subspan(open.firstAttribute));
  innermost.valueAlias = claimAlias(value.expr, false);
  documentChain(chain, commentAbove(open.firstToken));
  for (std::size_t index = chain.size(); index-- > 0;) {
    chain[index]->span.end = lastToken().end;
    if (index == 0) break;
    auto* implied = make<ast::StructLiteral>(ast::ExprKind::kStruct, chain[index]->span);
    const ast::Declaration* inner = chain[index];
    implied->declarations = arena_.copyArray<const ast::Declaration*>(std::span(&inner, 1));
    chain[index - 1]->value = implied;
  }
  std::uint32_t height = std::max(open.height, value.height) + static_cast<std::uint32_t>(chain.size()) - 1;
  checkHeight(height, chain.front()->span);
  addDeclaration(chain.front(), height);
  structs_.back().lastField = &innermost;
}

}  // namespace oamc
