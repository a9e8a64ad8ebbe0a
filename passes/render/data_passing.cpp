#include "passes/render/data_passing.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "ir/oam/clusters.h"
#include "passes/assemble/object_edit.h"

namespace oamc {
namespace {

/// One step of a path such as `output.spec.ports[0].name` or `outputs["my-svc"].kind`.
struct PathPart {
  std::string_view key;
  std::optional<std::size_t> index;
};

/// The parts of a path; nothing for any other expression.
std::optional<std::vector<PathPart>> parsePath(std::string_view text) {
  std::vector<PathPart> parts;
  while (!text.empty()) {
    if (text.starts_with("[\"")) {
      std::size_t end = text.find("\"]");
      if (end == std::string_view::npos) return std::nullopt;
      parts.push_back({text.substr(2, end - 2), std::nullopt});
      text.remove_prefix(end + 2);
    } else if (text.starts_with('[')) {
      std::size_t index = 0;
      auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), index);
      if (error != std::errc() || end == text.data() + text.size() || *end != ']') return std::nullopt;
      parts.push_back({{}, index});
      text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    } else {
      if (text.starts_with('.') && !parts.empty()) text.remove_prefix(1);
      std::size_t end = text.find_first_of(".[");
      std::string_view key = text.substr(0, end);
      bool isName =
          !key.empty() && std::ranges::all_of(key, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '$'; });
      if (!isName) return std::nullopt;
      parts.push_back({key, std::nullopt});
      text.remove_prefix(key.size());
    }
  }
  return parts.empty() ? std::nullopt : std::optional(parts);
}

const Data* follow(const Data& root, const std::vector<PathPart>& parts) {
  const Data* at = &root;
  for (const PathPart& part : parts) {
    if (!part.index) {
      at = at->find(part.key);
    } else {
      at = at->isList() && *part.index < at->items().size() ? &at->items()[*part.index] : nullptr;
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

}  // namespace

Data DataPassing::propertiesWithInputs(const RenderTask& task) const {
  const Component& component = task.variant->component;
  Data properties = component.properties.isObject() ? component.properties : Data::object({});
  for (const DataInput& input : component.inputs) {
    Key key{input.from.text, task.placement.cluster, task.placement.namespaceName, component.replicaKey};
    auto value = values_.find(key);
    if (value == values_.end()) value = values_.find(Key{input.from.text, task.placement.cluster, task.placement.namespaceName, {}});
    if (value == values_.end()) continue;
    std::vector<std::string_view> path;
    for (std::string_view rest = input.parameterKey.text; !rest.empty();) {
      std::size_t dot = rest.find('.');
      path.push_back(rest.substr(0, dot));
      rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    if (!path.empty()) properties = withPath(properties, path, value->second, arena_);
  }
  return sorted(properties, arena_);
}

Data DataPassing::liveOr(const RenderedObject& object) const {
  std::string_view cluster = object.cluster.empty() ? kHubCluster : object.cluster;
  for (const LiveObject& live : liveObjects_) {
    bool isSame = live.cluster == cluster && textAt(live.object, {"apiVersion"}) == textAt(object.object, {"apiVersion"}) &&
                  textAt(live.object, {"kind"}) == textAt(object.object, {"kind"}) &&
                  textAt(live.object, {"metadata", "name"}) == textAt(object.object, {"metadata", "name"}) &&
                  textAt(live.object, {"metadata", "namespace"}) == textAt(object.object, {"metadata", "namespace"});
    if (isSame) return live.object;
  }
  return object.object;
}

Data DataPassing::sourceOf(const RenderedGroup& group) const {
  std::vector<Member> outputs;
  std::vector<Member> members;
  for (const RenderedObject& object : group.objects) {
    if (object.role == ObjectRole::kWorkload) members.push_back({"output", liveOr(object), {}});
    if (object.role == ObjectRole::kTrait) outputs.push_back({object.resource, liveOr(object), {}});
  }
  members.push_back({"outputs", Data::object(arena_.copyArray<Member>(outputs)), {}});
  return Data::object(arena_.copyArray<Member>(members));
}

Result<void> DataPassing::collect(const RenderTask& task, const RenderedGroup& group) {
  const Component& component = task.variant->component;
  if (component.outputs.empty()) return {};
  Data source = sourceOf(group);
  for (const DataOutput& output : component.outputs) {
    std::optional<std::vector<PathPart>> path = parsePath(output.valueFrom.text);
    const Data* value = path ? follow(source, *path) : nullptr;
    if (value == nullptr)
      return sink_.report(diag::ValueNotStatic, output.valueFrom.span, output.name.text, component.name.text, output.valueFrom.text)
          .hint("hand in the objects as they are in the cluster with `--live DIR`")
          .emit();
    values_[Key{output.name.text, task.placement.cluster, task.placement.namespaceName, component.replicaKey}] = *value;
  }
  return {};
}

}  // namespace oamc
