#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "frontend/input/check_workspace.h"
#include "frontend/input/definition_library.h"
#include "frontend/input/read_workspace.h"

namespace oamc {

/// Path to text.
using Files = std::map<std::string, std::string>;

/// Reads files in memory and keeps what came out, with the diagnostics as lines `E4001 app.yaml:3:4: text`.
class Reading {
 public:
  explicit Reading(Files files, std::vector<LibraryFile> library = {}) : files_(std::move(files)), library_(std::move(library), sources, options_) {}

  Workspace& render(InputRequest request) {
    workspace = readWorkspace(request, context());
    return workspace;
  }
  Workspace& dryRun(DryRunRequest request) {
    workspace = readDryRun(request, context());
    return workspace;
  }
  void check() {
    conditions = std::make_unique<CueConditions>(workspace, sources, options_);
    checkWorkspace(workspace, *conditions, "vela-system", sink);
  }

  std::string messages() const {
    std::string lines;
    for (const Diagnostic& diagnostic : sink.diagnostics()) {
      lines += std::string(diagnostic.row->code) + " ";
      if (diagnostic.span.valid()) {
        LineColumn at = sources.position(diagnostic.span.file, diagnostic.span.begin);
        lines += std::string(sources.name(diagnostic.span.file)) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
      }
      lines += diagnostic.message + "\n";
    }
    return lines;
  }
  /// The hints of all diagnostics, one a line.
  std::string hints() const {
    std::string lines;
    for (const Diagnostic& diagnostic : sink.diagnostics())
      for (const std::string& hint : diagnostic.hints) lines += hint + "\n";
    return lines;
  }

  SourceManager sources;
  DiagnosticSink sink{sources};
  Workspace workspace;
  std::unique_ptr<CueConditions> conditions;

 private:
  struct Library {
    Library(std::vector<LibraryFile> given, SourceManager& sources, const TemplateOptions& options)
        : files(std::move(given)), definitions(files, sources, options) {}
    std::vector<LibraryFile> files;
    EmbeddedLibrary definitions;
  };

  InputContext context() { return {sources, files_, options_, &library_.definitions, sink}; }

  TemplateOptions options_;
  MemoryFileSystem files_;
  Library library_;
};

}  // namespace oamc
