#include "backends/kubernetes/folder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/text/json_writer.h"
#include "ir/data/text/yaml_writer.h"

namespace oamc {
namespace {

constexpr std::size_t kMaxFileName = 200;  // bytes, without the extension

/// FNV-1a, 64 bits, in hexadecimal: tells shortened names apart.
std::string shortHash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[(hash >> shift) & 0xFU];
  return digits;
}

/// A file or folder name: what some file system refuses becomes `_`, long names are cut and hashed.
std::string fileName(std::string_view text) {
  std::string name;
  for (char c : text) {
    bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    name += isPlain ? c : '_';
  }
  if (name.empty() || name == "." || name == "..") name = "_";
  if (name.size() > kMaxFileName) name = name.substr(0, kMaxFileName - 17) + "-" + shortHash(text);
  return name;
}

std::string folded(std::string_view path) {
  std::string text(path);
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string_view textOf(const Data& object, std::string_view key) {
  const Data* value = object.find(key);
  return value != nullptr && value->isString() ? value->text() : std::string_view();
}

std::string_view metadataText(const Data& object, std::string_view key) {
  const Data* metadata = object.find("metadata");
  return metadata == nullptr ? std::string_view() : textOf(*metadata, key);
}

std::string_view groupText(const Data& object) {
  std::string_view version = textOf(object, "apiVersion");
  std::size_t slash = version.find('/');
  return slash == std::string_view::npos ? "core" : version.substr(0, slash);
}

std::string applicationKey(const RenderedApp& app) { return std::string(app.namespaceName) + "/" + std::string(app.application->name.text); }

/// How much of an object's identity its file name shows.
enum class NameDetail { kKind, kGroup, kNamespace };

std::string objectFileName(const Data& object, NameDetail detail) {
  std::string name(textOf(object, "kind"));
  if (detail != NameDetail::kKind) name += "." + std::string(groupText(object));
  if (detail == NameDetail::kNamespace) name += "-" + std::string(metadataText(object, "namespace"));
  return fileName(name + "-" + std::string(metadataText(object, "name"))) + ".yaml";
}

class FolderLayout {
 public:
  FolderLayout(const Target& target, DiagnosticSink& sink) : target_(target), sink_(sink) {}

  void add(const Manifest& manifest) {
    std::string folder =
        fileName(manifest.object->cluster) + "/" + fileName(manifest.placementNamespace()) + "/" + fileName(manifest.app->application->name.text);
    auto [found, isNew] = byFolder_.emplace(folder, folders_.size());
    if (isNew) folders_.push_back({folder, {}});
    folders_[found->second].manifests.push_back(manifest);
  }

  Result<FileSet> files() {
    for (const Folder& folder : folders_) target_.isSingleFile ? addSingle(folder) : addFolder(folder);
    if (failure_) return *failure_;
    return std::move(files_);
  }

 private:
  struct Folder {
    std::string path;
    std::vector<Manifest> manifests;
  };

  bool isJson() const { return target_.format == OutputFormat::kJson; }

  void addSingle(const Folder& folder) {
    std::string text = isJson() ? jsonList(folder.manifests) : yamlStream(folder.manifests, false);
    addFile(folder.path + (isJson() ? ".json" : ".yaml"), std::move(text), folder.manifests.front());
  }

  void addFolder(const Folder& folder) {
    std::vector<std::string> names;
    for (const Manifest& manifest : folder.manifests) {
      std::string name = nameIn(folder, manifest.object->object);
      if (isJson()) name.replace(name.size() - 5, 5, ".json");
      addFile(folder.path + "/" + name, objectText(manifest.object->object), manifest);
      names.push_back(std::move(name));
    }
    addFile(folder.path + "/kustomization.yaml", kustomization(names), folder.manifests.front());
  }

  std::string objectText(const Data& object) const {
    if (!isJson()) return writeYaml(object, YamlPreset::kManifest);
    Arena arena;
    return writeJson(sorted(object, arena), {.indent = "  "}) + "\n";
  }

  /// The shortest of the names that no other object of the folder shares.
  static std::string nameIn(const Folder& folder, const Data& object) {
    for (NameDetail detail : {NameDetail::kKind, NameDetail::kGroup}) {
      std::string name = objectFileName(object, detail);
      auto same = std::ranges::count_if(folder.manifests, [&](const Manifest& other) { return objectFileName(other.object->object, detail) == name; });
      if (same == 1) return name;
    }
    return objectFileName(object, NameDetail::kNamespace);
  }

  static std::string kustomization(const std::vector<std::string>& names) {
    std::vector<Data> resources;
    for (const std::string& name : names) resources.push_back(Data::string(name));
    Member members[] = {
        {"apiVersion", Data::string("kustomize.config.k8s.io/v1beta1"), {}},
        {"kind", Data::string("Kustomization"), {}},
        {"resources", Data::list(resources), {}},
    };
    return writeYaml(Data::object(members), YamlPreset::kManifest);
  }

  void addFile(std::string path, std::string text, const Manifest& manifest) {
    auto [present, isNew] = folded_.emplace(folded(path), path);
    if (!isNew) failure_ = sink_.report(diag::SameFile, manifest.object->group->span, present->second, path).hint("rename one of the objects").emit();
    files_.files.push_back({std::move(path), std::move(text), applicationKey(*manifest.app)});
  }

  const Target& target_;
  DiagnosticSink& sink_;
  std::vector<Folder> folders_;
  std::map<std::string, std::size_t> byFolder_;
  std::map<std::string, std::string> folded_;
  FileSet files_;
  std::optional<Failed> failure_;
};

}  // namespace

Result<FileSet> folderFiles(std::span<const RenderedApp> apps, std::span<const Manifest> manifests, const Target& target, DiagnosticSink& sink) {
  FolderLayout layout(target, sink);
  for (const Manifest& manifest : manifests) layout.add(manifest);
  Result<FileSet> files = layout.files();
  if (!files) return files;
  for (const RenderedApp& app : apps) files->applications.push_back(applicationKey(app));
  return files;
}

}  // namespace oamc
