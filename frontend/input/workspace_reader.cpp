#include "frontend/input/workspace_reader.h"

#include <algorithm>

#include "frontend/input/application.h"
#include "frontend/input/definition_cue.h"
#include "frontend/input/definition_yaml.h"
#include "frontend/input/policy.h"
#include "frontend/input/workflow.h"

namespace oamc {

WorkspaceReader::WorkspaceReader(const InputContext& cx, SchemaRules rules, LookupRules lookup) : cx_(cx), rules_(rules), lookup_(lookup) {
  workspace_.definitions = DefinitionIndex(cx.library);
}

Result<std::vector<YamlDocument>> WorkspaceReader::readDocuments(const std::string& path, bool onlyFirst) {
  Result<FileId> file = loadFile(path, cx_.files, cx_.sources, cx_.sink);
  if (!file) return file.failure();
  YamlReadOptions options{.onlyFirstDocument = onlyFirst, .limits = cx_.options.limits};
  return readYaml(*file, cx_.sources, *workspace_.arena, cx_.sink, options);
}

DocumentKind WorkspaceReader::take(const Data& root, Accepts accepts) {
  DocumentKind kind = classifyDocument(root, cx_.sink);
  if (accepts.inputs) takeInput(kind, root);
  if (!accepts.definitions) return kind;
  DefinitionInput input{cx_.sources, *workspace_.arena, cx_.options};
  if (kind == DocumentKind::kDefinition) takeDefinition(readYamlDefinition(root, input, cx_.sink));
  if (kind == DocumentKind::kDefinitionRevision) takeDefinition(readDefinitionRevision(root, input, cx_.sink));
  if (kind == DocumentKind::kCustomResourceDefinition) workspace_.customResourceDefinitions.push_back(root);
  return kind;
}

void WorkspaceReader::takeInput(DocumentKind kind, const Data& root) {
  if (kind == DocumentKind::kApplication) {
    workspace_.applications.push_back(decodeApplication(root, *workspace_.arena, rules_, cx_.sink));
  } else if (kind == DocumentKind::kPolicy) {
    if (auto policy = decodePolicyDocument(root, rules_, cx_.sink)) workspace_.policies.push_back(std::move(*policy));
  } else if (kind == DocumentKind::kWorkflow) {
    if (auto workflow = decodeWorkflow(root, rules_, cx_.sink)) workspace_.workflows.push_back(std::move(*workflow));
  } else if (kind == DocumentKind::kWorkflowRun) {
    if (auto run = decodeWorkflowRun(root, cx_.sink)) workspace_.workflowRuns.push_back(std::move(*run));
  }
}

void WorkspaceReader::takeCueDefinition(const std::string& path) {
  Result<FileId> file = loadFile(path, cx_.files, cx_.sources, cx_.sink);
  if (file) takeDefinition(readCueDefinition(*file, {cx_.sources, *workspace_.arena, cx_.options}, cx_.sink));
}

void WorkspaceReader::takeDefinition(Result<std::unique_ptr<Definition>> definition) {
  if (definition && isAccepted(**definition)) workspace_.definitions.add(std::move(*definition));
}

/// Two definitions of one kind and name are an error that names both; in dry-run only if their namespaces are the same (product.md 1, 2).
bool WorkspaceReader::isAccepted(const Definition& definition) {
  const Definition* known = workspace_.definitions.findTwin(definition);
  if (known == nullptr) return true;
  std::string_view kind = definitionTypeName(definition.kind);
  std::string_view name = definition.revision.empty() ? definition.name.text : definition.revision;
  if (lookup_ == LookupRules::kDryRun && known->namespaceName.text != definition.namespaceName.text) {
    bool isScanned = definition.kind == DefinitionKind::kComponent || definition.kind == DefinitionKind::kTrait;
    if (isScanned && definition.revision.empty())
      cx_.sink.report(diag::DefinitionShadowed, definition.name.span, kind, name).related(known->name.span, "this one is used").emit();
    return true;
  }
  cx_.sink.report(diag::DuplicateDefinition, definition.name.span, kind, name, cx_.sources.name(known->file), cx_.sources.name(definition.file))
      .related(known->name.span, "the first one")
      .hint("remove one, or rename it")
      .emit();
  return false;
}

}  // namespace oamc
