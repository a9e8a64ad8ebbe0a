#include "ir/oam/definition.h"

#include <array>

namespace oamc {

namespace {

struct KindNames {
  std::string_view type;
  std::string_view kind;
};

/// In the order of DefinitionKind.
constexpr std::array<KindNames, 5> kKindNames{{{"component", "ComponentDefinition"},
                                               {"trait", "TraitDefinition"},
                                               {"policy", "PolicyDefinition"},
                                               {"workflow-step", "WorkflowStepDefinition"},
                                               {"workload", "WorkloadDefinition"}}};

const KindNames& namesOf(DefinitionKind kind) { return kKindNames.at(static_cast<std::size_t>(kind)); }

std::string_view textMember(const Data& object, std::string_view key) {
  const Data* value = object.isObject() ? object.find(key) : nullptr;
  return value != nullptr && value->isString() ? value->text() : std::string_view();
}

}  // namespace

std::string_view definitionTypeName(DefinitionKind kind) { return namesOf(kind).type; }

std::string_view definitionKindName(DefinitionKind kind) { return namesOf(kind).kind; }

std::optional<DefinitionKind> definitionKindOfType(std::string_view type) {
  for (DefinitionKind kind : kDefinitionKinds)
    if (definitionTypeName(kind) == type) return kind;
  return std::nullopt;
}

std::optional<DefinitionKind> definitionKindOfDocument(std::string_view documentKind) {
  for (DefinitionKind kind : kDefinitionKinds)
    if (definitionKindName(kind) == documentKind) return kind;
  return std::nullopt;
}

Result<Module> Definition::module(DiagnosticSink& sink) const {
  if (body != nullptr) return body->compile(sink);
  return sink.report(diag::DefinitionWithoutTemplate, name.span, definitionTypeName(kind), name.text).emit();
}

std::string_view Definition::annotation(std::string_view key) const { return textMember(annotations, key); }

std::string_view Definition::label(std::string_view key) const { return textMember(labels, key); }

const Data* Definition::attribute(std::initializer_list<std::string_view> path) const {
  const Data* value = &attributes;
  for (std::string_view key : path) {
    if (!value->isObject()) return nullptr;
    value = value->find(key);
    if (value == nullptr) return nullptr;
  }
  return value;
}

std::string_view Definition::attributeText(std::initializer_list<std::string_view> path) const {
  const Data* value = attribute(path);
  return value != nullptr && value->isString() ? value->text() : std::string_view();
}

bool Definition::attributeFlag(std::initializer_list<std::string_view> path) const {
  const Data* value = attribute(path);
  return value != nullptr && value->kind() == DataKind::kBool && value->boolean();
}

std::string convertedTypeName(std::string_view type) {
  std::string converted(type);
  if (std::size_t at = converted.find('@'); at != std::string::npos) converted[at] = '-';
  return converted;
}

std::string_view unversionedType(std::string_view type) { return type.substr(0, type.find('@')); }

}  // namespace oamc
