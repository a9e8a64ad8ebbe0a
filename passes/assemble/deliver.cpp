#include "passes/assemble/deliver.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "ir/oam/clusters.h"
#include "passes/assemble/object_edit.h"
#include "passes/assemble/scope.h"

namespace oamc {
namespace {

/// Cluster, group, kind, namespace, name.
using Identity = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, std::string_view>;

Identity identityOf(const Data& object, std::string_view cluster) {
  return {cluster, groupOf(textAt(object, {"apiVersion"})), textAt(object, {"kind"}), textAt(object, {"metadata", "namespace"}),
          textAt(object, {"metadata", "name"})};
}

/// True for labels that say who made an object rather than what it is.
bool isProducerLabel(std::string_view key) {
  return key == "app.oam.dev/component" || key == "app.oam.dev/resourceType" || key == "workload.oam.dev/type" || key.starts_with("trait.oam.dev/");
}

Data withoutProducer(const Data& object, Arena& arena) {
  std::string_view path[] = {"metadata", "labels"};
  const Data* labels = findPath(object, path);
  if (labels == nullptr || !labels->isObject()) return object;
  std::vector<Member> kept;
  std::ranges::copy_if(labels->members(), std::back_inserter(kept), [](const Member& member) { return !isProducerLabel(member.key); });
  return withPath(object, path, Data::object(arena.copyArray<Member>(kept)), arena);
}

std::string describe(const Data& object) {
  std::string text = std::string(textAt(object, {"kind"})) + " ";
  std::string_view namespaceName = textAt(object, {"metadata", "namespace"});
  if (!namespaceName.empty()) text += std::string(namespaceName) + "/";
  return text + std::string(textAt(object, {"metadata", "name"}));
}

void markGroup(RenderedGroup& group, std::set<Identity>& delivered) {
  auto isNew = [&](const RenderedObject& object) { return !delivered.contains(identityOf(object.object, object.cluster)); };
  bool isPresent = std::ranges::none_of(group.objects, isNew);
  std::vector<Identity> sent;
  for (DispatchStage stage : {DispatchStage::kPre, DispatchStage::kDefault, DispatchStage::kPost}) {
    bool hasNew = std::ranges::any_of(group.objects, [&](const RenderedObject& object) { return object.stage == stage && isNew(object); });
    for (RenderedObject& object : group.objects) {
      if (object.stage != stage) continue;
      object.isSent = !isPresent && (hasNew || !group.hasWrittenProperties);
      if (object.isSent) sent.push_back(identityOf(object.object, object.cluster));
    }
  }
  delivered.insert(sent.begin(), sent.end());
}

class DesiredState {
 public:
  DesiredState(RenderedApp& app, const RenderOptions& options, DiagnosticSink& sink) : app_(app), options_(options), sink_(sink) {}

  Result<void> collect() {
    for (std::size_t step = 0; step < app_.steps.size(); ++step)
      for (const RenderedGroup& group : app_.steps[step].groups)
        for (const RenderedObject& object : group.objects) add(object, group, step);
    return failure_ ? Result<void>(*failure_) : Result<void>();
  }

 private:
  struct Known {
    std::size_t index;  // in app_.objects
    std::size_t step;
    const RenderedObject* object;
  };

  void add(const RenderedObject& object, const RenderedGroup& group, std::size_t step) {
    std::string_view cluster = object.cluster.empty() ? kHubCluster : object.cluster;
    auto [present, isNew] = known_.emplace(identityOf(object.object, cluster), Known{app_.objects.size(), step, &object});
    if (isNew) {
      app_.objects.push_back({cluster, object.object, &group});
      return;
    }
    Known& known = present->second;
    DesiredObject& desired = app_.objects[known.index];
    if (equal(withoutProducer(desired.object, *app_.arena), withoutProducer(object.object, *app_.arena))) return;
    if (known.step == step || desired.group->component != group.component) return reportConflict(object, group, desired, *known.object);
    bool isKept = !(options_.restagesLast || object.isSent);
    warnOfOverlap(object, app_.steps[step], app_.steps[known.step], *known.object, isKept);
    if (isKept) return;
    desired.object = object.object;
    desired.group = &group;
    known.step = step;
    known.object = &object;
  }

  void reportConflict(const RenderedObject& object, const RenderedGroup& group, const DesiredObject& desired, const RenderedObject& first) {
    failure_ = sink_.report(diag::ObjectTwice, placeOf(object, group), describe(object.object), desired.group->component, group.component)
                   .related(placeOf(first, *desired.group), "component `" + std::string(desired.group->component) + "` makes it too")
                   .hint("give the objects different names or namespaces")
                   .emit();
  }

  /// The name as the user wrote it, if it comes from a property; else the producer.
  static SourceSpan placeOf(const RenderedObject& object, const RenderedGroup& group) {
    std::string_view path[] = {"metadata", "name"};
    const Data* name = findPath(object.object, path);
    if (name != nullptr && name->span().valid()) return name->span();
    return object.producer.valid() ? object.producer : group.span;
  }

  void warnOfOverlap(const RenderedObject& object, const RenderedStep& step, const RenderedStep& earlier, const RenderedObject& first, bool isKept) {
    std::string winner(isKept ? earlier.name : step.name);
    sink_.report(diag::StepsOverlap, object.producer, describe(object.object), earlier.name, step.name, winner)
        .related(first.producer, "delivered first")
        .hint(isKept ? "a controller does not send what is there already; `--restage last` takes the last step instead"
                     : "deliver it in one step only, or to different places")
        .emit();
  }

  RenderedApp& app_;
  const RenderOptions& options_;
  DiagnosticSink& sink_;
  std::map<Identity, Known> known_;
  std::optional<Failed> failure_;
};

}  // namespace

void markSent(std::vector<RenderedStep>& steps) {
  std::set<Identity> delivered;
  for (RenderedStep& step : steps)
    for (RenderedGroup& group : step.groups) markGroup(group, delivered);
}

Result<void> collectDesiredState(RenderedApp& app, const RenderOptions& options, DiagnosticSink& sink) { return DesiredState(app, options, sink).collect(); }

}  // namespace oamc
