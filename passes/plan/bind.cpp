#include "passes/plan/bind.h"

#include <string>

#include "ir/data/go_tree.h"

namespace oamc {
namespace {

/// Builds one JSON object; absent parts are left out as Go's `omitempty` does.
class ObjectWriter {
 public:
  explicit ObjectWriter(Arena& arena) : arena_(arena) {}

  void text(std::string_view key, const SpannedText& value) {
    if (!value.empty()) add(key, Data::string(value.text, value.span));
  }
  void add(std::string_view key, const Data& value) { members_.push_back({key, value, {}}); }
  void given(std::string_view key, const Data& value) {
    if (!value.isNull()) add(key, value);
  }
  template <typename Items, typename Convert>
  void list(std::string_view key, const Items& source, Convert convert) {
    if (source.empty()) return;
    std::vector<Data> items;
    for (const auto& item : source) items.push_back(convert(item));
    add(key, Data::list(arena_.copyArray<Data>(items)));
  }
  Data finish() { return Data::object(arena_.copyArray<Member>(members_)); }

 private:
  Arena& arena_;
  std::vector<Member> members_;
};

Data traitData(const Trait& trait, Arena& arena) {
  ObjectWriter writer(arena);
  writer.add("type", Data::string(trait.type.text));
  writer.given("properties", trait.properties);
  return writer.finish();
}

Data inputData(const DataInput& input, Arena& arena) {
  ObjectWriter writer(arena);
  writer.add("from", Data::string(input.from.text));
  writer.text("parameterKey", input.parameterKey);
  return writer.finish();
}

Data outputData(const DataOutput& output, Arena& arena) {
  ObjectWriter writer(arena);
  writer.add("name", Data::string(output.name.text));
  writer.add("valueFrom", Data::string(output.valueFrom.text));
  return writer.finish();
}

Data componentData(const Component& component, Arena& arena) {
  ObjectWriter writer(arena);
  writer.add("name", Data::string(component.name.text));
  writer.add("type", Data::string(component.type.text));
  writer.text("externalRevision", component.externalRevision);
  writer.given("properties", component.properties);
  writer.list("dependsOn", component.dependsOn, [](const SpannedText& name) { return Data::string(name.text); });
  writer.list("inputs", component.inputs, [&](const DataInput& input) { return inputData(input, arena); });
  writer.list("outputs", component.outputs, [&](const DataOutput& output) { return outputData(output, arena); });
  writer.list("traits", component.traits, [&](const Trait& trait) { return traitData(trait, arena); });
  writer.given("scopes", component.scopes);
  return writer.finish();
}

Data propertiesOrEmpty(const Data& properties) { return properties.isNull() ? Data::object({}) : properties; }

bool hasEqualProperties(const Component& written, const Data& normalized, BindContext& cx) {
  return equal(propertiesOrEmpty(normalizedProperties(written.properties, cx.arena, cx.sink)), propertiesOrEmpty(normalized));
}

}  // namespace

Data normalizedProperties(const Data& properties, Arena& arena, DiagnosticSink& sink) {
  return goTree(properties, arena, [&](const Data& number, const Number& rounded) {
    sink.report(diag::NumberRounded, number.span(), number.number().text(), rounded.text())
        .hint("numbers pass through 64-bit floating point; quote it if it is an identifier")
        .emit();
  });
}

std::unique_ptr<ComponentVariant> bindComponent(const Component& component, const Component* written, BindContext& cx) {
  auto variant = std::make_unique<ComponentVariant>();
  variant->component = component;
  Result<const Definition*> definition = cx.definitions.require(DefinitionKind::kComponent, component.type, cx.query, cx.sink);
  variant->definition = definition ? *definition : nullptr;
  if (!definition) variant->failure = definition.failure();
  variant->component.properties = normalizedProperties(component.properties, cx.arena, cx.sink);
  for (Trait& trait : variant->component.traits) {
    Result<const Definition*> traitDefinition = cx.definitions.require(DefinitionKind::kTrait, trait.type, cx.query, cx.sink);
    variant->traitDefinitions.push_back(traitDefinition ? *traitDefinition : nullptr);
    if (!traitDefinition) variant->failure = traitDefinition.failure();
    trait.properties = normalizedProperties(trait.properties, cx.arena, cx.sink);
  }
  variant->hasWrittenProperties =
      written != nullptr && (written->properties.sharesWith(component.properties) || hasEqualProperties(*written, variant->component.properties, cx));
  return variant;
}

Data componentsData(std::span<const Component* const> components, Arena& arena) {
  std::vector<Data> items;
  for (const Component* component : components) items.push_back(componentData(*component, arena));
  return Data::list(arena.copyArray<Data>(items));
}

}  // namespace oamc
