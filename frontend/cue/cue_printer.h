#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "frontend/cue/ast.h"

namespace oamc {

/// Writes syntax trees as text; see format.h. Recursion follows the tree, whose height the parser bounds.
class CuePrinter {
 public:
  void printFile(const ast::File& file);
  void printExpr(const ast::Expr& expr);
  std::string take() { return std::move(out_); }

 private:
  // cue_printer.cpp
  void printImport(const ast::Import& import);
  void printDeclarations(const ast::StructLiteral& body);
  void printDeclaration(const ast::Declaration& declaration);
  void printField(const ast::Field& field);
  void printLabel(const ast::Field& field);
  void printAlias(const ast::Alias* alias);
  void printAliased(const ast::Alias* alias, const ast::Expr& expr);
  void printComments(std::span<const ast::CommentGroup> groups);
  void printClosingComments(const ast::Declaration& last);
  void printComprehension(const ast::Comprehension& comprehension);

  // cue_printer_exprs.cpp
  void printUnary(const ast::Unary& unary);
  void printBinary(const ast::Binary& binary);
  void printSelector(const ast::Selector& selector);
  void printSlice(const ast::Slice& slice);
  void printStruct(const ast::StructLiteral& literal);
  void printItems(std::span<const ast::Expr* const> items);
  void printString(const ast::String& string);
  void printInterpolation(const ast::Interpolation& interpolation);
  void printText(std::string_view value, bool isBytes, bool isMultiline);
  void openString(bool isBytes, bool isMultiline);
  void closeString(bool isBytes, bool isMultiline);

  void newline() { out_.append("\n").append(indent_, '\t'); }

  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace oamc
