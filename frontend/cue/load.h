#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "frontend/cue/ast.h"
#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/base/file_system.h"
#include "ir/base/limits.h"
#include "ir/base/result.h"
#include "ir/cue/function.h"
#include "ir/cue/library_file.h"
#include "ir/cue/module.h"
#include "ir/cue/ports.h"

namespace oamc {

/// Reads, parses and lowers CUE files and what they import. Imports are packages with functions, or folders below the module root (the folder with
/// cue.mod, whose module.cue names the module) and below cue.mod/pkg, gen and usr; nothing is fetched. Owns the modules; syntax trees live until they are lowered.
class CueLoader final : public ExprCompiler {
 public:
  struct Context {
    SourceManager& sources;
    const FileSystem& files;
    FunctionLibrary functions;
    Limits limits;
    DiagnosticSink& sink;
    std::span<const LibraryPackage> library = {};  ///< packages that need no file
  };

  explicit CueLoader(const Context& context) : context_(context) {}

  /// One instance made of the named files, in their order. Reports E0001, E0002, E1xxx, E20xx.
  Result<std::vector<const Module*>> files(std::span<const std::string> paths);

  /// The .cue files of a folder in byte order of their names, as one instance: those of its package, or those without a package clause if it has none. Reports E2052 for
  /// two packages.
  Result<std::vector<const Module*>> folder(const std::string& path);

  /// The packages that what was loaded imports, directly or not.
  const std::vector<ImportedPackage>& packages() const { return packages_; }

  /// An expression to be evaluated in the scope of an instance (`-e`). Reports E1xxx, E20xx at places in `name`.
  Result<const Module*> expression(std::string name, std::string text, std::vector<std::string> outerFields);

  const Module* compile(std::string_view text) override;
  std::span<const Module* const> package(std::string_view path) override;
  std::vector<std::string_view> packagePaths() const override;

 private:
  struct ModuleRoot {
    std::string folder;      ///< where cue.mod lies; empty when there is none
    std::string modulePath;  ///< as module.cue says
  };

  Result<const ast::File*> parse(const std::string& path, Arena& syntax);
  Result<std::vector<const Module*>> lower(std::span<const ast::File* const> files, const std::string& packagePath);
  Result<std::vector<const ast::File*>> parseAll(std::span<const std::string> paths, Arena& syntax);
  Result<std::vector<const Module*>> instance(std::span<const ast::File* const> files, const std::string& folder);
  Result<void> checkPackage(std::span<const ast::File* const> files);
  Result<void> resolveImports(std::span<const ast::File* const> files, const std::string& folder);
  Result<void> importPackage(const ast::File& importer, const ast::Import& import, const ModuleRoot& root);
  std::vector<std::string> foldersOf(const ModuleRoot& root, std::string_view path) const;
  ModuleRoot findRoot(std::string folder);
  std::string moduleName(const std::string& path);
  bool isInLibrary(std::string_view path) const;

  Context context_;
  std::deque<std::unique_ptr<ModuleTables>> tables_;
  std::deque<Module> modules_;
  std::vector<ImportedPackage> packages_;
  std::deque<ImportedPackage> libraryPackages_;  ///< those that were asked for
  std::vector<std::string> importing_;           ///< the chain of packages being loaded
};

}  // namespace oamc
