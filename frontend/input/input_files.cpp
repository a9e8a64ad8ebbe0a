#include "frontend/input/input_files.h"

#include <algorithm>
#include <optional>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

std::string_view baseName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string parentFolder(const std::string& path) {
  std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool isUrl(std::string_view path) { return path.starts_with("http://") || path.starts_with("https://"); }

Failed reportMissing(const std::string& path, const FileSystem& files, DiagnosticSink& sink) {
  auto diagnostic = sink.report(diag::FileNotFound, {}, path);
  diagnostic.file(path);
  std::string folder = parentFolder(path);
  if (files.kind(folder) == FileKind::kFolder) {
    std::vector<FolderEntry> entries = files.list(folder);
    std::vector<std::string_view> names;
    for (const FolderEntry& entry : entries) names.push_back(baseName(entry.path));
    std::string prefix = path.find('/') == std::string::npos ? "" : folder + (folder.ends_with('/') ? "" : "/");
    if (auto near = suggest(baseName(path), names)) diagnostic.hint("did you mean `" + prefix + std::string(*near) + "`?");
  }
  return diagnostic.emit();
}

class FolderWalk {
 public:
  FolderWalk(std::span<const std::string_view> extensions, std::span<const std::string> roots, const FileSystem& files, DiagnosticSink& sink)
      : extensions_(extensions), roots_(roots), files_(files), sink_(sink) {}

  void walk(const std::string& folder) {
    // A link to a folder that is being walked would go round in circles; its files are read anyway.
    if (hasFollowedLink_ && isOpen(folder)) return;
    open_.push_back(folder);
    for (const FolderEntry& entry : files_.list(folder)) visit(entry, folder);
    open_.pop_back();
  }

  std::vector<InputFile> found;
  std::optional<Failed> failed;

 private:
  void visit(const FolderEntry& entry, const std::string& folder) {
    bool isFolder = entry.kind == FileKind::kFolder;
    if (isFolder ? baseName(entry.path).starts_with('.') : !hasExtension(entry.path, extensions_)) return;
    if (entry.isLink && !staysBelowRoots(entry.path)) {
      failed = sink_.report(diag::LinkLeavesRoot, {}, entry.path)
                   .file(entry.path)
                   .hint("name its target on the command line, or copy it into `" + folder + "`")
                   .emit();
    } else if (isFolder) {
      hasFollowedLink_ = hasFollowedLink_ || entry.isLink;
      walk(entry.path);
    } else if (entry.kind == FileKind::kFile) {
      found.push_back({entry.path, false});
    }
  }

  bool isOpen(const std::string& folder) const {
    auto target = files_.resolve(folder);
    return std::ranges::any_of(open_, [&](const std::string& open) { return files_.resolve(open) == target; });
  }

  bool staysBelowRoots(const std::string& path) const {
    auto target = files_.resolve(path);
    return target && std::ranges::any_of(roots_, [&](const std::string& named) {
             auto root = files_.resolve(named);
             return root && (*target == *root || (target->starts_with(*root) && (root->ends_with('/') || (*target)[root->size()] == '/')));
           });
  }

  std::span<const std::string_view> extensions_;
  std::span<const std::string> roots_;
  const FileSystem& files_;
  DiagnosticSink& sink_;
  std::vector<std::string> open_;
  bool hasFollowedLink_ = false;
};

}  // namespace

bool hasExtension(std::string_view path, std::span<const std::string_view> extensions) {
  return std::ranges::any_of(extensions, [&](std::string_view extension) { return path.ends_with(extension); });
}

Result<std::vector<InputFile>> findFiles(const std::string& path, std::span<const std::string_view> extensions, WalkOrder order,
                                         std::span<const std::string> roots, const FileSystem& files, DiagnosticSink& sink) {
  if (path == "-") return std::vector<InputFile>{{path, true}};
  if (isUrl(path)) return sink.report(diag::UrlRefused, {}, path).hint("download it and name the file").emit();
  switch (files.kind(path)) {
    case FileKind::kFile: return std::vector<InputFile>{{path, true}};
    case FileKind::kMissing: return reportMissing(path, files, sink);
    case FileKind::kOther: return sink.report(diag::FileUnreadable, {}, path, "it is neither a file nor a folder").file(path).emit();
    case FileKind::kFolder: break;
  }
  FolderWalk walk(extensions, roots, files, sink);
  walk.walk(path);
  if (walk.failed) return *walk.failed;
  if (order == WalkOrder::kPaths) std::ranges::sort(walk.found, {}, &InputFile::path);
  return std::move(walk.found);
}

Result<FileId> loadFile(const std::string& path, const FileSystem& files, SourceManager& sources, DiagnosticSink& sink) {
  std::string problem;
  std::optional<std::string> text = files.read(path, problem);
  if (!text) return sink.report(diag::FileUnreadable, {}, path, problem).file(path).emit();
  return sources.add(path == "-" ? "<stdin>" : path, std::move(*text));
}

}  // namespace oamc
