#pragma once

#include <string>
#include <vector>

#include "frontend/input/definition_template.h"
#include "ir/base/diagnostic.h"
#include "ir/base/file_system.h"
#include "ir/oam/workspace.h"

namespace oamc {

/// What reading works with. Everything outlives the workspace.
struct InputContext {
  SourceManager& sources;
  const FileSystem& files;
  const TemplateOptions& options;
  const DefinitionLibrary* library = nullptr;  ///< null: `--no-library`
  DiagnosticSink& sink;
};

/// What the command line names. Paths are as given; `-` is standard input.
struct InputRequest {
  std::vector<std::string> paths = {};            ///< PATH...
  std::vector<std::string> definitionPaths = {};  ///< `-d`
  std::string clustersPath = {};                  ///< `--clusters`
  std::string livePath = {};                      ///< `--live`: one folder for each cluster
  std::string crdsPath = {};                      ///< `--crds`
  bool takesDefinitions = false;                  ///< `vet`: `.cue` files among the paths are definitions, and no Application is needed
};

/// Reads everything that a run of render, vet, plan and the like works on (product.md 1). What is wrong is reported, and the rest is in the workspace:
/// E0001 to E0012 for files, E1xxx for their text, E2201 to E2214 for definitions, E4005 to W4016 and E408x for documents. Order of applications: that of
/// the paths, then of the files, then of the documents.
Workspace readWorkspace(const InputRequest& request, const InputContext& cx);

/// What `dry-run` names (spec/rendering.md 6.1).
struct DryRunRequest {
  std::vector<std::string> files = {};            ///< `-f`; one may name several files, separated by commas
  std::vector<std::string> definitionPaths = {};  ///< `-d`
};

/// Reads the files of a dry-run: only `.yaml` and `.yml`, only the first document of each, exactly one Application; unknown keys are warnings. Definitions of one
/// name in two namespaces are a warning. Reports E0005 to E0014 besides the codes above.
Workspace readDryRun(const DryRunRequest& request, const InputContext& cx);

}  // namespace oamc
