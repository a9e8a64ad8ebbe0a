#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "frontend/input/input_files.h"
#include "frontend/input/read_workspace.h"
#include "frontend/input/workspace_reader.h"

namespace oamc {

namespace {

constexpr std::array<std::string_view, 2> kFileExtensions{".yaml", ".yml"};
constexpr std::array<std::string_view, 3> kDefinitionExtensions{".yaml", ".yml", ".cue"};

class DryRunInput {
 public:
  DryRunInput(const DryRunRequest& request, const InputContext& cx) : request_(request), cx_(cx), reader_(cx, SchemaRules::kReference, LookupRules::kDryRun) {}

  Workspace read() {
    for (const std::string& path : request_.definitionPaths) readDefinitions(path);
    for (const std::string& paths : request_.files) readFiles(paths);
    if (reader_.workspace().applications.empty() && !cx_.sink.hasErrors()) {
      std::string name = request_.files.empty() ? "" : request_.files.front();
      cx_.sink.report(diag::NoApplication, {}, name).file(name).hint("dry-run needs exactly one Application after `-f`").emit();
    }
    return std::move(reader_.workspace());
  }

 private:
  void readDefinitions(const std::string& path) {
    // The reference goes on without them; if they were needed, an unknown type follows.
    if (cx_.files.kind(path) == FileKind::kMissing) {
      cx_.sink.report(diag::DefinitionsNotFound, {}, path).file(path).emit();
      return;
    }
    auto found = findFiles(path, kDefinitionExtensions, WalkOrder::kFolders, request_.definitionPaths, cx_.files, cx_.sink);
    if (!found) return;
    for (const InputFile& file : *found) {
      if (file.path.ends_with(".cue")) reader_.takeCueDefinition(file.path);
      else if (const std::optional<Data> root = firstDocument(file.path)) reader_.take(*root, {.inputs = false});
    }
  }

  /// One `-f` may name several files, separated by commas.
  void readFiles(const std::string& paths) {
    for (std::size_t begin = 0; begin <= paths.size();) {
      std::size_t end = std::min(paths.find(',', begin), paths.size());
      readFile(paths.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  void readFile(const std::string& path) {
    if (path == "-" || !hasExtension(path, kFileExtensions)) {
      cx_.sink.report(diag::DryRunExtension, {}, path).file(path).hint("`oamc render` reads JSON and standard input as well").emit();
      return;
    }
    if (cx_.files.kind(path) == FileKind::kFolder) {
      cx_.sink.report(diag::FileUnreadable, {}, path, "it is a folder").file(path).hint("name the file of one Application").emit();
      return;
    }
    auto found = findFiles(path, kFileExtensions, WalkOrder::kFolders, {}, cx_.files, cx_.sink);
    if (!found) return;
    if (const std::optional<Data> root = firstDocument(path)) takeInput(path, *root);
  }

  void takeInput(const std::string& path, const Data& root) {
    const Workspace& workspace = reader_.workspace();
    switch (reader_.take(root, {.definitions = false})) {
      case DocumentKind::kApplication: checkSingle(workspace.applications, "Application"); break;
      case DocumentKind::kWorkflow: checkSingle(workspace.workflows, "Workflow"); break;
      case DocumentKind::kPolicy:
      case DocumentKind::kBad: break;
      case DocumentKind::kForeign:
      case DocumentKind::kWorkflowRun:
      case DocumentKind::kDefinition:
      case DocumentKind::kDefinitionRevision:
      case DocumentKind::kCustomResourceDefinition:
      case DocumentKind::kRecord: cx_.sink.report(diag::DryRunForeignKind, root.span(), path).hint("definitions are given with `-d`").emit(); break;
    }
  }

  template <typename T>
  void checkSingle(const std::vector<T>& documents, std::string_view kind) {
    if (documents.size() < 2) return;
    cx_.sink.report(diag::DryRunSecond, documents.back().name.span, kind)
        .related(documents.front().name.span, "the first one")
        .hint("`oamc render` takes any number")
        .emit();
  }

  /// Only the first document of a file counts (spec/rendering.md 1.7).
  std::optional<Data> firstDocument(const std::string& path) {
    auto documents = reader_.readDocuments(path, true);
    if (!documents || documents->empty()) return std::nullopt;
    warnOfOthers(path, documents->front().span);
    return documents->front().root;
  }

  void warnOfOthers(const std::string& path, SourceSpan first) {
    std::string_view text = cx_.sources.text(first.file);
    std::size_t mark = text.find("\n---", first.end == 0 ? 0 : first.end - 1);
    if (mark == std::string_view::npos || text.find_first_not_of(" \t\r\n", mark + 4) == std::string_view::npos) return;
    auto begin = static_cast<std::uint32_t>(mark + 1);
    cx_.sink.report(diag::OnlyFirstDocument, SourceSpan{first.file, begin, begin + 3}, path).emit();
  }

  const DryRunRequest& request_;
  const InputContext& cx_;
  WorkspaceReader reader_;
};

}  // namespace

Workspace readDryRun(const DryRunRequest& request, const InputContext& cx) { return DryRunInput(request, cx).read(); }

}  // namespace oamc
