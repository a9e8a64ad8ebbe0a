#include "frontend/cli/compiler.h"

#include "frontend/input/check_workspace.h"
#include "passes/patch/patch_engine.h"
#include "stdlib/functions/library.h"
#include "stdlib/image/library_files.h"
#include "stdlib/packages/library_packages.h"

namespace oamc {

namespace {

TemplateOptions templateOptions(const Limits& limits) {
  TemplateOptions options;
  options.limits = limits;
  for (const PackageDef& package : functionLibrary()) options.knownPackages.emplace_back(package.path);
  for (const LibraryPackage& package : libraryPackages()) options.knownPackages.emplace_back(package.path);
  return options;
}

}  // namespace

Compiler::Compiler(const Options& options, Session& session)
    : options_(options),
      session_(session),
      templates_(templateOptions(options.limits)),
      library_(options.hasNoLibrary ? std::span<const LibraryFile>() : libraryFiles(), session.sources, templates_),
      packages_({session.sources, *session.files, functionLibrary(), options.limits, session.sink, libraryPackages()}) {
  evaluation_.sources = &session.sources;
  evaluation_.functions = functionLibrary();
  evaluation_.limits = options.limits;
  evaluation_.compiler = &packages_;
  evaluation_.treeMerge = &mergeTrees;
}

InputContext Compiler::inputContext() { return {session_.sources, *session_.files, templates_, library(), session_.sink}; }

Workspace Compiler::readInputs(bool takesDefinitions) {
  InputRequest request;
  request.paths = options_.operands;
  request.definitionPaths = options_.definitionPaths;
  request.clustersPath = options_.clustersPath;
  request.livePath = options_.livePath;
  request.crdsPath = options_.crdsPath;
  request.takesDefinitions = takesDefinitions;
  Workspace workspace = readWorkspace(request, inputContext());
  conditions_.emplace(workspace, session_.sources, templates_);
  checkWorkspace(workspace, *conditions_, options_.definitionNamespace, session_.sink);
  session_.sink.sortByPlace();
  return workspace;
}

Workspace Compiler::readDryRunInputs() {
  DryRunRequest request{options_.files, options_.definitionPaths};
  if (request.files.empty()) request.files.emplace_back("app.yaml");
  Workspace workspace = readDryRun(request, inputContext());
  conditions_.emplace(workspace, session_.sources, templates_);
  return workspace;
}

Workspace Compiler::readDefinitions() {
  InputRequest request;
  request.definitionPaths = options_.definitionPaths;
  request.takesDefinitions = true;
  return readWorkspace(request, inputContext());
}

RenderOptions Compiler::renderOptions(RenderMode mode) {
  RenderOptions rendering{.evaluation = evaluation_, .modules = modules_, .contextReads = contextReads_, .conditions = *conditions_};
  rendering.mode = mode;
  rendering.namespaceName = options_.namespaceName;
  rendering.definitionNamespace = options_.definitionNamespace;
  rendering.kubernetesVersion = options_.kubernetesVersion;
  rendering.revision = options_.revision;
  rendering.cluster = options_.target.cluster;
  rendering.mergesDocuments = options_.mergesDocuments;
  rendering.restagesLast = options_.restagesLast;
  rendering.writesConfigurations = options_.writesConfigurations;
  rendering.isLog = options_.target.format == OutputFormat::kRecords;
  return rendering;
}

}  // namespace oamc
