#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "frontend/cue/scope.h"
#include "ir/base/diagnostic.h"

namespace oamc {

/// What the files of a package share and what is known outside of them.
struct PackageNames {
  std::span<const ast::File* const> files;
  std::span<const std::string> outerFields;
  std::span<const std::string> knownPackages;  ///< import paths, for hints
  /// The top-level identifier labels of the files that have a package clause, each with a place where it is declared.
  std::unordered_map<std::string_view, SourceSpan> shared;
};

/// The names of one file that mean nothing. Each is reported once, with its other places, because one missing declaration or import
/// makes them all fail.
class UnresolvedNames {
 public:
  UnresolvedNames(const ast::File* file, const PackageNames& package) : file_(file), package_(package) {}

  /// Takes down a use of `name`. For the first one looks for what was meant among the names that `scopes` offers there; a binding that is
  /// proposed counts as used, since what is missing is the right spelling.
  void add(std::string_view name, SourceSpan span, ScopeStack& scopes);

  /// Reports E2001 for every name, in the order of their first use. Returns nothing when all names are known.
  std::optional<Failed> report(DiagnosticSink& sink) const;

 private:
  struct Name {
    std::string_view name;
    SourceSpan span;
    std::vector<SourceSpan> others;
    std::string hint;
    std::string replacement;
    SourceSpan declared;  ///< a declaration that is out of reach
    std::string declaredAs;
  };

  void explain(Name& name, ScopeStack& scopes) const;
  bool explainByEnclosingStructs(Name& name, const ScopeStack& scopes) const;
  bool explainByOtherFiles(Name& name) const;
  bool explainByPackages(Name& name) const;
  void explainBySpelling(Name& name, ScopeStack& scopes) const;

  const ast::File* file_;
  const PackageNames& package_;
  std::unordered_map<std::string_view, std::size_t> indexByName_;
  std::vector<Name> names_;
  std::size_t unexplained_ = 0;
};

}  // namespace oamc
