#include "passes/assemble/assemble.h"

#include <algorithm>
#include <optional>
#include <string>

#include "ir/data/text/spew.h"
#include "ir/oam/clusters.h"
#include "passes/assemble/metadata.h"
#include "passes/assemble/object_edit.h"

namespace oamc {
namespace {

constexpr std::string_view kNameLabel = "app.oam.dev/name";
constexpr std::string_view kComponentLabel = "app.oam.dev/component";
constexpr std::string_view kNamespaceLabel = "app.oam.dev/namespace";
constexpr std::string_view kRevisionLabel = "app.oam.dev/appRevision";
constexpr std::string_view kResourceTypeLabel = "app.oam.dev/resourceType";
constexpr std::string_view kClusterLabel = "app.oam.dev/cluster";
constexpr std::string_view kWorkloadTypeLabel = "workload.oam.dev/type";
constexpr std::string_view kTraitTypeLabel = "trait.oam.dev/type";
constexpr std::string_view kTraitResourceLabel = "trait.oam.dev/resource";
constexpr std::string_view kManageWorkloadLabel = "trait.oam.dev/manage-workload";
constexpr std::string_view kLabelFilter = "filter.oam.dev/label-keys";
constexpr std::string_view kAnnotationFilter = "filter.oam.dev/annotation-keys";

/// Annotations that steer the controller and never reach an object (spec/rendering.md 3.5).
constexpr std::string_view kInternalAnnotations[] = {
    "app.oam.dev/inplace-upgrade",
    kLabelFilter,
    kAnnotationFilter,
    "kubectl.kubernetes.io/last-applied-configuration",
};

/// One object on its way from a part to a complete object.
class ObjectAssembly {
 public:
  ObjectAssembly(const RenderedPart& part, AssembleContext& cx) : part_(part), cx_(cx), object_(part.object), labels_(cx.arena) {}

  /// Pass A of spec/rendering.md 3.5: the labels that enter generated names.
  Result<void> start(std::string_view component, std::initializer_list<std::pair<std::string_view, std::string_view>> own) {
    Result<TextMap> labels = metadataTexts(object_, "labels", part_.producer, cx_.arena, cx_.sink);
    if (!labels) return labels.failure();
    labels_ = *labels;
    labels_.set(kNameLabel, cx_.plan.application->name.text);
    labels_.set(kComponentLabel, component);
    for (auto [key, value] : own) labels_.set(key, value);
    return {};
  }

  bool isNamed() const { return !textAt(object_, {"metadata", "name"}).empty(); }
  void setName(std::string_view name) { setMetadata("name", Data::string(name)); }

  /// `<component>-<trait>-<hash>` over the object with the labels so far (spec/rendering.md 3.7).
  void generateName(std::string_view component) {
    std::string type;
    for (char c : part_.type) type += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (type.empty() || type == "dummy") type = "trait";
    std::string_view path[] = {"metadata", "labels"};
    Data dumped = withPath(object_, path, labels_.data(), cx_.arena);
    setName(cx_.arena.copyText(std::string(component) + "-" + type + "-" + nameHash(dumpObject(dumped))));
  }

  void setLabel(std::string_view key, std::string_view value) { labels_.set(key, value); }
  void setRevisionLabel() { setRevision(labels_); }

  /// Common labels, minus those that the application filters (spec/rendering.md 3.5 pass B).
  void addCommonLabels(std::string_view component) {
    TextMap common(cx_.arena);
    common.addAll(cx_.plan.application->labels);
    common.set(kNameLabel, cx_.plan.application->name.text);
    common.set(kNamespaceLabel, cx_.plan.namespaceName);
    common.set(kComponentLabel, component);
    setRevision(common);
    for (std::string_view key : splitCommas(cx_.plan.application->annotation(kLabelFilter), true)) common.remove(key);
    setRevision(labels_);
    labels_.addAll(common.data());
  }

  Result<void> setAnnotations() {
    Result<TextMap> annotations = metadataTexts(object_, "annotations", part_.producer, cx_.arena, cx_.sink);
    if (!annotations) return annotations.failure();
    annotations->addAll(cx_.plan.application->annotations);
    for (std::string_view key : kInternalAnnotations) annotations->remove(key);
    for (std::string_view key : splitCommas(cx_.plan.application->annotation(kAnnotationFilter), false)) annotations->remove(key);
    if (annotations->empty() && !isDryRun()) {
      removeMetadata("annotations");
    } else {
      setMetadata("annotations", annotations->data());
    }
    return {};
  }

  void setNamespace(std::string_view forced, bool isAlsoForNamespaces) {
    std::string_view own = textAt(object_, {"metadata", "namespace"});
    bool isNamespace = textAt(object_, {"kind"}) == "Namespace" && textAt(object_, {"apiVersion"}) == "v1";
    if (!forced.empty()) {
      setMetadata("namespace", Data::string(forced));
    } else if (own.empty() && (!isNamespace || isAlsoForNamespaces)) {
      setMetadata("namespace", Data::string(cx_.plan.namespaceName));
    }
    if (!isDryRun()) dropNamespaceOfClusterScope();
  }

  /// An object {apiVersion, kind, name} of the workload at the path that the trait's definition names (spec/rendering.md 3.5).
  Result<void> setWorkloadReference(std::string_view path, const Data& workload) {
    std::vector<std::string_view> keys;
    for (std::string_view rest = path; !rest.empty();) {
      std::size_t dot = rest.find('.');
      keys.push_back(rest.substr(0, dot));
      rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    const Data* at = &object_;
    for (std::size_t i = 0; i + 1 < keys.size() && at != nullptr; ++i) {
      at = at->find(keys[i]);
      if (at != nullptr && !at->isObject()) return cx_.sink.report(diag::WorkloadReferenceBlocked, part_.producer, path, keys[i], part_.resource).emit();
    }
    std::vector<Member> members;
    for (std::string_view key : {"apiVersion", "kind"}) members.push_back({key, Data::string(textAt(workload, {key})), {}});
    members.push_back({"name", Data::string(textAt(workload, {"metadata", "name"})), {}});
    object_ = withPath(object_, keys, Data::object(cx_.arena.copyArray<Member>(members)), cx_.arena);
    return {};
  }

  /// The finished object as one that goes to `cluster`, unless its own label sends it elsewhere.
  RenderedObject complete(const RenderedPart& part, ObjectRole role, std::string_view cluster) {
    RenderedObject object;
    object.role = role;
    object.trait = part.type;
    object.resource = part.resource;
    object.producer = part.producer;
    std::string_view target = labels_.find(kClusterLabel);
    object.cluster = target.empty() ? cluster : target;
    // The hub is not worth a label, unless the template asked for it (design of the product, section 2).
    bool isOnHub = cluster.empty() || cluster == kHubCluster;
    if (!isDryRun() && target.empty() && !isOnHub) labels_.set(kClusterLabel, cluster);
    setMetadata("labels", labels_.data());
    object.object = object_;
    return object;
  }

 private:
  bool isDryRun() const { return cx_.options.mode == RenderMode::kDryRun; }

  void setRevision(TextMap& labels) {
    if (isDryRun() || !cx_.plan.revisionName.empty()) labels.set(kRevisionLabel, cx_.plan.revisionName);
  }

  void setMetadata(std::string_view key, const Data& value) {
    std::string_view path[] = {"metadata", key};
    object_ = withPath(object_, path, value, cx_.arena);
  }

  void removeMetadata(std::string_view key) {
    const Data* metadata = object_.find("metadata");
    if (metadata != nullptr && metadata->findMember(key) != nullptr)
      object_ = withMember(object_, "metadata", withoutMember(*metadata, key, cx_.arena), cx_.arena);
  }

  void dropNamespaceOfClusterScope() {
    std::string_view group = groupOf(textAt(object_, {"apiVersion"}));
    std::string_view kind = textAt(object_, {"kind"});
    std::optional<Scope> scope = cx_.scopes.find(group, kind);
    if (!scope) {
      std::string name = group.empty() ? std::string(kind) : std::string(kind) + "." + std::string(group);
      cx_.sink.report(diag::UnknownScope, part_.producer, name).hint("give its CustomResourceDefinition with `--crds DIR` if it is not").emit();
    }
    if (scope == Scope::kCluster) removeMetadata("namespace");
  }

  const RenderedPart& part_;
  AssembleContext& cx_;
  Data object_;
  TextMap labels_;
};

std::string_view attribute(const Definition* definition, std::string_view name) {
  return definition == nullptr ? std::string_view() : definition->attributeText({name});
}

Result<DispatchStage> stageOf(const RenderedPart& part, AssembleContext& cx) {
  std::string_view stage = attribute(part.trait, "stage");
  if (stage.empty() || stage == "DefaultDispatch") return DispatchStage::kDefault;
  if (stage == "PreDispatch") return DispatchStage::kPre;
  if (stage == "PostDispatch") return DispatchStage::kPost;
  if (cx.options.mode == RenderMode::kDryRun) return DispatchStage::kDefault;
  return cx.sink.report(diag::UnknownStage, part.trait->name.span, stage, part.trait->name.text)
      .related(part.producer, "used here")
      .hint("stages are `PreDispatch`, `DefaultDispatch` and `PostDispatch`")
      .emit();
}

class GroupAssembly {
 public:
  GroupAssembly(const RenderedParts& parts, const RenderTask& task, AssembleContext& cx)
      : parts_(parts), task_(task), component_(task.variant->component), cx_(cx), isRender_(cx.options.mode == RenderMode::kRender) {}

  Result<RenderedGroup> run() {
    group_.component = component_.name.text;
    group_.replicaKey = component_.replicaKey;
    group_.placement = task_.placement;
    group_.hasWrittenProperties = task_.variant->hasWrittenProperties;
    group_.span = component_.name.span;
    isManaged_ = isRender_ && std::ranges::any_of(task_.variant->traitDefinitions,
                                                  [](const Definition* definition) { return definition->attributeFlag({"manageWorkload"}); });
    std::optional<Failed> failure;
    for (const RenderedPart& part : parts_.parts) {
      Result<RenderedObject> object = part.type.empty() ? assembleWorkload(part) : assembleAuxiliary(part);
      if (object) {
        group_.objects.push_back(*object);
      } else {
        failure = object.failure();
      }
    }
    if (failure) return *failure;
    if (isManaged_) std::erase_if(group_.objects, [](const RenderedObject& object) { return object.role == ObjectRole::kWorkload; });
    if (isRender_) std::ranges::stable_sort(group_.objects, {}, &RenderedObject::stage);
    return std::move(group_);
  }

 private:
  Result<RenderedObject> assembleWorkload(const RenderedPart& part) {
    ObjectAssembly assembly(part, cx_);
    std::string type = convertedTypeName(component_.type.text);
    if (Result<void> done = assembly.start(component_.name.text, {{kWorkloadTypeLabel, cx_.arena.copyText(type)}}); !done) return done.failure();
    if (!assembly.isNamed()) assembly.setName(component_.name.text);
    assembly.setNamespace(task_.placement.namespaceName, false);
    assembly.setLabel(kResourceTypeLabel, "WORKLOAD");
    assembly.addCommonLabels(component_.name.text);
    if (Result<void> done = assembly.setAnnotations(); !done) return done.failure();
    RenderedObject object = assembly.complete(part, ObjectRole::kWorkload, task_.placement.cluster);
    workload_ = object.object;
    return object;
  }

  Result<RenderedObject> assembleAuxiliary(const RenderedPart& part) {
    ObjectAssembly assembly(part, cx_);
    if (Result<void> done = assembly.start(component_.name.text, {{kTraitTypeLabel, part.type}, {kTraitResourceLabel, part.resource}}); !done)
      return done.failure();
    if (!assembly.isNamed()) assembly.generateName(component_.name.text);
    assembly.setLabel(kResourceTypeLabel, "TRAIT");
    assembly.addCommonLabels(component_.name.text);
    if (isManaged_ && part.trait != nullptr && part.trait->attributeFlag({"manageWorkload"})) assembly.setLabel(kManageWorkloadLabel, "true");
    if (Result<void> done = assembly.setAnnotations(); !done) return done.failure();
    bool isForHub = isRender_ && part.trait != nullptr && part.trait->attributeFlag({"controlPlaneOnly"});
    if (isForHub) assembly.setLabel(kClusterLabel, kHubCluster);
    assembly.setNamespace(isForHub ? cx_.plan.namespaceName : task_.placement.namespaceName, false);
    std::string_view path = attribute(part.trait, "workloadRefPath");
    if (!path.empty())
      if (Result<void> done = assembly.setWorkloadReference(path, workload_); !done) return done.failure();
    Result<DispatchStage> stage = stageOf(part, cx_);
    if (!stage) return stage.failure();
    RenderedObject object = assembly.complete(part, ObjectRole::kTrait, task_.placement.cluster);
    object.stage = *stage;
    return object;
  }

  const RenderedParts& parts_;
  const RenderTask& task_;
  const Component& component_;
  AssembleContext& cx_;
  bool isRender_;
  bool isManaged_ = false;
  RenderedGroup group_;
  Data workload_;
};

}  // namespace

Result<RenderedGroup> assembleComponent(const RenderedParts& parts, const RenderTask& task, AssembleContext& cx) {
  ContextScope scope(cx.sink, "component `" + std::string(task.variant->component.name.text) + "`");
  return GroupAssembly(parts, task, cx).run();
}

Result<RenderedGroup> assemblePostDispatch(const RenderedParts& parts, const RenderTask& task, AssembleContext& cx) {
  const Component& component = task.variant->component;
  ContextScope scope(cx.sink, "component `" + std::string(component.name.text) + "`");
  RenderedGroup group;
  group.component = component.name.text;
  group.placement = task.placement;
  group.span = component.name.span;
  for (const RenderedPart& part : parts.parts) {
    Result<DispatchStage> stage = stageOf(part, cx);
    if (!stage) return stage.failure();
    bool isResent = !part.type.empty() && (part.trait == nullptr || *stage == DispatchStage::kPost);
    if (!isResent) continue;
    ObjectAssembly assembly(part, cx);
    if (Result<void> done = assembly.start(component.name.text, {{kTraitTypeLabel, part.type}, {kTraitResourceLabel, part.resource}}); !done)
      return done.failure();
    if (!assembly.isNamed()) return cx.sink.report(diag::PostDispatchWithoutName, part.producer, part.resource).emit();
    assembly.setLabel(kNamespaceLabel, cx.plan.namespaceName);
    assembly.setRevisionLabel();
    assembly.setNamespace(task.placement.namespaceName.empty() ? cx.plan.namespaceName : task.placement.namespaceName, false);
    group.objects.push_back(assembly.complete(part, ObjectRole::kTrait, task.placement.cluster));
  }
  return group;
}

Result<RenderedGroup> assemblePolicy(const RenderedParts& parts, const PlannedPolicy& policy, AssembleContext& cx) {
  ContextScope scope(cx.sink, "policy `" + std::string(policy.name) + "`");
  bool isRender = cx.options.mode == RenderMode::kRender;
  RenderedGroup group;
  group.component = policy.name;
  group.span = policy.span;
  for (const RenderedPart& part : parts.parts) {
    ObjectAssembly assembly(part, cx);
    if (Result<void> done = assembly.start(policy.name, {}); !done) return done.failure();
    assembly.setRevisionLabel();
    if (isRender) assembly.setLabel(kNamespaceLabel, cx.plan.namespaceName);
    if (!assembly.isNamed()) assembly.setName(policy.name);
    assembly.setNamespace({}, true);
    group.objects.push_back(assembly.complete(part, ObjectRole::kPolicy, {}));
  }
  return group;
}

}  // namespace oamc
