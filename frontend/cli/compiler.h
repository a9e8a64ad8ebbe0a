#pragma once

#include <optional>

#include "frontend/cli/options.h"
#include "frontend/cli/session.h"
#include "frontend/cue/load.h"
#include "frontend/input/conditions.h"
#include "frontend/input/definition_library.h"
#include "frontend/input/definition_template.h"
#include "frontend/input/read_workspace.h"
#include "passes/render_options.h"

namespace oamc {

/// What reading and rendering OAM documents stands on: the embedded library, how templates and conditions are compiled. `options` and `session` must outlive it,
/// and it what is read and rendered with it.
class Compiler {
 public:
  Compiler(const Options& options, Session& session);

  /// The documents and definitions that the command line names, checked; `takesDefinitions` as in InputRequest.
  Workspace readInputs(bool takesDefinitions);
  /// The files of a dry-run.
  Workspace readDryRunInputs();

  /// The definitions that `-d` names, over the library.
  Workspace readDefinitions();

  /// For what was read last.
  RenderOptions renderOptions(RenderMode mode);

  const EvaluatorOptions& evaluation() const { return evaluation_; }

  /// Null: `--no-library`.
  const DefinitionLibrary* library() const { return options_.hasNoLibrary ? nullptr : &library_; }

 private:
  InputContext inputContext();

  const Options& options_;
  Session& session_;
  TemplateOptions templates_;
  EmbeddedLibrary library_;
  std::optional<CueConditions> conditions_;  // of what was read
  CueLoader packages_;                       // compiles what packages write in CUE
  EvaluatorOptions evaluation_;
  SharedModules modules_;
  ContextReadsTable contextReads_;
};

}  // namespace oamc
