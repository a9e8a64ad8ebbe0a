#include "frontend/input/definition_yaml.h"

#include <algorithm>
#include <string>
#include <vector>

#include "frontend/input/document.h"
#include "frontend/input/metadata.h"
#include "ir/data/text/yaml_reader.h"
#include "ir/oam/document_fields.h"

namespace oamc {

namespace {

/// `spec` without `schematic`.
Data attributesOf(const Data& spec, Arena& arena) {
  std::vector<Member> members;
  if (spec.isObject())
    std::ranges::copy_if(spec.members(), std::back_inserter(members), [](const Member& member) { return !isSpellingOf(member.key, "schematic"); });
  return Data::object(arena.copyArray(std::span<const Member>(members)), spec.span());
}

/// The CUE text, if there is one: `schematic.cue.template`, else `extension.template` (spec/rendering.md 1.4).
const Data* templateText(const Data& spec) {
  Data cue = objectField(objectField(spec, "schematic"), "cue");
  const Data* text = cue.isObject() ? field(cue, "template") : nullptr;
  if (text == nullptr || !text->isString() || text->text().empty()) {
    Data extension = objectField(spec, "extension");
    text = extension.isObject() ? extension.find("template") : nullptr;
  }
  return text != nullptr && text->isString() && !text->text().empty() ? text : nullptr;
}

void readSchematic(const Data& spec, const DefinitionInput& input, Definition& definition) {
  Data schematic = objectField(spec, "schematic");
  if (field(schematic, "cue") != nullptr || field(spec, "extension") != nullptr) definition.category = DefinitionCategory::kCue;
  if (const Data* text = templateText(spec)) {
    std::string name(input.sources.name(text->span().file));
    FileId derived = input.sources.addDerived(name, std::string(text->text()), text->span(), yamlSegments(input.sources, *text));
    definition.body = std::make_unique<CueTemplate>(input.sources, input.options, derived);
  }
  definition.terraform = objectField(schematic, "terraform");
  bool isForced = definition.kind == DefinitionKind::kComponent && definition.annotation("type") == "terraform";
  if (definition.terraform.isObject() || isForced) definition.category = DefinitionCategory::kTerraform;
}

Failed reportMissing(const Data& object, std::string_view subject, std::string_view key, DiagnosticSink& sink) {
  SourceSpan place = keySpan(object, "metadata");
  return sink.report(diag::MissingKey, place.valid() ? place : elementPlace(object), subject, key).hint("add `" + std::string(key) + ":`").emit();
}

Result<std::unique_ptr<Definition>> readDefinitionOf(DefinitionKind kind, const Data& root, const DefinitionInput& input, DiagnosticSink& sink) {
  DocumentMetadata metadata = decodeMetadata(root);
  if (metadata.name.empty()) return reportMissing(root, "`metadata`", "name", sink);
  auto definition = std::make_unique<Definition>();
  definition->kind = kind;
  definition->name = metadata.name;
  definition->namespaceName = metadata.namespaceName;
  definition->labels = metadata.labels;
  definition->annotations = metadata.annotations;
  definition->file = root.span().file;
  Data spec = objectField(root, "spec");
  definition->attributes = attributesOf(spec, input.arena);
  Data status = objectField(spec, "status");
  definition->status = {textField(status, "healthPolicy"), textField(status, "customStatus"), textField(status, "details")};
  readSchematic(spec, input, *definition);
  return definition;
}

/// `componentdefinition.oam.dev/name` and so on.
std::string revisionLabelKey(DefinitionKind kind) {
  std::string key(definitionKindName(kind));
  std::ranges::transform(key, key.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; });
  return key + ".oam.dev/name";
}

}  // namespace

Result<std::unique_ptr<Definition>> readYamlDefinition(const Data& root, const DefinitionInput& input, DiagnosticSink& sink) {
  std::optional<DefinitionKind> kind = definitionKindOfDocument(documentKindName(root));
  OAMC_CHECK(kind.has_value(), "the document was classified as a definition");
  return readDefinitionOf(*kind, root, input, sink);
}

Result<std::unique_ptr<Definition>> readDefinitionRevision(const Data& root, const DefinitionInput& input, DiagnosticSink& sink) {
  DocumentMetadata metadata = decodeMetadata(root);
  if (metadata.name.empty()) return reportMissing(root, "`metadata`", "name", sink);
  Data spec = objectField(root, "spec");
  constexpr std::pair<std::string_view, DefinitionKind> kEmbedded[] = {{"componentDefinition", DefinitionKind::kComponent},
                                                                       {"traitDefinition", DefinitionKind::kTrait},
                                                                       {"policyDefinition", DefinitionKind::kPolicy},
                                                                       {"workflowStepDefinition", DefinitionKind::kWorkflowStep}};
  for (const auto& [key, kind] : kEmbedded) {
    Data embedded = objectField(spec, key);
    // A stored revision also carries the other kinds, as empty definitions without a name.
    if (decodeMetadata(embedded).name.empty()) continue;
    auto definition = readDefinitionOf(kind, embedded, input, sink);
    if (!definition) return definition;
    (*definition)->revision = metadata.name.text;
    (*definition)->namespaceName = metadata.namespaceName;
    const Data* label = metadata.labels.isObject() ? metadata.labels.find(revisionLabelKey(kind)) : nullptr;
    if (label != nullptr && label->isString()) (*definition)->revisionOf = label->text();
    return definition;
  }
  return sink.report(diag::RevisionWithoutDefinition, metadata.name.span, metadata.name.text)
      .hint("`spec.componentDefinition` (or that of another kind) is the definition")
      .emit();
}

}  // namespace oamc
