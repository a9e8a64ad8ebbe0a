#include <algorithm>

#include "frontend/cue/ast_builder.h"

namespace oamc {

void AstBuilder::file() {
  reportAliases();
  auto* body = make<ast::StructLiteral>(ast::ExprKind::kStruct, {fileId_, 0, static_cast<std::uint32_t>(text_.size())});
  body->declarations = arena_.copyArray<const ast::Declaration*>(declarations_);
  auto* file = arena_.create<ast::File>();
  file->file = fileId_;
  file->package = packageName_;
  file->packageSpan = packageSpan_;
  file->attributes = arena_.copyArray<ast::Attribute>(preambleAttributes_);
  file->imports = arena_.copyArray<ast::Import>(imports_);
  file->hasStructComparison = hasStructComparison_;
  file->body = body;
  file_ = file;
}

void AstBuilder::addDeclaration(const ast::Declaration* declaration, std::uint32_t height) {
  OpenStruct& parent = structs_.back();
  if (structs_.size() == 1) preamble_ = Preamble::kDeclarations;
  declarations_.push(declaration);
  parent.height = std::max(parent.height, height);
  parent.hasItem = true;
  parent.lastField = nullptr;
}

void AstBuilder::declarationSeparator() {
  OpenStruct& parent = structs_.back();
  if (!parent.hasItem) refuse(diag::EmptyItem, spanOf(lastToken()));
  parent.hasItem = false;
}

void AstBuilder::attributeDeclaration() {
  ast::Attribute attribute = attributeOf(lastToken());
  if (structs_.size() == 1 && preamble_ != Preamble::kDeclarations) {
    if (preamble_ == Preamble::kStart) checkExperiments(attribute);
    preambleAttributes_.push_back(attribute);
    structs_.back().hasItem = true;
    return;
  }
  auto* declaration = makeDeclaration<ast::AttributeDeclaration>(ast::DeclarationKind::kAttribute, attribute.span);
  declaration->attribute = attribute;
  addDeclaration(declaration, 0);
}

ast::Attribute AstBuilder::attributeOf(const Token& token) {
  std::string_view written = text(token);
  std::size_t paren = written.find('(');
  if (paren == std::string_view::npos || !written.ends_with(')')) return {written, {}, {}, spanOf(token)};
  return {written, written.substr(1, paren - 1), written.substr(paren + 1, written.size() - paren - 2), spanOf(token)};
}

/// `@experiment(a, b)` before the package clause switches experiments.
void AstBuilder::checkExperiments(const ast::Attribute& attribute) {
  if (attribute.name != "experiment") return;
  std::string_view body = attribute.body;
  while (!body.empty()) {
    std::size_t comma = std::min(body.find(','), body.size());
    std::string_view name = body.substr(0, comma);
    body.remove_prefix(std::min(comma + 1, body.size()));
    name.remove_prefix(std::min(name.find_first_not_of(" \t\n"), name.size()));
    name = name.substr(0, name.find_last_not_of(" \t\n") + 1);
    if (name == "structcmp") hasStructComparison_ = true;
    if (name != "structcmp" && name != "testing") {
      refuse(diag::UnknownExperiment, attribute.span, name).hint("known are `structcmp` and `testing`");
    }
  }
}

void AstBuilder::structEllipsis() { addDeclaration(makeDeclaration<ast::EllipsisDeclaration>(ast::DeclarationKind::kEllipsis, spanOf(lastToken())), 0); }

void AstBuilder::structEllipsisType() {
  SourceSpan type = pop().expr->span;
  refuse(diag::TypedEllipsis, type)
      .hint("constrain the other fields by a pattern: `[string]: " + std::string(text_.substr(type.begin, std::min(type.end - type.begin, 60U))) + "`");
}

void AstBuilder::letName() {
  if (text(lastToken()) == "_") refuse(diag::InvalidAliasName, spanOf(lastToken()), "`_`");
  letNames_.push(lastIndex());
}

void AstBuilder::let() {
  std::uint32_t nameToken = letNames_.back();
  letNames_.pop();
  Operand value = pop();
  auto* let = makeDeclaration<ast::Let>(ast::DeclarationKind::kLet, spanFrom(nameToken - 1));
  let->name = nameOf(tokens_.tokens[nameToken]);
  let->nameSpan = spanOf(tokens_.tokens[nameToken]);
  let->value = value.expr;
  addDeclaration(let, value.height);
}

void AstBuilder::structStart() { structs_.push({.firstToken = lastIndex(), .firstDeclaration = declarations_.size()}); }

void AstBuilder::structEnd() {
  OpenStruct closed = structs_.back();
  structs_.pop();
  auto* literal = make<ast::StructLiteral>(ast::ExprKind::kStruct, spanFrom(closed.firstToken));
  literal->declarations = arena_.copyArray<const ast::Declaration*>(std::span(declarations_).subspan(closed.firstDeclaration));
  declarations_.shrinkTo(closed.firstDeclaration);
  closed_ = {.literal = literal};
  if (closed.lastField != nullptr) addTrailingDocs(*closed.lastField);
  pushExpr(literal, closed.height + 1);
}

std::span<const ast::CommentGroup> AstBuilder::commentAbove(std::uint32_t token) const {
  if (!tokens_.tokens[token].followsComment) return {};
  return comments_.groupAbove(token);
}

/// The comments of a field, to be changed.
ast::FieldComments& AstBuilder::changeComments(ast::Field& field) {
  auto* changed = arena_.create<ast::FieldComments>(*field.comments);
  field.comments = changed;
  return *changed;
}

/// The comment directly before the closing brace documents the last field; of a chain, the innermost one (spec/rendering.md 4.3).
void AstBuilder::addTrailingDocs(ast::Field& field) {
  std::span<const ast::CommentGroup> group = commentAbove(lastIndex());
  if (group.empty()) return;
  closed_.field = &field;
  closed_.comments = field.comments;
  ast::FieldComments& comments = changeComments(field);
  if (!field.inChain) {
    comments.trailingDocs = group;
    return;
  }
  std::span<ast::CommentGroup> both = arena_.createArray<ast::CommentGroup>(comments.chainDocs.size() + group.size());
  std::ranges::copy(group, std::ranges::copy(comments.chainDocs, both.begin()).out);
  comments.chainDocs = both;
}

/// In the body of a comprehension and in a list element that comment documents nothing.
void AstBuilder::dropTrailingDocs(const ast::Expr* body) {
  if (closed_.literal == body && closed_.field != nullptr) closed_.field->comments = closed_.comments;
}

void AstBuilder::comprehensionStart() { comprehensions_.push({.firstToken = nextIndex(), .firstClause = clauses_.size()}); }

void AstBuilder::clauseStart() {
  ast::Clause clause{};
  clause.span = spanOf(lastToken());
  openClauses_.push(clause);
}

void AstBuilder::clauseName() {
  ast::Clause& clause = openClauses_.back();
  clause.key = clause.value;
  clause.keySpan = clause.valueSpan;
  clause.value = nameOf(lastToken());
  clause.valueSpan = spanOf(lastToken());
}

void AstBuilder::forClause() { addClause(ast::ClauseKind::kFor); }
void AstBuilder::ifClause() { addClause(ast::ClauseKind::kIf); }
void AstBuilder::letClause() { addClause(ast::ClauseKind::kLet); }

void AstBuilder::addClause(ast::ClauseKind kind) {
  ast::Clause clause = openClauses_.back();
  openClauses_.pop();
  Operand operand = pop();
  clause.kind = kind;
  clause.span.end = lastToken().end;
  clause.expr = operand.expr;
  clauses_.push(clause);
  comprehensions_.back().height = std::max(comprehensions_.back().height, operand.height);
}

void AstBuilder::comprehension() {
  OpenComprehension finished = comprehensions_.back();
  comprehensions_.pop();
  dropTrailingDocs(operands_.back().expr);
  Operand body = pop();
  auto* comprehension = make<ast::Comprehension>(ast::ExprKind::kComprehension, spanFrom(finished.firstToken));
  comprehension->clauses = arena_.copyArray<ast::Clause>(std::span(clauses_).subspan(finished.firstClause));
  comprehension->body = static_cast<const ast::StructLiteral*>(body.expr);
  clauses_.shrinkTo(finished.firstClause);
  pushExpr(comprehension, std::max(finished.height, body.height));
}

void AstBuilder::comprehensionDeclaration() {
  Operand comprehension = pop();
  auto* declaration = makeDeclaration<ast::ComprehensionDeclaration>(ast::DeclarationKind::kComprehension, comprehension.expr->span);
  declaration->comprehension = static_cast<const ast::Comprehension*>(comprehension.expr);
  addDeclaration(declaration, comprehension.height);
}

}  // namespace oamc
