#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include "frontend/cue/ast.h"
#include "frontend/input/definition_template.h"
#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"
#include "ir/oam/condition_compiler.h"
#include "ir/oam/workspace.h"

namespace oamc {

/// The conditions (`if`) of all steps of a workspace: CUE expressions over `status`, `inputs`, `context` and `parameter` (spec/workflow.md 1.6). Made after reading, so
/// that the sources do not change afterwards; used by several threads.
class CueConditions final : public ConditionCompiler {
 public:
  /// `sources` and `options` must outlive the object.
  CueConditions(const Workspace& workspace, SourceManager& sources, const TemplateOptions& options);

  /// The lowered expression of a condition of the workspace, valid as long as this object. Reports E1xxx, E2xxx in the document of the condition.
  Result<Module> compile(const SpannedText& condition, DiagnosticSink& sink) const override;

  /// Its syntax tree, in `arena`.
  Result<const ast::Expr*> parse(const SpannedText& condition, Arena& arena, DiagnosticSink& sink) const;

 private:
  void addSteps(const std::vector<WorkflowStep>& steps);
  FileId textOf(const SpannedText& condition) const;

  SourceManager& sources_;
  const TemplateOptions& options_;
  std::map<std::pair<FileId, std::uint32_t>, FileId> texts_;  // by the place of the condition
  mutable std::mutex mutex_;
  mutable std::map<FileId, std::unique_ptr<ModuleTables>> compiled_;
};

}  // namespace oamc
