#include <cstddef>
#include <cstdint>
#include <string>

#include "frontend/input/check_workspace.h"
#include "frontend/input/read_workspace.h"

/// Any YAML file is read as a workspace, with whatever is wrong reported, and can be checked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  MemoryFileSystem files({{"app.yaml", std::string(reinterpret_cast<const char*>(data), size)}});
  SourceManager sources;
  DiagnosticSink sink(sources);
  TemplateOptions templates;
  InputRequest request;
  request.paths = {"app.yaml"};
  Workspace workspace = readWorkspace(request, {sources, files, templates, nullptr, sink});
  CueConditions conditions(workspace, sources, templates);
  checkWorkspace(workspace, conditions, "vela-system", sink);
  return 0;
}
