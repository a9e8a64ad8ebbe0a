#include "passes/validate/validate.h"

#include <optional>
#include <string>

#include "ir/oam/metadata_names.h"
#include "passes/assemble/object_edit.h"
#include "passes/validate/check_fields.h"

namespace oamc {
namespace {

/// Kinds whose names are DNS labels rather than subdomains.
std::optional<std::string> nameProblem(std::string_view kind, std::string_view name) {
  if (kind == "Namespace") return dnsLabelProblem(name, false);
  if (kind == "Service") return dnsLabelProblem(name, true);
  // RBAC names are path segments: `system:admin` is one.
  if (kind == "Role" || kind == "RoleBinding" || kind == "ClusterRole" || kind == "ClusterRoleBinding") {
    bool isSegment = !name.empty() && name != "." && name != ".." && name.find_first_of("/%") == std::string_view::npos;
    return isSegment ? std::nullopt : std::optional<std::string>("is no path segment");
  }
  return subdomainProblem(name);
}

class ObjectValidation {
 public:
  ObjectValidation(const RenderedApp& app, DiagnosticSink& sink) : app_(app), sink_(sink) {}

  Result<void> run() {
    for (const RenderedStep& step : app_.steps)
      for (const RenderedGroup& group : step.groups) {
        if (auto problem = labelValueProblem(group.component)) {
          // Names that the user wrote have been judged with the documents; an override may have made others.
          if (app_.application->findComponent(group.component) == nullptr) reportName("component", group.component, *problem, group.span);
          continue;
        }
        for (const RenderedObject& object : group.objects) check(object, group);
      }
    return failure_ ? Result<void>(*failure_) : Result<void>();
  }

 private:
  void check(const RenderedObject& rendered, const RenderedGroup& group) {
    const Data& object = rendered.object;
    std::string_view kind = textAt(object, {"kind"});
    std::string_view name = textAt(object, {"metadata", "name"});
    if (textAt(object, {"apiVersion"}).empty())
      failure_ = sink_.report(diag::ObjectWithoutApiVersion, rendered.producer, kind, name).hint("a Kubernetes object needs `apiVersion`").emit();
    if (auto problem = nameProblem(kind, name)) {
      bool isComponentName = name == group.component;
      reportName(kind, name, *problem, isComponentName ? group.span : placeOf(object, "name", rendered.producer));
    }
    std::string_view namespaceName = textAt(object, {"metadata", "namespace"});
    if (auto problem = namespaceName.empty() ? std::nullopt : dnsLabelProblem(namespaceName, false))
      failure_ = sink_.report(diag::InvalidObjectNamespace, placeOf(object, "namespace", rendered.producer), namespaceName, *problem).emit();
    componentName_ = group.component;
    checkLabels(object, rendered.producer);
    checkAnnotations(object, rendered.producer);
    if (Result<void> fields = checkFields(object, rendered.producer, sink_); !fields) failure_ = fields.failure();
  }

  void reportName(std::string_view kind, std::string_view name, const std::string& problem, SourceSpan place) {
    auto builder = sink_.report(diag::InvalidObjectName, place, kind, name, problem);
    std::string near = nearestName(name);
    if (!near.empty() && near != name && !subdomainProblem(near)) builder.hint("for example `" + near + "`");
    if (problem.starts_with("has ") && name.size() > 63) builder.hint("it becomes a label value and, for a Service, a DNS label: shorten it to 63 characters");
    failure_ = builder.emit();
  }

  void checkLabels(const Data& object, SourceSpan producer) {
    std::string_view path[] = {"metadata", "labels"};
    const Data* labels = findPath(object, path);
    if (labels == nullptr || !labels->isObject()) return;
    for (const Member& label : labels->members()) {
      if (auto problem = metadataKeyProblem(label.key)) report(diag::InvalidObjectLabel, label, "the key " + *problem, producer);
      if (auto problem = labelValueProblem(label.value.text()))
        report(diag::InvalidObjectLabel, label, "the value `" + std::string(label.value.text()) + "` " + *problem, producer);
    }
  }

  void checkAnnotations(const Data& object, SourceSpan producer) {
    std::string_view path[] = {"metadata", "annotations"};
    const Data* annotations = findPath(object, path);
    if (annotations == nullptr || !annotations->isObject()) return;
    for (const Member& annotation : annotations->members())
      if (auto problem = metadataKeyProblem(annotation.key)) report(diag::InvalidObjectAnnotation, annotation, "the key " + *problem, producer);
  }

  template <typename Row>
  void report(Row row, const Member& member, const std::string& problem, SourceSpan producer) {
    SourceSpan written = member.value.span().valid() ? member.value.span() : writtenKey(member.key);
    failure_ = sink_.report(row, written.valid() ? written : producer, member.key, problem).emit();
  }

  /// Where the user wrote a key that a template only hands on, as `labels` and `annotations` do; invalid when the template made it up.
  SourceSpan writtenKey(std::string_view key) const {
    const Component* component = app_.application->findComponent(componentName_);
    if (component == nullptr) return {};
    SourceSpan found = keyBelow(component->properties, key, 0);
    for (const Trait& trait : component->traits)
      if (!found.valid()) found = keyBelow(trait.properties, key, 0);
    return found;
  }

  static SourceSpan keyBelow(const Data& value, std::string_view key, int depth) {
    constexpr int kMaxDepth = 20;  // labels and annotations are given near the top
    SourceSpan found;
    if (depth == kMaxDepth) return found;
    if (value.isList())
      for (const Data& item : value.items())
        if (!found.valid()) found = keyBelow(item, key, depth + 1);
    if (value.isObject())
      for (const Member& member : value.members())
        if (!found.valid()) found = member.key == key ? member.keySpan : keyBelow(member.value, key, depth + 1);
    return found;
  }

  static SourceSpan placeOf(const Data& object, std::string_view key, SourceSpan producer) {
    std::string_view path[] = {"metadata", key};
    const Data* value = findPath(object, path);
    return value != nullptr && value->span().valid() ? value->span() : producer;
  }

  const RenderedApp& app_;
  std::string_view componentName_;  // whose objects are being checked
  DiagnosticSink& sink_;
  std::optional<Failed> failure_;
};

}  // namespace

Result<void> validateObjects(const RenderedApp& app, DiagnosticSink& sink) { return ObjectValidation(app, sink).run(); }

}  // namespace oamc
