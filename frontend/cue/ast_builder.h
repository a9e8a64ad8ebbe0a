#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/cue/ast.h"
#include "frontend/cue/comments.h"
#include "frontend/cue/literal.h"
#include "frontend/cue/syntax_error_list.h"
#include "grammar/token.h"
#include "grammar/cue_events.h"
#include "ir/base/arena.h"
#include "ir/base/check.h"
#include "ir/base/limits.h"
#include "ir/base/stack.h"

namespace oamc {

/// Builds the syntax tree from the events of a parse without syntax errors, with stacks of finished pieces instead of a parse tree. Refuses what the
/// LL(1) grammar accepts beyond the language (spec/cue.md 1.2) and what literals hold in error. Reports E1012 to E1015 and E1105 to E1120.
class AstBuilder final : public CueEvents {
 public:
  /// `next` is the next token that the parser reads; the one before it has been consumed last. All references must outlive the builder.
  AstBuilder(FileId file, std::string_view text, const TokenList& tokens, const Token* const& next, Arena& arena, const Limits& limits,
             SyntaxErrorList& errors);

  /// The tree, after the event `file`.
  const ast::File* takeFile() const { return file_; }
  /// The tree of an expression that was parsed alone.
  const ast::Expr* takeExpr();

  // ast_builder_declarations.cpp
  void file() override;
  void declarationSeparator() override;
  void attributeDeclaration() override;
  void structEllipsis() override;
  void structEllipsisType() override;
  void letName() override;
  void let() override;
  void comprehensionDeclaration() override;
  void structStart() override;
  void structEnd() override;
  void comprehensionStart() override;
  void clauseStart() override;
  void clauseName() override;
  void forClause() override;
  void ifClause() override;
  void letClause() override;
  void comprehension() override;

  // ast_builder_fields.cpp
  void fieldStart() override;
  void alias() override;
  void aliased() override;
  void marker() override;
  void label() override;
  void fieldAttribute() override;
  void field() override;

  // ast_builder_preamble.cpp
  void package() override;
  void import() override;
  void importStart() override;
  void importName() override;
  void importPath() override;

  // ast_builder_exprs.cpp
  void exprStart() override;
  void binaryOperator() override;
  void exprEnd() override;
  void prefixOperator() override;
  void unaryEnd() override;
  void literal() override;
  void open() override;
  void paren() override;
  void interpolationStart() override;
  void interpolationText() override;
  void interpolationEnd() override;
  void listStart() override;
  void listEnd() override;
  void item() override;
  void itemSeparator() override;
  void listEllipsis() override;
  void listEllipsisType() override;
  void selector() override;
  void index() override;
  void slice() override;
  void sliceToEnd() override;
  void sliceFromStart() override;
  void sliceOfAll() override;
  void callStart() override;
  void call() override;

 private:
  /// A finished expression and how deep its tree is; left spines of binary operators count once.
  struct Operand {
    const ast::Expr* expr;
    std::uint32_t height;
  };
  struct PendingOperator {
    const Token* token;
    int precedence;
  };
  /// `name =` and, once known, the expression behind it. Claimed by the label or value that it belongs to; the rest is in error.
  struct OpenAlias {
    ast::Alias alias;
    const ast::Expr* expr = nullptr;
    bool isInList = false;
  };
  /// A field while it is read: its labels are on `labels_` from `firstLabel` on.
  struct OpenField {
    std::uint32_t firstToken;
    std::size_t firstLabel;
    std::size_t firstAttribute;
    std::uint32_t partToken;  ///< where the current label or the value begins
    std::uint32_t height;     ///< of the highest label
    ast::Marker marker;       ///< of the current label
  };
  struct OpenStruct {
    std::uint32_t firstToken;
    std::size_t firstDeclaration;
    std::uint32_t height = 0;         ///< of the highest declaration
    bool hasItem = false;             ///< something stands since the last separator
    ast::Field* lastField = nullptr;  ///< the innermost of the last declaration, if that is a field
  };
  /// The struct that ended last, with what its closing comment was added to.
  struct ClosedStruct {
    const ast::Expr* literal = nullptr;
    ast::Field* field = nullptr;
    const ast::FieldComments* comments = nullptr;  ///< of `field`, before the comment was added
  };
  struct OpenSequence {
    std::uint32_t firstToken;
    std::size_t firstOperand;
    bool isList;
    bool hasItem = false;
    bool hasEllipsis = false;
  };
  struct OpenComprehension {
    std::uint32_t firstToken;
    std::size_t firstClause;
    std::uint32_t height = 0;
  };

  // ast_builder.cpp
  const Token& lastToken() const { return next_[-1]; }
  std::uint32_t nextIndex() const { return static_cast<std::uint32_t>(next_ - tokens_.tokens.data()); }
  std::uint32_t lastIndex() const { return nextIndex() - 1; }
  std::string_view text(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }
  SourceSpan spanOf(const Token& token) const { return {fileId_, token.begin, token.end}; }
  SourceSpan spanFrom(std::uint32_t token) const { return {fileId_, tokens_.tokens[token].begin, lastToken().end}; }
  std::string_view nameOf(const Token& token) { return tokens_.hasWideNames ? normaliseIn(text(token)) : text(token); }
  std::string_view normaliseIn(std::string_view name);
  Operand pop() {
    OAMC_CHECK(!operands_.empty(), "the grammar tells of every operand before its use");
    Operand operand = operands_.back();
    operands_.pop();
    return operand;
  }
  /// Whoever walks the tree recurses at most so deep, whatever the nesting is made of: brackets, prefix operators, selectors or chained labels.
  void checkHeight(std::uint32_t height, const SourceSpan& span) {
    if (height > limits_.sourceNesting) [[unlikely]]
      reportHeight(span);
  }
  void reportHeight(const SourceSpan& span);
  void pushExpr(const ast::Expr* expr, std::uint32_t height) {
    checkHeight(height, expr->span);
    operands_.push({expr, height});
  }
  template <typename Node>
  Node* make(ast::ExprKind kind, SourceSpan span) {
    Node* node = arena_.create<Node>();
    node->kind = kind;
    node->span = span;
    return node;
  }
  template <typename Node>
  Node* makeDeclaration(ast::DeclarationKind kind, SourceSpan span) {
    Node* node = arena_.create<Node>();
    node->kind = kind;
    node->span = span;
    return node;
  }
  const ast::String* decodePlain(const Token& token);
  std::string describeExpr(const ast::Expr& expr) const;
  SyntaxError& refuse(auto row, SourceSpan span, auto... texts) { return errors_.add(row, span.begin, span.end, texts...); }

  // ast_builder_exprs.cpp
  void reduceWhile(int precedence);
  void reducePrefix(const Token& token);
  void reduceBinary(const Token& token);
  void finishSlice(bool hasLow, bool hasHigh);
  std::span<const ast::Expr* const> takeItems(const OpenSequence& sequence, std::uint32_t& height);

  // ast_builder_declarations.cpp
  void addDeclaration(const ast::Declaration* declaration, std::uint32_t height);
  void addClause(ast::ClauseKind kind);
  ast::Attribute attributeOf(const Token& token);
  void checkExperiments(const ast::Attribute& attribute);
  void documentChain(std::span<ast::Field* const> chain, std::span<const ast::CommentGroup> above);
  std::span<const ast::CommentGroup> commentAbove(std::uint32_t token) const;
  ast::FieldComments& changeComments(ast::Field& field);
  void addTrailingDocs(ast::Field& field);
  void dropTrailingDocs(const ast::Expr* body);

  // ast_builder_fields.cpp
  const ast::Alias* claimAlias(const ast::Expr* expr, bool isInList);
  void fillLabel(ast::Field& field, const ast::Expr& expr);
  void fillPattern(ast::Field& field, const ast::ListLiteral& list);
  void refuseLabel(const ast::Expr& expr);
  void finishEmbedding(const OpenField& open, const Operand& value);
  void finishField(const OpenField& open, const Operand& value);
  void reportAliases();

  FileId fileId_;
  std::string_view text_;
  const TokenList& tokens_;
  const Token* const& next_;
  Arena& arena_;
  const Limits& limits_;
  SyntaxErrorList& errors_;
  DocumentationComments comments_;

  Stack<Operand> operands_;
  Stack<PendingOperator> operators_;  ///< those of each open expression above a mark of precedence 0
  Stack<std::uint32_t> openTokens_;   ///< `(` and `[` of groups, indexes and slices
  Stack<std::uint32_t> pieces_;       ///< tokens of the interpolations that are open
  Stack<std::size_t> firstPieces_;
  Stack<OpenSequence> sequences_;
  Stack<OpenStruct> structs_;
  ClosedStruct closed_;
  Stack<const ast::Declaration*> declarations_;
  Stack<OpenField> fields_;
  Stack<ast::Field*> labels_;
  Stack<ast::Attribute> attributes_;
  Stack<OpenAlias> openAliases_;
  Stack<OpenAlias> aliases_;  ///< complete, not yet claimed
  Stack<OpenComprehension> comprehensions_;
  Stack<ast::Clause> openClauses_;
  Stack<ast::Clause> clauses_;
  Stack<std::uint32_t> letNames_;
  bool isTooDeep_ = false;
  bool hasStructComparison_ = false;  ///< by `@experiment(structcmp)`: `==x` is a bound

  enum class Preamble : std::uint8_t { kStart, kPackage, kImports, kDeclarations };
  Preamble preamble_ = Preamble::kStart;
  std::vector<ast::Attribute> preambleAttributes_;
  std::vector<ast::Import> imports_;
  ast::Import import_;
  std::string_view packageName_;
  SourceSpan packageSpan_;
  const ast::File* file_ = nullptr;
};

}  // namespace oamc
