#include "frontend/input/read_workspace.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "frontend/input/clusters.h"
#include "frontend/input/input_files.h"
#include "frontend/input/workspace_reader.h"

namespace oamc {

namespace {

constexpr std::array<std::string_view, 3> kDocumentExtensions{".yaml", ".yml", ".json"};
constexpr std::array<std::string_view, 4> kAllExtensions{".yaml", ".yml", ".json", ".cue"};

bool isCue(std::string_view path) { return path.ends_with(".cue"); }

class RenderInput {
 public:
  RenderInput(const InputRequest& request, const InputContext& cx) : request_(request), cx_(cx), reader_(cx, SchemaRules::kStrict, LookupRules::kRender) {
    for (const auto* paths : {&request.paths, &request.definitionPaths}) roots_.insert(roots_.end(), paths->begin(), paths->end());
    for (const std::string& path : {request.livePath, request.crdsPath})
      if (!path.empty()) roots_.push_back(path);
  }

  Workspace read() {
    for (const std::string& path : request_.definitionPaths) readDefinitions(path);
    for (const std::string& path : request_.paths) readPath(path);
    if (!request_.clustersPath.empty()) readInventory();
    if (!request_.crdsPath.empty()) readCrds();
    if (!request_.livePath.empty()) readLive();
    return std::move(reader_.workspace());
  }

 private:
  /// The same for every path to a file, so that no file is read twice.
  std::string identity(const std::string& path) const { return cx_.files.identity(path); }

  std::vector<InputFile> find(const std::string& path, std::span<const std::string_view> extensions) {
    Result<std::vector<InputFile>> found = findFiles(path, extensions, WalkOrder::kPaths, roots_, cx_.files, cx_.sink);
    return found ? std::move(*found) : std::vector<InputFile>{};
  }

  void readDefinitions(const std::string& path) {
    for (const InputFile& file : find(path, kAllExtensions)) {
      if (!definitionFiles_.insert(identity(file.path)).second) continue;
      if (isCue(file.path)) reader_.takeCueDefinition(file.path);
      else takeDocuments(file, {.inputs = false}, [](DocumentKind) {});
    }
  }

  void readPath(const std::string& path) {
    std::size_t errors = cx_.sink.errorCount();
    std::size_t known = inputCount();
    const std::span<const std::string_view> extensions = request_.takesDefinitions ? std::span<const std::string_view>(kAllExtensions) : kDocumentExtensions;
    bool hasDefinitions = false;
    bool isRepeated = false;
    for (const InputFile& file : find(path, extensions)) {
      if (!inputFiles_.insert(identity(file.path)).second) {
        isRepeated = true;
        continue;
      }
      bool isNew = definitionFiles_.insert(identity(file.path)).second;
      if (!isCue(file.path))
        takeDocuments(file, {.definitions = isNew}, [&](DocumentKind kind) { hasDefinitions = hasDefinitions || kind == DocumentKind::kDefinition; });
      else if (!request_.takesDefinitions) reportDefinition(file.path);
      else if (isNew) reader_.takeCueDefinition(file.path);
      hasDefinitions = hasDefinitions || isCue(file.path);
    }
    // Once something else is wrong, an application that is not there may be the consequence.
    if (inputCount() != known || isRepeated || cx_.sink.errorCount() != errors) return;
    std::string name = path == "-" ? "<stdin>" : path;
    bool isFile = cx_.files.kind(path) != FileKind::kFolder;
    // A check may be handed any file, as by a commit hook, and definitions are good on their own.
    if (request_.takesDefinitions && (hasDefinitions || isFile)) return;
    if (hasDefinitions && isFile) return reportDefinition(name);
    cx_.sink.report(diag::NoApplication, {}, name).file(name).hint("an Application has apiVersion `core.oam.dev/v1beta1` and kind `Application`").emit();
  }

  /// Documents that a path may stand for: Policy and Workflow documents complete the applications of other paths.
  std::size_t inputCount() {
    const Workspace& workspace = reader_.workspace();
    return workspace.applications.size() + workspace.policies.size() + workspace.workflows.size() + workspace.workflowRuns.size();
  }

  void reportDefinition(const std::string& name) {
    cx_.sink.report(diag::DefinitionAsInput, {}, name).file(name).hint("give it with `-d " + name + "`, beside the path of an Application").emit();
  }

  /// Takes every document of a file. A file that was only found and does not parse is an error when it speaks of OAM, else a note (product.md 1).
  template <typename Seen>
  void takeDocuments(const InputFile& file, Accepts accepts, Seen seen) {
    Result<FileId> id = loadFile(file.path, cx_.files, cx_.sources, cx_.sink);
    if (!id) return;
    bool mayBeSkipped = !file.isNamed && cx_.sources.text(*id).find("oam.dev/") == std::string_view::npos;
    DiagnosticSink own(cx_.sources);
    auto documents = readYaml(*id, cx_.sources, *reader_.workspace().arena, own, {.limits = cx_.options.limits});
    if (!mayBeSkipped) cx_.sink.append(own);
    else if (!documents) cx_.sink.report(diag::FileSkipped, {}, file.path).file(file.path).emit();
    if (!documents) return;
    for (const YamlDocument& document : *documents) seen(reader_.take(document.root, accepts));
  }

  void readInventory() {
    auto documents = reader_.readDocuments(request_.clustersPath);
    Result<ClusterInventory> clusters =
        documents ? readClusters(*documents, request_.clustersPath, *reader_.workspace().arena, cx_.sink) : Result<ClusterInventory>(documents.failure());
    if (clusters) reader_.workspace().clusters = std::move(*clusters);
    else reader_.workspace().clustersFailure = clusters.failure();
  }

  void readCrds() {
    for (const InputFile& file : find(request_.crdsPath, kDocumentExtensions)) takeDocuments(file, {.inputs = false}, [](DocumentKind) {});
  }

  /// `DIR/<cluster>/**`: the first folder below is the cluster.
  void readLive() {
    std::string prefix = request_.livePath + (request_.livePath.ends_with('/') ? "" : "/");
    for (const InputFile& file : find(request_.livePath, kDocumentExtensions)) {
      auto documents = reader_.readDocuments(file.path);
      std::string_view below = std::string_view(file.path).substr(std::min(prefix.size(), file.path.size()));
      std::string_view cluster = reader_.workspace().arena->copyText(below.substr(0, below.find('/')));
      if (!documents) continue;
      for (const YamlDocument& document : *documents) takeLive(cluster, document.root);
    }
  }

  /// `kubectl get` prints a List.
  void takeLive(std::string_view cluster, const Data& root) {
    const Data* items = documentKindName(root).ends_with("List") ? root.find("items") : nullptr;
    if (items == nullptr || !items->isList()) {
      if (root.isObject()) reader_.workspace().liveObjects.push_back({cluster, root});
      return;
    }
    for (const Data& item : items->items())
      if (item.isObject()) reader_.workspace().liveObjects.push_back({cluster, item});
  }

  const InputRequest& request_;
  const InputContext& cx_;
  std::vector<std::string> roots_;
  std::set<std::string> definitionFiles_;  // whose definitions were taken
  std::set<std::string> inputFiles_;       // whose applications were taken
  WorkspaceReader reader_;
};

}  // namespace

Workspace readWorkspace(const InputRequest& request, const InputContext& cx) { return RenderInput(request, cx).read(); }

}  // namespace oamc
