#include "passes/render/terraform.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace oamc {
namespace {

enum class PropertyType : std::uint8_t { kText, kFlag, kObject, kReference };

/// A property that the reference takes over into the spec when it is given (spec/rendering.md 8).
struct ReservedProperty {
  std::string_view name;
  PropertyType type;
  bool isVariable;  ///< it is also passed on as a Terraform variable
};

constexpr ReservedProperty kReserved[] = {
    {"JobEnv", PropertyType::kObject, true},
    {"backend", PropertyType::kObject, true},
    {"customRegion", PropertyType::kText, false},
    {"deleteResource", PropertyType::kFlag, true},
    {"forceDelete", PropertyType::kFlag, false},
    {"gitCredentialsSecretReference", PropertyType::kReference, false},
    {"gitRef", PropertyType::kObject, true},
    {"hcl", PropertyType::kText, true},
    {"inlineCredentials", PropertyType::kFlag, true},
    {"path", PropertyType::kText, true},
    {"providerRef", PropertyType::kReference, false},
    {"remote", PropertyType::kText, true},
    {"terraformCredentialsHelperConfigMapReference", PropertyType::kReference, true},
    {"terraformCredentialsSecretReference", PropertyType::kReference, true},
    {"terraformRCConfigMapReference", PropertyType::kReference, true},
    {"variable", PropertyType::kObject, true},
    {"writeConnectionSecretToRef", PropertyType::kReference, false},
};

const ReservedProperty* reserved(std::string_view name) {
  auto found = std::ranges::find(kReserved, name, &ReservedProperty::name);
  return found == std::end(kReserved) ? nullptr : found;
}

std::string_view typeName(PropertyType type) {
  switch (type) {
    case PropertyType::kText: return "a string";
    case PropertyType::kFlag: return "a bool";
    case PropertyType::kObject: return "an object";
    case PropertyType::kReference: return "an object with `name` and `namespace`";
  }
  return {};
}

bool isText(const Data* value) { return value == nullptr || value->isString() || value->isNull(); }

bool hasType(const Data& value, PropertyType type) {
  switch (type) {
    case PropertyType::kText: return value.isString();
    case PropertyType::kFlag: return value.kind() == DataKind::kBool;
    case PropertyType::kObject: return value.isObject();
    case PropertyType::kReference: return value.isObject() && isText(value.find("name")) && isText(value.find("namespace"));
  }
  return false;
}

class ConfigurationWriter {
 public:
  ConfigurationWriter(const ComponentVariant& variant, std::string_view namespaceName, ConfigurationStyle style, Arena& arena, DiagnosticSink& sink)
      : variant_(variant), properties_(variant.component.properties), namespace_(namespaceName), style_(style), arena_(arena), sink_(sink) {}

  Result<Data> write() {
    if (text("configuration").empty())
      return sink_.report(diag::TerraformWithoutConfiguration, variant_.definition->name.span, variant_.definition->name.text)
          .related(variant_.component.type.span, "used here")
          .emit();
    if (Result<void> checked = checkProperties(); !checked) return checked.failure();
    return object({
        {"apiVersion", Data::string("terraform.core.oam.dev/v1beta2"), {}},
        {"kind", Data::string("Configuration"), {}},
        {"metadata", metadata(), {}},
        {"spec", spec(), {}},
        {"status", isRecorded() ? object({{"apply", Data::object({}), {}}, {"destroy", Data::object({}), {}}}) : Data(), {}},
    });
  }

 private:
  bool isRecorded() const { return style_ == ConfigurationStyle::kRecorded; }

  std::string_view text(std::string_view key) const {
    const Data* value = variant_.definition->terraform.find(key);
    return value != nullptr && value->isString() ? value->text() : std::string_view();
  }

  Result<void> checkProperties() {
    if (!properties_.isObject()) return {};
    std::optional<Failed> failure;
    for (const Member& member : properties_.members()) {
      const ReservedProperty* property = reserved(member.key);
      if (property == nullptr || member.value.isNull() || hasType(member.value, property->type)) continue;
      failure = sink_.report(diag::TerraformPropertyType, member.value.span(), member.key, typeName(property->type)).emit();
    }
    return failure ? Result<void>(*failure) : Result<void>();
  }

  Data metadata() {
    const Data& annotations = variant_.definition->annotations;
    return object(
        {
            {"name", Data::string(variant_.component.name.text), {}},
            {"namespace", Data::string(namespace_), {}},
            {"annotations", annotations.isObject() && !annotations.members().empty() ? annotations : Data(), {}},
        },
        isRecorded() ? std::optional<Member>({"creationTimestamp", Data(), {}}) : std::nullopt);
  }

  Data spec() {
    std::vector<Member> members;
    for (const ReservedProperty& property : kReserved) {
      const Data* given = properties_.find(property.name);
      if (given != nullptr && !given->isNull()) set(members, property.name, property.type == PropertyType::kReference ? reference(*given) : *given);
    }
    for (std::string_view key : {"writeConnectionSecretToRef", "providerRef", "gitCredentialsSecretReference"}) {
      const Data* fallback = variant_.definition->terraform.find(key);
      if (properties_.find(key) == nullptr && fallback != nullptr && fallback->isObject()) set(members, key, reference(*fallback));
    }
    completeConnection(members);
    addConfiguration(members);
    if (isRecorded() && std::ranges::find(members, "gitRef", &Member::key) == members.end()) set(members, "gitRef", Data::object({}));
    Data variables = variable();
    if (isRecorded() || !variables.isNull()) set(members, "variable", variables);
    return Data::object(arena_.copyArray<Member>(members));
  }

  void addConfiguration(std::vector<Member>& members) {
    std::string_view type = text("type");
    // `hcl` is the documented default, which the reference forgets (spec/rendering.md 8, Q26).
    if (type == "hcl" || (type.empty() && !isRecorded())) set(members, "hcl", Data::string(text("configuration")));
    if (type != "remote") return;
    set(members, "remote", Data::string(text("configuration")));
    if (!text("path").empty()) set(members, "path", Data::string(text("path")));
  }

  /// The secret for the outputs lies beside the application unless it says otherwise.
  void completeConnection(std::vector<Member>& members) {
    auto found = std::ranges::find(members, "writeConnectionSecretToRef", &Member::key);
    if (found == members.end() || found->value.find("namespace") != nullptr) return;
    std::vector<Member> completed(found->value.members().begin(), found->value.members().end());
    completed.push_back({"namespace", Data::string(namespace_), {}});
    found->value = Data::object(arena_.copyArray<Member>(completed));
  }

  Data reference(const Data& given) {
    std::vector<Member> members;
    for (std::string_view key : {"name", "namespace"})
      if (const Data* value = given.find(key); value != nullptr && value->isString() && !value->text().empty()) members.push_back({key, *value, {}});
    return Data::object(arena_.copyArray<Member>(members));
  }

  Data variable() {
    if (!properties_.isObject()) return {};
    std::vector<Member> members;
    for (const Member& member : properties_.members()) {
      const ReservedProperty* property = reserved(member.key);
      if (property == nullptr || property->isVariable) members.push_back(member);
    }
    return Data::object(arena_.copyArray<Member>(members));
  }

  static void set(std::vector<Member>& members, std::string_view key, const Data& value) {
    auto found = std::ranges::find(members, key, &Member::key);
    if (found == members.end()) {
      members.push_back({key, value, {}});
    } else {
      found->value = value;
    }
  }

  /// An object without the members whose value is null, then `extra`.
  Data object(std::vector<Member> members, std::optional<Member> extra = std::nullopt) {
    std::erase_if(members, [](const Member& member) { return member.value.isNull(); });
    if (extra) members.push_back(*extra);
    return Data::object(arena_.copyArray<Member>(members));
  }

  const ComponentVariant& variant_;
  const Data& properties_;
  std::string_view namespace_;
  ConfigurationStyle style_;
  Arena& arena_;
  DiagnosticSink& sink_;
};

}  // namespace

Result<Data> terraformConfiguration(const ComponentVariant& variant, std::string_view namespaceName, ConfigurationStyle style, Arena& arena,
                                    DiagnosticSink& sink) {
  return ConfigurationWriter(variant, namespaceName, style, arena, sink).write();
}

}  // namespace oamc
