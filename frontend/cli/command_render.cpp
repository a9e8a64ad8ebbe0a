#include <algorithm>
#include <utility>

#include "backends/records/records.h"
#include "backends/registry.h"
#include "frontend/cli/command.h"
#include "frontend/cli/compiler.h"
#include "frontend/cli/render_all.h"
#include "ir/base/suggest.h"

namespace oamc {

namespace {

Failed reportUnknownTarget(const std::string& name, DiagnosticSink& sink) {
  std::vector<std::string_view> names;
  for (const BackendRow& row : backendTable()) names.push_back(row.name);
  auto report = sink.report(diag::UnknownTarget, {}, name);
  if (auto near = suggest(name, names)) report.hint("did you mean `" + std::string(*near) + "`?");
  return report.hint("`oamc list targets` prints all of them").emit();
}

/// An empty stream makes a GitOps engine delete everything, so nobody gets one by mistake (product.md 1).
void checkEmpty(const Workspace& workspace, std::span<const RenderedApp> apps, DiagnosticSink& sink) {
  if (apps.empty()) return;
  auto isGood = [](const RenderedApp& app) { return app.mayBeEmpty || !app.objects.empty(); };
  if (std::ranges::any_of(apps, isGood)) return;
  const Application& first = workspace.applications.front();
  SourceSpan place = first.componentsKey.valid() ? first.componentsKey : first.specKey;
  std::string_view reason = first.components.empty() ? "it has no component" : "none of its components makes an object here";
  sink.report(diag::EmptyResult, place, first.name.text, reason)
      .hint("what deploys the result would delete everything that is there; say `--allow-empty` if that is intended")
      .emit();
}

bool isFilePath(std::string_view path) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{".yaml", ".yml", ".json"},
                             [&](std::string_view extension) { return path.ends_with(extension); });
}

Result<FileSet> emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink& sink) {
  if (target.format == OutputFormat::kRecords) return RecordsBackend().emit(apps, target, sink);
  return findBackend(target.name)->make()->emit(apps, target, sink);
}

}  // namespace

ExitStatus runRender(const Options& options, Session& session) {
  if (findBackend(options.target.name) == nullptr) {
    reportUnknownTarget(options.target.name, session.sink);
    return ExitStatus::kWrongCommandLine;
  }
  Compiler compiler(options, session);
  Workspace workspace = compiler.readInputs(false);
  std::vector<RenderedApp> apps = renderAll(workspace, compiler.renderOptions(RenderMode::kRender), session);
  bool isRecords = options.target.format == OutputFormat::kRecords;
  if (!options.allowsEmpty && !isRecords && !session.sink.hasErrors()) checkEmpty(workspace, apps, session.sink);
  if (session.sink.hasErrors()) return ExitStatus::kInputErrors;
  Target target = options.target;
  bool isStdout = options.outputPath == "-";
  target.isFolder = !isStdout && !isRecords && (session.files->kind(options.outputPath) == FileKind::kFolder || !isFilePath(options.outputPath));
  Result<FileSet> files = emit(apps, target, session.sink);
  if (!files) return ExitStatus::kInputErrors;
  if (isStdout)
    for (OutputFile& file : files->files) session.result.take(std::move(file.text));
  else session.output = PendingOutput{options.outputPath, target.isFolder, options.prunes, std::move(*files)};
  return ExitStatus::kSuccess;
}

}  // namespace oamc
