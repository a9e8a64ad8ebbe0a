#pragma once

#include <string>
#include <vector>

#include "frontend/input/document.h"
#include "frontend/input/input_files.h"
#include "frontend/input/read_workspace.h"
#include "ir/data/text/yaml_reader.h"
#include "ir/oam/schema.h"

namespace oamc {

/// Which documents of a file are taken; others are only classified.
struct Accepts {
  bool inputs = true;       ///< applications, policies, workflows
  bool definitions = true;  ///< also CustomResourceDefinitions
};

/// Fills a workspace from files; what render and dry-run have in common.
class WorkspaceReader {
 public:
  WorkspaceReader(const InputContext& cx, SchemaRules rules, LookupRules lookup);

  /// The documents of a file that must parse.
  Result<std::vector<YamlDocument>> readDocuments(const std::string& path, bool onlyFirst = false);

  /// Takes a document into the workspace and says what it was. Definitions in DefinitionRevisions are taken like definitions.
  DocumentKind take(const Data& root, Accepts accepts = {});

  /// Reads a `.cue` file as a definition.
  void takeCueDefinition(const std::string& path);

  Workspace& workspace() { return workspace_; }
  const InputContext& context() const { return cx_; }

 private:
  void takeInput(DocumentKind kind, const Data& root);
  void takeDefinition(Result<std::unique_ptr<Definition>> definition);
  bool isAccepted(const Definition& definition);

  const InputContext& cx_;
  SchemaRules rules_;
  LookupRules lookup_;
  Workspace workspace_;
};

}  // namespace oamc
