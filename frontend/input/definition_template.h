#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "frontend/cue/ast.h"
#include "ir/base/limits.h"
#include "ir/oam/definition.h"

namespace oamc {

/// What all templates of a run are compiled with. Outlives them.
struct TemplateOptions {
  Limits limits;
  std::vector<std::string> knownPackages;  ///< import paths that exist, for hints
};

/// A CUE template that is parsed (if it was not already) and lowered on first use, with `parameter` and `context` in scope and the rewrites of old list
/// arithmetic (spec/rendering.md 2.1, 2.7).
class CueTemplate final : public DefinitionTemplate {
 public:
  /// Takes a parsed template. `sources`, `options` and the tree of `body` must outlive the object.
  CueTemplate(const SourceManager& sources, const TemplateOptions& options, const ast::File* body);

  /// Takes a text that is parsed on first use.
  CueTemplate(const SourceManager& sources, const TemplateOptions& options, FileId text);

  Result<Module> compile(DiagnosticSink& sink) const override;

 private:
  Result<std::unique_ptr<ModuleTables>> compileNow() const;
  Result<void> checkImports(const ast::File& body) const;

  const SourceManager& sources_;
  const TemplateOptions& options_;
  FileId text_ = FileId::kNone;
  mutable std::once_flag once_;
  mutable DiagnosticSink own_;
  const ast::File* body_ = nullptr;  // null: `text_` is not parsed yet
  mutable std::optional<Result<std::unique_ptr<ModuleTables>>> compiled_;
};

}  // namespace oamc
