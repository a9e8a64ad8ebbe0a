#include "frontend/cue/lower.h"

#include "frontend/cue/lower_file.h"

namespace oamc {

namespace {

/// A file with a package clause offers its identifier labels to the package, unless an alias stands before them.
void shareNames(const ast::File& file, PackageNames& package) {
  if (file.package.empty()) return;
  for (const ast::Declaration* declaration : file.body->declarations) {
    if (declaration->kind != ast::DeclarationKind::kField) continue;
    const auto& field = static_cast<const ast::Field&>(*declaration);
    if (field.labelKind == ast::LabelKind::kIdentifier && field.alias == nullptr) package.shared.try_emplace(field.name, field.labelSpan);
  }
}

}  // namespace

Result<std::vector<std::unique_ptr<ModuleTables>>> lowerPackage(std::span<const ast::File* const> files, const LowerOptions& options, DiagnosticSink& sink) {
  PackageNames package{.files = files, .outerFields = options.outerFields, .knownPackages = options.knownPackages, .shared = {}};
  for (const ast::File* file : files) shareNames(*file, package);
  std::vector<std::unique_ptr<ModuleTables>> modules;
  std::optional<Failed> failed;
  for (const ast::File* file : files) {
    Result<std::unique_ptr<ModuleTables>> module = FileLowering(file->file, file, package, options, sink).lowerFile();
    if (module) {
      modules.push_back(std::move(*module));
    } else {
      failed = module.failure();
    }
  }
  if (failed) return *failed;
  return modules;
}

Result<std::unique_ptr<ModuleTables>> lowerExpr(const ast::Expr& expr, const LowerOptions& options, DiagnosticSink& sink) {
  PackageNames package{.files = {}, .outerFields = options.outerFields, .knownPackages = options.knownPackages, .shared = {}};
  return FileLowering(expr.span.file, nullptr, package, options, sink).lowerLoneExpr(expr);
}

}  // namespace oamc
