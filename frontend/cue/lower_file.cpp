#include "frontend/cue/lower_file.h"

#include <unordered_map>
#include <utility>

#include "ir/cue/label.h"

namespace oamc {

FileLowering::FileLowering(FileId id, const ast::File* file, const PackageNames& package, const LowerOptions& options, DiagnosticSink& sink)
    : file_(file),
      package_(package),
      options_(options),
      sink_(sink),
      writer_(id, file == nullptr ? 0 : file->body->span.end, options.packagePath),
      unresolved_(file, package) {}

Result<std::unique_ptr<ModuleTables>> FileLowering::lowerFile() {
  if (options_.rewriteListArithmetic) knownLists_.emplace(*file_->body);
  scopes_.open(fieldDepth_, file_->body);
  declareOuterFields();
  declareImports();
  std::uint32_t root = structBody(*file_->body);
  return finish(root, file_->package);
}

Result<std::unique_ptr<ModuleTables>> FileLowering::lowerLoneExpr(const ast::Expr& node) {
  scopes_.open(fieldDepth_);
  declareOuterFields();
  return finish(expr(node), {});
}

void FileLowering::declareOuterFields() {
  for (std::string_view name : options_.outerFields) {
    declare({.name = name, .kind = NameKind::kField, .target = writer_.identifierLabel(name), .span = {}});
  }
}

void FileLowering::declareImports() {
  for (const ast::Import& import : file_->imports) {
    std::string_view package = import.package.empty() ? import.path.substr(import.path.rfind('/') + 1) : import.package;
    std::string_view name = import.name.empty() ? package : import.name;
    std::uint32_t index = writer_.import(import.path, package, import.pathSpan);
    if (!isIdentifier(package)) {
      failed_ = sink_.report(diag::ImportWithoutName, import.pathSpan, package)
                    .hint("say which package the folder holds: `import \"" + std::string(import.path) + ":name\"`")
                    .emit();
      continue;
    }
    declare({.name = name, .kind = NameKind::kImport, .target = index, .span = import.pathSpan});
  }
}

Result<std::unique_ptr<ModuleTables>> FileLowering::finish(std::uint32_t root, std::string_view packageName) {
  closeScope();
  if (std::optional<Failed> failed = unresolved_.report(sink_)) failed_ = failed;
  reportLetCycles();
  if (failed_) return *failed_;
  flagLetReferences();
  return writer_.finish(root, packageName);
}

void FileLowering::reportLetCycles() {
  for (const LetUse& use : findLetCycles(letUses_)) failed_ = sink_.report(diag::CyclicLet, use.span, sink_.sources().text(use.span)).emit();
}

/// A `let` may stand for another one that comes later, so that only now every value is there to be asked.
void FileLowering::flagLetReferences() {
  std::unordered_map<std::uint32_t, std::uint8_t> flagsOf;
  std::vector<std::uint32_t> chain;
  for (std::uint32_t reference : letReferences_) {
    std::uint32_t end = reference;
    while (writer_.at(end).op == ExprOp::kLetRef && !flagsOf.contains(end)) {
      chain.push_back(end);
      end = writer_.decl(writer_.at(end).b).value;
    }
    std::uint8_t flags = writer_.at(end).flags & kDefinitionPath;
    for (std::uint32_t member : chain) {
      flagsOf.emplace(member, flags);
      writer_.addFlags(member, flags);
    }
    chain.clear();
  }
}

}  // namespace oamc
