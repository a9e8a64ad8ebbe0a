#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "frontend/cue/ast.h"
#include "ir/base/symbol.h"
#include "ir/cue/module.h"

namespace oamc {

/// The comment groups of one declaration (see ast::Field).
struct DocComments {
  std::span<const ast::CommentGroup> chain = {};
  std::uint32_t chainDepth = 0;
  std::span<const ast::CommentGroup> above = {};
  std::span<const ast::CommentGroup> trailing = {};
};

/// Fills the tables of one module. Texts and labels are entered once.
class ModuleWriter {
 public:
  /// `packagePath` becomes part of hidden labels (ir/cue/label.h).
  /// `sourceSize` is that of the file in bytes: most have an expression for every four.
  ModuleWriter(FileId file, std::size_t sourceSize, std::string packagePath);

  std::uint32_t text(std::string_view text);
  std::uint32_t label(LabelKind kind, std::string_view name);
  /// The label that an identifier stands for: `#a`, `_a`, `_#a` or a regular one.
  std::uint32_t identifierLabel(std::string_view name);
  LabelKind labelKind(std::uint32_t label) const { return tables_->labels[label].kind; }

  std::uint32_t expr(const Expr& expr);
  const Expr& at(std::uint32_t expr) const { return tables_->exprs[expr]; }
  void addFlags(std::uint32_t expr, std::uint8_t flags) { tables_->exprs[expr].flags |= flags; }

  /// Enters a number by its decimal lexeme; `spelling` is what was written.
  std::uint32_t number(std::string_view decimal, std::string_view spelling);
  std::uint32_t import(std::string_view path, std::string_view package, SourceSpan span);

  /// Enters a run; returns its first index.
  std::uint32_t list(std::span<const std::uint32_t> entries);
  std::span<const std::uint32_t> run(std::uint32_t first, std::uint32_t count) const { return std::span(tables_->lists).subspan(first, count); }
  std::uint32_t clauses(std::span<const Clause> clauses);
  /// Makes room for the declarations of a struct, so that their indexes are known before they are lowered.
  std::uint32_t reserveDecls(std::size_t count);
  void setDecl(std::uint32_t index, const Decl& decl) { tables_->decls[index] = decl; }
  const Decl& decl(std::uint32_t index) const { return tables_->decls[index]; }

  /// Enters comment groups; returns the index for Decl::docs, kNoIndex when there are none.
  std::uint32_t docs(const DocComments& comments);
  /// Enters the attributes of declaration `decl`; returns the index for Decl::attributes.
  std::uint32_t attributes(std::uint32_t decl, std::span<const ast::Attribute> attributes);

  /// Hands over the tables. The writer must not be used afterwards.
  std::unique_ptr<ModuleTables> finish(std::uint32_t root, std::string_view packageName);

 private:
  void docGroups(std::span<const ast::CommentGroup> groups, DocGroup::Place place, std::uint32_t chainDepth);

  std::unique_ptr<ModuleTables> tables_ = std::make_unique<ModuleTables>();
  std::string packagePath_;
  SymbolTable texts_;
  std::unordered_map<std::uint64_t, std::uint32_t> labels_;
};

/// The kind of label that an identifier makes.
LabelKind identifierLabelKind(std::string_view name);

}  // namespace oamc
