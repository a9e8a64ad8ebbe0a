#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "frontend/cue/known_lists.h"
#include "frontend/cue/let_cycles.h"
#include "frontend/cue/lower.h"
#include "frontend/cue/module_writer.h"
#include "frontend/cue/predeclared.h"
#include "frontend/cue/scope.h"
#include "frontend/cue/unresolved_names.h"

namespace oamc {

/// Lowers one file or expression: walks the syntax tree once, with the scopes around the place at hand, and writes every expression after its
/// operands. Recursion follows the nesting that the parser has bounded; chains of operators, selectors and calls are walked in loops.
/// Used once; options, package and sink must outlive it.
class FileLowering {
 public:
  /// `file` is null for a lone expression.
  FileLowering(FileId id, const ast::File* file, const PackageNames& package, const LowerOptions& options, DiagnosticSink& sink);

  Result<std::unique_ptr<ModuleTables>> lowerFile();
  Result<std::unique_ptr<ModuleTables>> lowerLoneExpr(const ast::Expr& expr);

 private:
  /// The struct whose fields a pattern is applied to: its label expression may not refer to what stands beside it.
  struct PatternPlace {
    std::uint32_t scope;
    std::uint32_t fieldDepth;
  };

  // lower_file.cpp: what comes from outside, and what is settled when the whole file has been seen.
  void declareOuterFields();
  void declareImports();
  Result<std::unique_ptr<ModuleTables>> finish(std::uint32_t root, std::string_view packageName);
  void reportLetCycles();
  void flagLetReferences();

  // lower_names.cpp: declaring and resolving names.
  void declareNames(const ast::StructLiteral& literal, std::uint32_t firstDecl);
  void declareFieldNames(const ast::Field& field, std::uint32_t decl);
  void declare(const Binding& binding);
  void declareVariable(std::string_view name, SourceSpan span, std::uint32_t which, std::uint8_t flags = 0);
  void reportClash(const Binding& binding, const Binding& earlier);
  void closeScope();
  std::uint32_t identifier(const ast::Identifier& node);
  std::uint32_t boundName(const ast::Identifier& node, Binding& binding);
  std::uint32_t letReference(const ast::Identifier& node, const Binding& binding);
  std::uint32_t predeclared(const ast::Identifier& node, const Predeclared& meaning);
  std::uint32_t fieldReference(SourceSpan span, std::uint32_t up, std::uint32_t label);
  void checkPattern(const ast::Identifier& node, const Binding& binding);

  // lower_struct.cpp: structs, their declarations, comprehensions.
  std::uint32_t structLiteral(const ast::StructLiteral& literal);
  std::uint32_t structBody(const ast::StructLiteral& literal);
  Decl declaration(const ast::Declaration& declaration, std::uint32_t index);
  Decl field(const ast::Field& field, std::uint32_t index);
  Decl let(const ast::Let& let, std::uint32_t index);
  std::uint32_t pattern(const ast::Field& field);
  std::uint32_t fieldValue(const ast::Field& field);
  std::uint32_t comprehension(const ast::Comprehension& comprehension);

  // lower_expr.cpp
  std::uint32_t expr(const ast::Expr& expr);
  std::uint32_t text(const ast::String& node);
  std::uint32_t interpolation(const ast::Interpolation& node);
  std::uint32_t list(const ast::ListLiteral& node);
  std::uint32_t postfix(const ast::Expr& node);
  std::uint32_t postfixStep(const ast::Expr& node, std::uint32_t operand);

  // lower_operators.cpp
  std::uint32_t unary(const ast::Unary& node);
  std::uint32_t binary(const ast::Binary& node);
  std::uint32_t disjunction(const ast::Binary& node);
  std::uint32_t conjunction(const ast::Binary& node);
  void conjuncts(const ast::Expr& node, std::vector<std::uint32_t>& operands);
  std::uint32_t operation(const ast::Binary& node, std::uint32_t left, std::uint32_t right);
  void checkOperand(const ast::Binary& operation, const ast::Expr& operand, std::uint32_t lowered);

  // lower_list_arithmetic.cpp
  std::uint32_t listArithmetic(std::span<const ast::Binary* const> chain);
  std::uint32_t listCall(const ast::Binary& node, std::string_view function, std::span<const std::uint32_t> arguments);
  std::uint32_t listImport(SourceSpan span);

  bool isConstant(const Expr& expr) const;
  std::uint32_t emit(ExprOp op, SourceSpan span, std::uint32_t a = 0, std::uint32_t b = 0, std::uint32_t c = 0, std::uint8_t aux = 0, std::uint8_t flags = 0);
  std::uint32_t emitRun(ExprOp op, SourceSpan span, std::span<const std::uint32_t> entries, std::uint8_t flags = 0);

  const ast::File* file_;  ///< null for a lone expression
  const PackageNames& package_;
  const LowerOptions& options_;
  DiagnosticSink& sink_;
  ModuleWriter writer_;
  ScopeStack scopes_;
  UnresolvedNames unresolved_;
  std::optional<KnownLists> knownLists_;  ///< set when list arithmetic is rewritten
  std::optional<PatternPlace> pattern_;   ///< set while the label expression of a pattern is lowered
  std::optional<std::uint32_t> listImport_;
  std::uint32_t fieldDepth_ = 0;
  std::uint32_t currentLet_ = kNoIndex;  ///< decl of the innermost `let` whose value is being lowered
  std::vector<LetUse> letUses_;
  std::vector<std::uint32_t> letReferences_;  ///< every kLetRef
  std::optional<Failed> failed_;              ///< set when an error was reported
};

}  // namespace oamc
