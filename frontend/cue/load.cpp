#include "frontend/cue/load.h"

#include <algorithm>
#include <functional>

#include "frontend/cue/lower.h"
#include "frontend/cue/parse.h"
#include "ir/base/suggest.h"
#include "ir/cue/label.h"

namespace oamc {

namespace {

std::string folderOf(const std::string& path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash);
}

std::string joined(const std::string& folder, std::string_view name) { return folder == "." ? std::string(name) : folder + "/" + std::string(name); }

std::string_view packageOf(const ast::Import& import) { return import.package.empty() ? import.path.substr(import.path.rfind('/') + 1) : import.package; }

}  // namespace

Result<const ast::File*> CueLoader::parse(const std::string& path, Arena& syntax) {
  if (path != "-" && context_.files.kind(path) == FileKind::kMissing) return context_.sink.report(diag::FileNotFound, {}, path).file(path).emit();
  std::string problem;
  std::optional<std::string> text = context_.files.read(path, problem);
  if (!text) return context_.sink.report(diag::FileUnreadable, {}, path, problem).file(path).emit();
  FileId file = context_.sources.add(path == "-" ? "<stdin>" : path, std::move(*text));
  return parseCue(context_.sources, file, syntax, context_.limits, context_.sink);
}

Result<std::vector<const Module*>> CueLoader::lower(std::span<const ast::File* const> files, const std::string& packagePath) {
  LowerOptions options;
  options.packagePath = packagePath;
  auto lowered = lowerPackage(files, options, context_.sink);
  if (!lowered) return lowered.failure();
  std::vector<const Module*> modules;
  for (auto& tables : *lowered) {
    tables_.push_back(std::move(tables));
    modules_.push_back(tables_.back()->view());
    modules.push_back(&modules_.back());
  }
  return modules;
}

Result<std::vector<const ast::File*>> CueLoader::parseAll(std::span<const std::string> paths, Arena& syntax) {
  std::vector<const ast::File*> parsed;
  std::optional<Failed> failed;
  for (const std::string& path : paths) {
    Result<const ast::File*> file = parse(path, syntax);
    if (file) parsed.push_back(*file);
    else failed = file.failure();
  }
  if (failed) return *failed;
  return parsed;
}

Result<std::vector<const Module*>> CueLoader::files(std::span<const std::string> paths) {
  Arena syntax;
  auto parsed = parseAll(paths, syntax);
  if (!parsed) return parsed.failure();
  return instance(*parsed, paths.empty() ? "." : folderOf(paths[0]));
}

Result<std::vector<const Module*>> CueLoader::folder(const std::string& path) {
  std::vector<std::string> paths;
  for (const FolderEntry& entry : context_.files.list(path))
    if (entry.kind == FileKind::kFile && entry.path.ends_with(".cue")) paths.push_back(entry.path);
  if (paths.empty()) return context_.sink.report(diag::FileNotFound, {}, joined(path, "*.cue")).file(path).emit();
  Arena syntax;
  auto parsed = parseAll(paths, syntax);
  if (!parsed) return parsed.failure();
  auto hasPackage = [](const ast::File* file) { return !file->package.empty(); };
  // A file without package clause stands alone; it counts here only where nothing else does.
  if (std::ranges::any_of(*parsed, hasPackage)) std::erase_if(*parsed, std::not_fn(hasPackage));
  return instance(*parsed, path);
}

Result<std::vector<const Module*>> CueLoader::instance(std::span<const ast::File* const> files, const std::string& folder) {
  if (Result<void> one = checkPackage(files); !one) return one.failure();
  if (Result<void> imports = resolveImports(files, folder); !imports) return imports.failure();
  return lower(files, "");
}

/// Files without a package clause go with any package.
Result<void> CueLoader::checkPackage(std::span<const ast::File* const> files) {
  const ast::File* first = nullptr;
  for (const ast::File* file : files) {
    if (file->package.empty()) continue;
    if (first == nullptr) first = file;
    if (file->package != first->package)
      return context_.sink.report(diag::PackagesMixed, file->packageSpan, first->package, file->package).related(first->packageSpan, "the first one").emit();
  }
  return {};
}

Result<void> CueLoader::resolveImports(std::span<const ast::File* const> files, const std::string& folder) {
  std::optional<ModuleRoot> root;
  std::optional<Failed> failed;
  for (const ast::File* file : files) {
    for (const ast::Import& import : file->imports) {
      if (findPackage(context_.functions, import.path) != nullptr || isInLibrary(import.path)) continue;
      if (!isIdentifier(packageOf(import))) continue;  // lowering reports it
      if (!root) root = findRoot(folder);
      if (Result<void> loaded = importPackage(*file, import, *root); !loaded) failed = loaded.failure();
    }
  }
  if (failed) return *failed;
  return {};
}

Result<void> CueLoader::importPackage(const ast::File&, const ast::Import& import, const ModuleRoot& root) {
  std::string path(import.path);
  if (std::ranges::find(packages_, path, &ImportedPackage::path) != packages_.end()) return {};
  if (std::ranges::find(importing_, path) != importing_.end()) return context_.sink.report(diag::ImportCycle, import.pathSpan, path).emit();
  std::string_view name = packageOf(import);
  importing_.push_back(path);
  Arena syntax;
  std::vector<const ast::File*> parsed;
  std::optional<Failed> failed;
  for (const std::string& folder : foldersOf(root, path)) {
    for (const FolderEntry& entry : context_.files.list(folder)) {
      if (entry.kind != FileKind::kFile || !entry.path.ends_with(".cue")) continue;
      Result<const ast::File*> file = parse(entry.path, syntax);
      if (!file) failed = file.failure();
      else if ((*file)->package == name) parsed.push_back(*file);
    }
    if (!parsed.empty() && !failed)
      if (Result<void> imports = resolveImports(parsed, folder); !imports) failed = imports.failure();
    if (!parsed.empty() || failed) break;
  }
  importing_.pop_back();
  if (failed) return *failed;
  if (parsed.empty()) {
    std::vector<std::string_view> known;
    for (const PackageDef& package : context_.functions) known.push_back(package.path);
    for (const LibraryPackage& package : context_.library) known.push_back(package.path);
    auto builder = context_.sink.report(diag::PackageNotFound, import.pathSpan, path);
    if (auto near = suggest(path, known)) builder.hint("did you mean `" + std::string(*near) + "`?");
    builder.hint(root.folder.empty() ? "packages of CUE files need a folder with `cue.mod/module.cue` above them"
                                     : "packages are read from folders below `" + root.folder + "` only; nothing is fetched");
    return builder.emit();
  }
  auto modules = lower(parsed, path);
  if (!modules) return modules.failure();
  packages_.push_back({path, std::move(*modules)});
  return {};
}

/// Where the files of a package may lie, in the order of preference.
std::vector<std::string> CueLoader::foldersOf(const ModuleRoot& root, std::string_view path) const {
  std::vector<std::string> folders;
  if (root.folder.empty()) return folders;
  if (!root.modulePath.empty() && (path == root.modulePath || path.starts_with(root.modulePath + "/"))) {
    std::string_view below = path.substr(root.modulePath.size());
    folders.push_back(below.empty() ? root.folder : joined(root.folder, below.substr(1)));
  }
  for (const char* vendor : {"cue.mod/pkg/", "cue.mod/gen/", "cue.mod/usr/"}) folders.push_back(joined(root.folder, vendor + std::string(path)));
  return folders;
}

CueLoader::ModuleRoot CueLoader::findRoot(std::string folder) {
  while (true) {
    std::string file = joined(folder, "cue.mod/module.cue");
    if (context_.files.kind(file) == FileKind::kFile) return {folder, moduleName(file)};
    if (context_.files.kind(joined(folder, "cue.mod")) == FileKind::kFolder) return {folder, ""};
    if (folder == "." || folder == "/" || folder.empty()) return {};
    folder = folderOf(folder);
  }
}

/// The `module:` of a module file without its major version; empty when it has none.
std::string CueLoader::moduleName(const std::string& path) {
  Arena syntax;
  Result<const ast::File*> file = parse(path, syntax);
  if (!file) return "";
  for (const ast::Declaration* declaration : (*file)->body->declarations) {
    if (declaration->kind != ast::DeclarationKind::kField) continue;
    const auto& field = static_cast<const ast::Field&>(*declaration);
    if (field.name != "module" || field.value == nullptr || field.value->kind != ast::ExprKind::kString) continue;
    std::string_view name = static_cast<const ast::String&>(*field.value).value;
    return std::string(name.substr(0, name.find('@')));
  }
  return "";
}

Result<const Module*> CueLoader::expression(std::string name, std::string text, std::vector<std::string> outerFields) {
  FileId file = context_.sources.add(std::move(name), std::move(text));
  Arena syntax;
  Result<const ast::Expr*> expr = parseCueExpr(context_.sources, file, syntax, context_.limits, context_.sink);
  if (!expr) return expr.failure();
  LowerOptions options;
  options.outerFields = std::move(outerFields);
  auto lowered = lowerExpr(**expr, options, context_.sink);
  if (!lowered) return lowered.failure();
  tables_.push_back(std::move(*lowered));
  modules_.push_back(tables_.back()->view());
  return &modules_.back();
}

bool CueLoader::isInLibrary(std::string_view path) const { return std::ranges::find(context_.library, path, &LibraryPackage::path) != context_.library.end(); }

std::span<const Module* const> CueLoader::package(std::string_view path) {
  auto known = std::ranges::find(libraryPackages_, path, &ImportedPackage::path);
  if (known != libraryPackages_.end()) return known->files;
  auto text = std::ranges::find(context_.library, path, &LibraryPackage::path);
  if (text == context_.library.end()) return {};
  FileId file = context_.sources.addLasting("library:" + std::string(path) + ".cue", text->text);
  Arena syntax;
  Result<const ast::File*> parsed = parseCue(context_.sources, file, syntax, context_.limits, context_.sink);
  if (!parsed) return {};
  auto modules = lower(std::span(&*parsed, 1), std::string(path));
  if (!modules) return {};
  libraryPackages_.push_back({std::string(path), std::move(*modules)});
  return libraryPackages_.back().files;
}

std::vector<std::string_view> CueLoader::packagePaths() const {
  std::vector<std::string_view> paths;
  for (const LibraryPackage& package : context_.library) paths.push_back(package.path);
  return paths;
}

const Module* CueLoader::compile(std::string_view text) {
  Result<const Module*> module = expression("<constant>", std::string(text), {});
  return module ? *module : nullptr;
}

}  // namespace oamc
