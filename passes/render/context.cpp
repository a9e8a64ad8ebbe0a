#include "passes/render/context.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "ir/data/go_tree.h"

namespace oamc {
namespace {

constexpr std::string_view kDefaultPlatform = "linux/amd64";

Data stringsOrEmpty(const Data& strings, Arena& arena) { return strings.isObject() ? sorted(strings, arena) : Data::object({}); }

/// The text before the first dot, and what is left of it.
std::string_view cutAtDot(std::string_view& text) {
  std::size_t dot = text.find('.');
  std::string_view head = text.substr(0, dot);
  text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  return head;
}

std::int64_t minorNumber(std::string_view minor) {
  std::size_t last = minor.find_last_not_of(".+-/?!");
  if (last == std::string_view::npos) return 0;
  minor = minor.substr(0, last + 1);
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(minor.data(), minor.data() + minor.size(), number);
  return error == std::errc() && end == minor.data() + minor.size() ? number : 0;
}

/// Puts a member into an object's sorted members.
void insertSorted(std::vector<Member>& members, const Member& member) {
  members.insert(std::ranges::upper_bound(members, member.key, {}, &Member::key), member);
}

}  // namespace

Data clusterVersionData(std::string_view version, std::string_view platform, Arena& arena) {
  std::string_view rest = version.starts_with('v') ? version.substr(1) : version;
  std::string_view major = cutAtDot(rest);
  std::string_view minor = cutAtDot(rest);
  std::string gitVersion = version.empty() || version.starts_with('v') ? std::string(version) : "v" + std::string(version);
  std::vector<Member> members = {
      {"gitVersion", Data::string(arena.copyText(gitVersion)), {}},
      {"major", Data::string(major), {}},
      {"minor", Data::number(Number::fromInt(minorNumber(minor)), arena), {}},
      {"platform", Data::string(platform), {}},
  };
  return Data::object(arena.copyArray<Member>(members));
}

Data ContextSource::clusterVersion(const Placement& placement) const {
  if (options_.mode == RenderMode::kDryRun) return clusterVersionData({}, {}, arena_);
  std::string_view name = placement.cluster.empty() ? kHubCluster : placement.cluster;
  const Cluster* cluster = clusters_ == nullptr ? nullptr : clusters_->find(name);
  const Cluster* hub = clusters_ == nullptr ? nullptr : clusters_->find(kHubCluster);
  if (cluster == nullptr || cluster->kubernetesVersion.empty()) cluster = hub;
  bool isKnown = cluster != nullptr && !cluster->kubernetesVersion.empty();
  std::string_view version = isKnown ? cluster->kubernetesVersion.text : std::string_view(options_.kubernetesVersion);
  std::string_view platform = isKnown && !cluster->platform.empty() ? cluster->platform.text : kDefaultPlatform;
  return clusterVersionData(version, platform, arena_);
}

std::vector<Member> ContextSource::common(std::string_view name, const Placement& placement, const Data& components) const {
  const Application& application = *plan_.application;
  // An apply-component step without a cluster delivers to the hub; dry-run knows no clusters (spec/rendering.md 2.3, 5.4).
  std::string_view cluster = placement.cluster;
  if (cluster.empty() && options_.mode == RenderMode::kRender) cluster = kHubCluster;
  return {
      {"name", Data::string(name), {}},
      {"namespace", Data::string(placement.namespaceName.empty() ? plan_.namespaceName : placement.namespaceName), {}},
      {"appName", Data::string(application.name.text), {}},
      {"appRevision", Data::string(plan_.revisionName), {}},
      {"appRevisionNum", Data::number(Number::fromInt(plan_.revision), arena_), {}},
      {"revision", Data::string(""), {}},
      {"components", components, {}},
      {"appLabels", stringsOrEmpty(application.labels, arena_), {}},
      {"appAnnotations", stringsOrEmpty(application.annotations, arena_), {}},
      {"cluster", Data::string(cluster), {}},
      {"clusterVersion", clusterVersion(placement), {}},
      {"workflowName", Data::string(application.annotation("app.oam.dev/workflowName")), {}},
      {"publishVersion", Data::string(application.annotation("app.oam.dev/publishVersion")), {}},
  };
}

Data ContextSource::finish(std::vector<Member> members) const {
  std::ranges::sort(members, {}, &Member::key);
  return Data::object(arena_.copyArray<Member>(members));
}

Data ContextSource::forComponent(const RenderTask& task, const Data& components) const {
  const Component& component = task.variant->component;
  std::vector<Member> members = common(component.name.text, task.placement, components);
  members.push_back({"replicaKey", Data::string(component.replicaKey), {}});
  if (!component.properties.isNull()) members.push_back({"parameter", component.properties, {}});
  return finish(std::move(members));
}

Data ContextSource::forPolicy(std::string_view policyName, const Data& components, const Data& artifacts) const {
  std::vector<Member> members = common(policyName, {}, components);
  members.push_back({"replicaKey", Data::string(""), {}});
  members.push_back({"artifacts", artifacts, {}});
  return finish(std::move(members));
}

Data traitContext(const Data& context, const TraitView& view, Arena& arena) {
  std::vector<Member> members;
  members.reserve(context.members().size() + 3);
  members.assign(context.members().begin(), context.members().end());
  insertSorted(members, {"componentType", Data::string(view.componentType), {}});
  // A trait sees the objects as JSON that was read back: numbers are 64-bit floats (spec/rendering.md 3.3).
  if (!view.output.isNull()) insertSorted(members, {"output", goTree(view.output, arena), {}});
  if (!view.outputs.isNull()) insertSorted(members, {"outputs", goTree(view.outputs, arena), {}});
  return Data::object(arena.copyArray<Member>(members));
}

}  // namespace oamc
