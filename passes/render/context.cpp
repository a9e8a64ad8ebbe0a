#include "passes/render/context.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "ir/data/go_number.h"

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

/// A trait sees the objects as JSON that was read back: numbers are 64-bit floats (spec/rendering.md 3.3).
Data throughJson(const Data& value, Arena& arena) {
  switch (value.kind()) {
    case DataKind::kNumber: {
      std::optional<Number> number = goNumber(value.number(), arena);
      return number ? Data::number(*number, arena, value.span()) : value;
    }
    case DataKind::kList: {
      std::span<Data> items = arena.createArray<Data>(value.items().size());
      std::ranges::transform(value.items(), items.begin(), [&](const Data& item) { return throughJson(item, arena); });
      return Data::list(items, value.span());
    }
    case DataKind::kObject: {
      std::span<Member> members = arena.createArray<Member>(value.members().size());
      std::ranges::transform(value.members(), members.begin(), [&](Member member) {
        member.value = throughJson(member.value, arena);
        return member;
      });
      std::ranges::sort(members, {}, &Member::key);
      return Data::object(members, value.span());
    }
    case DataKind::kNull:
    case DataKind::kBool:
    case DataKind::kString:
    case DataKind::kBytes: return value;
  }
  return value;
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
  std::vector<Member> members(context.members().begin(), context.members().end());
  members.push_back({"componentType", Data::string(view.componentType), {}});
  if (!view.output.isNull()) members.push_back({"output", throughJson(view.output, arena), {}});
  if (!view.outputs.isNull()) members.push_back({"outputs", throughJson(view.outputs, arena), {}});
  std::ranges::sort(members, {}, &Member::key);
  return Data::object(arena.copyArray<Member>(members));
}

}  // namespace oamc
