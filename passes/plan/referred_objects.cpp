#include "passes/plan/referred_objects.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "ir/oam/clusters.h"
#include "passes/assemble/object_edit.h"
#include "passes/assemble/scope.h"

namespace oamc {
namespace {

constexpr std::string_view kReferenceKeys[] = {"apiVersion", "cluster", "group", "kind", "labelSelector", "name", "namespace", "resource"};

/// What a cluster writes into an object (spec/rendering.md 10.4).
constexpr std::string_view kClusterFields[] = {"creationTimestamp", "deletionTimestamp", "generation", "managedFields",
                                               "ownerReferences",   "resourceVersion",   "uid"};

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

/// `configmap`, `configmaps`, `ingresses` and `networkpolicies` all name a kind.
bool namesKind(std::string_view resource, std::string_view kind) {
  std::string wanted = lowerCase(resource);
  std::string name = lowerCase(kind);
  bool endsInY = name.ends_with('y');
  return wanted == name || wanted == name + "s" || wanted == name + "es" || (endsInY && wanted == name.substr(0, name.size() - 1) + "ies");
}

/// One entry of `objects`.
class Reference {
 public:
  Reference(const Data& entry, std::string_view namespaceName) : entry_(entry), namespace_(namespaceName) {}

  bool matches(const LiveObject& live) const {
    const Data& object = live.object;
    std::string_view cluster = textAt(entry_, {"cluster"});
    if (live.cluster != (cluster.empty() ? kHubCluster : cluster)) return false;
    if (!matchesKind(object)) return false;
    std::string_view name = textAt(entry_, {"name"});
    if (!name.empty() && textAt(object, {"metadata", "name"}) != name) return false;
    std::string_view liveNamespace = textAt(object, {"metadata", "namespace"});
    if ((liveNamespace.empty() ? std::string_view("default") : liveNamespace) != wantedNamespace()) return false;
    return matchesLabels(object);
  }

  std::string text() const {
    std::string kind(textAt(entry_, {"resource"}));
    if (kind.empty()) kind = std::string(textAt(entry_, {"kind"}));
    return kind + " " + std::string(wantedNamespace()) + "/" + std::string(textAt(entry_, {"name"}));
  }

  /// The key that is written first; normalized properties are sorted.
  SourceSpan place() const {
    if (!entry_.isObject() || entry_.members().empty()) return entry_.span();
    return std::ranges::min_element(entry_.members(), {}, [](const Member& member) { return member.keySpan.begin; })->keySpan;
  }

 private:
  std::string_view wantedNamespace() const {
    std::string_view own = textAt(entry_, {"namespace"});
    return own.empty() ? namespace_ : own;
  }

  bool matchesKind(const Data& object) const {
    std::string_view kind = textAt(object, {"kind"});
    std::string_view group = textAt(entry_, {"group"});
    if (!group.empty() && groupOf(textAt(object, {"apiVersion"})) != group) return false;
    std::string_view resource = textAt(entry_, {"resource"});
    if (!resource.empty()) return namesKind(resource, kind);
    return textAt(entry_, {"kind"}) == kind && textAt(entry_, {"apiVersion"}) == textAt(object, {"apiVersion"});
  }

  bool matchesLabels(const Data& object) const {
    const Data* selector = entry_.find("labelSelector");
    if (selector == nullptr || !selector->isObject()) return true;
    return std::ranges::all_of(selector->members(), [&](const Member& wanted) {
      return wanted.value.isString() && textAt(object, {"metadata", "labels", wanted.key}) == wanted.value.text();
    });
  }

  const Data& entry_;
  std::string_view namespace_;
};

Data cleaned(const Data& object, Arena& arena) {
  Data result = withoutMember(object, "status", arena);
  if (const Data* metadata = result.find("metadata"); metadata != nullptr && metadata->isObject()) {
    Data kept = *metadata;
    for (std::string_view key : kClusterFields) kept = withoutMember(kept, key, arena);
    result = withMember(result, "metadata", kept, arena);
  }
  const Data* spec = result.find("spec");
  bool isService = textAt(result, {"kind"}) == "Service" && textAt(result, {"apiVersion"}) == "v1";
  if (isService && spec != nullptr && textAt(*spec, {"clusterIP"}) != "None")
    result = withMember(result, "spec", withoutMember(withoutMember(*spec, "clusterIP", arena), "clusterIPs", arena), arena);
  return result;
}

std::string sortKey(const Data& object) {
  std::string key(textAt(object, {"apiVersion"}));
  for (std::string_view part : {textAt(object, {"kind"}), textAt(object, {"metadata", "namespace"}), textAt(object, {"metadata", "name"})}) {
    key += '\0';
    key += part;
  }
  return key;
}

Result<void> checkKeys(const Data& entry, DiagnosticSink& sink) {
  if (!entry.isObject()) return {};
  std::optional<Failed> failure;
  for (const Member& member : entry.members())
    if (std::ranges::find(kReferenceKeys, member.key) == std::end(kReferenceKeys))
      failure = sink.report(diag::UnknownKey, member.keySpan, member.key, "a reference to an object")
                    .hint("whole objects go into a component of type `k8s-objects`")
                    .emit();
  return failure ? Result<void>(*failure) : Result<void>();
}

}  // namespace

Result<void> checkReferences(const Component& component, DiagnosticSink& sink) {
  const Member* urls = component.properties.findMember("urls");
  if (urls == nullptr || !urls->value.isList() || urls->value.items().empty()) return {};
  return sink.report(diag::ReferenceByUrl, urls->keySpan, component.name.text).hint("put the objects into a file and give them with `--live DIR`").emit();
}

Result<Data> referredProperties(const Component& component, const Workspace& workspace, std::string_view namespaceName, Arena& arena, DiagnosticSink& sink) {
  if (Result<void> checked = checkReferences(component, sink); !checked) return checked.failure();
  const Data* entries = component.properties.find("objects");
  std::vector<Data> objects;
  std::optional<Failed> failure;
  for (const Data& entry : entries != nullptr && entries->isList() ? entries->items() : std::span<const Data>()) {
    if (Result<void> checked = checkKeys(entry, sink); !checked) {
      failure = checked.failure();
      continue;
    }
    Reference reference(entry, namespaceName);
    std::size_t before = objects.size();
    for (const LiveObject& live : workspace.liveObjects)
      if (reference.matches(live)) objects.push_back(cleaned(live.object, arena));
    if (objects.size() == before)
      failure = sink.report(diag::ReferredObjectMissing, reference.place(), reference.text())
                    .hint("hand in the objects that exist with `--live DIR`, one folder for each cluster: DIR/local/flags.yaml")
                    .emit();
  }
  if (failure) return *failure;
  std::ranges::sort(objects, {}, sortKey);
  return withMember(component.properties, "objects", Data::list(arena.copyArray<Data>(objects)), arena);
}

}  // namespace oamc
