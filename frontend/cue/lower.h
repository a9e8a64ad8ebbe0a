#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "frontend/cue/ast.h"
#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"

namespace oamc {

/// What the lowering must know from outside.
struct LowerOptions {
  /// Distinguishes the hidden labels of different packages: part of their label text (ir/cue/label.h). Empty for the main instance.
  std::string packagePath;
  /// Names that exist in the file's scope besides the written ones, as fields of the root: `parameter` and `context` of a definition's
  /// template, which arrive as data.
  std::vector<std::string> outerFields;
  /// The rewrites that old definitions need: list `+` and `*`, a field called `error` (spec/rendering.md 2.7).
  bool rewriteListArithmetic = false;
  /// Import paths of the packages that exist, only for hints when a name is not declared.
  std::vector<std::string> knownPackages;
};

/// Lowers the files of one package: resolves references, lets, aliases and imports, and reports the static errors of spec/cue.md 1.2 (E2xxx,
/// E11xx for misplaced marks). Files with a package clause see each other's top-level fields; files without one do not. Returns one set of tables per file, in order.
Result<std::vector<std::unique_ptr<ModuleTables>>> lowerPackage(std::span<const ast::File* const> files, const LowerOptions& options, DiagnosticSink& sink);

/// Lowers one expression that is evaluated in the scope of `root`'s top-level fields (`-e PATH`, conditions): the result's `root` is the expression itself.
Result<std::unique_ptr<ModuleTables>> lowerExpr(const ast::Expr& expr, const LowerOptions& options, DiagnosticSink& sink);

}  // namespace oamc
