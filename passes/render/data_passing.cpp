#include "passes/render/data_passing.h"

#include <string>
#include <vector>

#include "ir/oam/clusters.h"
#include "passes/assemble/object_edit.h"

namespace oamc {

DataPassing::Key DataPassing::keyOf(std::string_view name, const RenderTask& task, std::string_view replicaKey) const {
  if (scope_ == PassingScope::kWorkflow) return {name, {}, {}, {}};
  return {name, task.placement.cluster, task.placement.namespaceName, replicaKey};
}

const DataPassing::Passed* DataPassing::find(std::string_view name, const RenderTask& task) const {
  auto value = values_.find(keyOf(name, task, task.variant->component.replicaKey));
  if (value == values_.end()) value = values_.find(keyOf(name, task, {}));
  return value == values_.end() ? nullptr : &value->second;
}

Result<ComponentVariant> DataPassing::withInputs(const RenderTask& task) const {
  ComponentVariant changed = *task.variant;
  std::optional<Failed> failure;
  for (const DataInput& input : task.variant->component.inputs) {
    if (input.parameterKey.empty()) continue;
    Result<Data> value = inputValue(input, task);
    Result<void> written = value ? write(input, *value, changed.component) : Result<void>(value.failure());
    if (!written) failure = written.failure();
  }
  if (failure) return *failure;
  return changed;
}

Result<Data> DataPassing::inputValue(const DataInput& input, const RenderTask& task) const {
  const Component& component = task.variant->component;
  if (const Passed* passed = find(input.from.text, task)) {
    if (passed->failure) return *passed->failure;
    if (passed->value) return *passed->value;
    return sink_.report(diag::ValueNotStatic, passed->output->valueFrom.span, passed->output->name.text, passed->component, passed->output->valueFrom.text)
        .related(input.from.span, "component `" + std::string(component.name.text) + "` takes it as input")
        .hint("hand in the objects as they are in the cluster with `--live DIR`")
        .emit();
  }
  std::optional<std::vector<PathPart>> path = parseValuePath(input.from.text);
  if (path) {
    Data roots = Data::object(arena_.copyArray<Member>(std::vector<Member>{{"context", context_, {}}}));
    if (const Data* value = valueAt(roots, *path)) return *value;
    // A path may lead into an output (spec/workflow.md 1.8).
    const Passed* whole = find(path->front().key, task);
    if (whole != nullptr && whole->failure) return *whole->failure;
    if (whole != nullptr && whole->value)
      if (const Data* value = valueAt(*whole->value, std::span(*path).subspan(1))) return *value;
  }
  return reportNotPassed(input, input.from.span, component, "no rendered component gives this value",
                         "only outputs of components are known before the workflow runs");
}

Result<void> DataPassing::write(const DataInput& input, const Data& value, Component& component) const {
  SpannedText key = input.parameterKey;
  std::optional<std::vector<PathPart>> path = parseValuePath(key.text);
  if (!path) return reportNotPassed(input, key.span, component, "`parameterKey` is not a path", "write a path such as `a.b`, `a[0]` or `a[\"k.x\"]`");
  if (scope_ == PassingScope::kPlacement) path->insert(path->begin(), {{"value", {}}, {"properties", {}}});
  if (writeAt(*path, value, component)) return {};
  return reportNotPassed(input, key.span, component, "`" + std::string(key.text) + "` leads to no property of the component",
                         "a path leads to `value.properties` or to `value.traits[0].properties`; an index is at most the length of its list");
}

/// Writes to `value.properties…` or `value.traits[i].properties…`; false for any other path, or one that leads nowhere.
bool DataPassing::writeAt(std::span<const PathPart> path, const Data& value, Component& component) const {
  if (path.size() < 2 || path.front().key != "value") return false;
  path = path.subspan(1);
  Data* properties = &component.properties;
  if (path.front().key == "traits") {
    if (path.size() < 3 || !path[1].index || *path[1].index >= component.traits.size()) return false;
    properties = &component.traits[*path[1].index].properties;
    path = path.subspan(2);
  }
  if (path.front().key != "properties") return false;
  std::optional<Data> changed = withValueAt(*properties, path.subspan(1), value, arena_);
  if (!changed || !changed->isObject()) return false;
  *properties = sorted(*changed, arena_);
  return true;
}

Failed DataPassing::reportNotPassed(const DataInput& input, SourceSpan place, const Component& component, std::string_view reason,
                                    std::string_view hint) const {
  return sink_.report(diag::InputNotPassed, place, input.from.text, component.name.text, reason).hint(std::string(hint)).emit();
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

void DataPassing::collect(const RenderTask& task, const RenderedGroup& group) {
  const std::vector<DataOutput>& outputs = task.variant->component.outputs;
  if (outputs.empty()) return;
  Data source = sourceOf(group);
  for (const DataOutput& output : outputs) {
    std::optional<std::vector<PathPart>> path = parseValuePath(output.valueFrom.text);
    const Data* value = path ? valueAt(source, *path) : nullptr;
    add(task, output, value != nullptr ? std::optional(*value) : std::nullopt, std::nullopt);
  }
}

void DataPassing::collectFailed(const RenderTask& task, const Failed& failure) {
  for (const DataOutput& output : task.variant->component.outputs) add(task, output, std::nullopt, failure);
}

void DataPassing::add(const RenderTask& task, const DataOutput& output, std::optional<Data> value, std::optional<Failed> failure) {
  const Component& component = task.variant->component;
  values_.insert_or_assign(keyOf(output.name.text, task, component.replicaKey), Passed{&output, component.name.text, value, failure});
}

}  // namespace oamc
