#include "frontend/cue/ast_builder.h"

#include "frontend/cue/unicode.h"

namespace oamc {

AstBuilder::AstBuilder(FileId file, std::string_view text, const TokenList& tokens, const Token* const& next, Arena& arena, const Limits& limits,
                       SyntaxErrorList& errors)
    : fileId_(file), text_(text), tokens_(tokens), next_(next), arena_(arena), limits_(limits), errors_(errors), comments_(file, text, tokens, arena) {
  structs_.push({.firstToken = 0, .firstDeclaration = 0});
}

const ast::Expr* AstBuilder::takeExpr() {
  reportAliases();
  return pop().expr;
}

std::string_view AstBuilder::normaliseIn(std::string_view name) { return normaliseName(name, arena_); }

void AstBuilder::reportHeight(const SourceSpan& span) {
  if (isTooDeep_) return;
  isTooDeep_ = true;
  refuse(diag::NestingTooDeep, {fileId_, span.begin, span.begin + 1}, std::to_string(limits_.sourceNesting));
}

const ast::String* AstBuilder::decodePlain(const Token& token) {
  std::string_view written = text(token);
  std::optional<StringForm> form = stringFormOf(written);
  OAMC_CHECK(form && written.size() >= 2 * form->delimiterSize(), "the scanner closes every string token");
  std::uint32_t delimiter = form->delimiterSize();
  StringPiece piece{written.substr(delimiter, written.size() - 2 * delimiter), token.begin + delimiter};
  auto* string = make<ast::String>(ast::ExprKind::kString, spanOf(token));
  string->value = isPlainText(*form, piece.text) ? piece.text : decodeString(*form, std::span(&piece, 1), arena_, errors_)[0];
  string->isBytes = form->quote == '\'';
  string->isMultiline = form->isMultiline;
  return string;
}

std::string AstBuilder::describeExpr(const ast::Expr& expr) const {
  std::string_view written = text_.substr(expr.span.begin, expr.span.end - expr.span.begin);
  std::string shown = written.size() > 40 || written.find('\n') != std::string_view::npos ? "" : " `" + std::string(written) + "`";
  switch (expr.kind) {
    case ast::ExprKind::kNumber: return "the number" + shown;
    case ast::ExprKind::kStruct: return "a struct";
    case ast::ExprKind::kList: return "a list";
    case ast::ExprKind::kCall: return "the call" + shown;
    case ast::ExprKind::kSelector:
    case ast::ExprKind::kIndex:
    case ast::ExprKind::kSlice: return "the reference" + shown;
    case ast::ExprKind::kString:
    case ast::ExprKind::kInterpolation: return "the string" + shown;
    case ast::ExprKind::kIdentifier:
    case ast::ExprKind::kNull:
    case ast::ExprKind::kTrue:
    case ast::ExprKind::kFalse:
    case ast::ExprKind::kBottom:
    case ast::ExprKind::kUnary:
    case ast::ExprKind::kBinary:
    case ast::ExprKind::kParen:
    case ast::ExprKind::kComprehension:
    case ast::ExprKind::kEllipsis:
    case ast::ExprKind::kBad: break;
  }
  return shown.empty() ? "an expression" : "the expression" + shown;
}

}  // namespace oamc
