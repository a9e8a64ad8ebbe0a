#include "frontend/input/clusters.h"

#include <algorithm>
#include <optional>
#include <string>

#include "frontend/input/document.h"
#include "frontend/input/metadata.h"
#include "ir/data/text/base64.h"
#include "ir/oam/document_fields.h"
#include "ir/oam/schema.h"

namespace oamc {

namespace {

constexpr SchemaField kClusterFields[] = {
    {"name", FieldType::kText, nullptr, true},
    {"labels", FieldType::kTextMap},
    {"kubernetesVersion", FieldType::kText},
    {"platform", FieldType::kText},
    {"server", FieldType::kText},
};
constexpr Schema kCluster{"cluster", UnknownKeys::kError, kClusterFields};
constexpr SchemaField kInventoryFields[] = {
    {"apiVersion", FieldType::kText}, {"kind", FieldType::kText}, {"metadata", FieldType::kAny}, {"clusters", FieldType::kStructList, &kCluster, true}};
constexpr Schema kInventory{"inventory", UnknownKeys::kError, kInventoryFields};

/// The label by which Argo CD knows its cluster Secrets.
constexpr std::string_view kSecretTypeLabel = "argocd.argoproj.io/secret-type";

SpannedText secretValue(const Data& secret, std::string_view key, Arena& arena) {
  SpannedText plain = textField(objectField(secret, "stringData"), key);
  if (!plain.empty()) return plain;
  SpannedText encoded = textField(objectField(secret, "data"), key);
  std::optional<std::string> decoded = decodeBase64(encoded.text);
  return {decoded ? arena.copyText(*decoded) : std::string_view(), encoded.span};
}

class ClusterReader {
 public:
  ClusterReader(Arena& arena, DiagnosticSink& sink) : arena_(arena), sink_(sink) {}

  /// False when the document says nothing of clusters.
  Result<bool> read(const Data& root) {
    std::string_view kind = documentKindName(root);
    if (kind == "ManagedCluster") return add(managedCluster(root));
    if (kind == "Secret" && textField(objectField(objectField(root, "metadata"), "labels"), kSecretTypeLabel).text == "cluster") return add(argoCluster(root));
    bool isInventory = kind == "ClusterInventory" || (root.isObject() && kind.empty());
    if (!isInventory) return false;
    Result<void> checked = checkSchema(root, kInventory, "the cluster inventory", elementPlace(root), sink_);
    if (!checked) return checked.failure();
    for (const Data& element : objectListField(root, "clusters")) {
      Result<bool> added = add({.name = textField(element, "name"),
                                .labels = objectField(element, "labels"),
                                .kubernetesVersion = textField(element, "kubernetesVersion"),
                                .platform = textField(element, "platform"),
                                .server = textField(element, "server"),
                                .span = element.span()});
      if (!added) return added;
    }
    return true;
  }

  std::vector<Cluster> clusters;

 private:
  Result<bool> add(Cluster cluster) {
    auto known = std::ranges::find_if(clusters, [&](const Cluster& other) { return other.name.text == cluster.name.text; });
    if (known != clusters.end())
      return sink_.report(diag::DuplicateCluster, cluster.name.span, cluster.name.text).related(known->name.span, "the first of the name").emit();
    clusters.push_back(std::move(cluster));
    return true;
  }

  /// Only what its labels and claims say: ManagedCluster carries the version in its status.
  static Cluster managedCluster(const Data& root) {
    DocumentMetadata metadata = decodeMetadata(root);
    Cluster cluster{.name = metadata.name, .labels = metadata.labels, .kubernetesVersion = {}, .platform = {}, .server = {}, .span = root.span()};
    Data status = objectField(root, "status");
    cluster.kubernetesVersion = textField(objectField(status, "version"), "kubernetes");
    for (const Data& claim : objectListField(status, "clusterClaims"))
      if (textField(claim, "name").text == "platform.open-cluster-management.io") cluster.platform = textField(claim, "value");
    for (const Data& client : objectListField(objectField(root, "spec"), "managedClusterClientConfigs"))
      if (cluster.server.empty()) cluster.server = textField(client, "url");
    return cluster;
  }

  Cluster argoCluster(const Data& root) {
    DocumentMetadata metadata = decodeMetadata(root);
    SpannedText name = secretValue(root, "name", arena_);
    return {.name = name.empty() ? metadata.name : name,
            .labels = metadata.labels,
            .kubernetesVersion = {},
            .platform = {},
            .server = secretValue(root, "server", arena_),
            .span = root.span()};
  }

  Arena& arena_;
  DiagnosticSink& sink_;
};

}  // namespace

Result<ClusterInventory> readClusters(const std::vector<YamlDocument>& documents, std::string_view fileName, Arena& arena, DiagnosticSink& sink) {
  ClusterReader reader(arena, sink);
  bool isThere = false;
  for (const YamlDocument& document : documents) {
    Result<bool> read = reader.read(document.root);
    if (!read) return read.failure();
    isThere = isThere || *read;
  }
  if (!isThere)
    return sink.report(diag::NoClusters, documents.empty() ? SourceSpan{} : documents.front().span, fileName)
        .file(std::string(fileName))
        .hint("an inventory is a list below the key `clusters`: `clusters: [{name: local}]`")
        .emit();
  return ClusterInventory(std::move(reader.clusters), documents.front().span);
}

}  // namespace oamc
