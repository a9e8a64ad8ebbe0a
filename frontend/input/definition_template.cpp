#include "frontend/input/definition_template.h"

#include "frontend/cue/lower.h"
#include "frontend/cue/parse.h"

namespace oamc {

CueTemplate::CueTemplate(const SourceManager& sources, const TemplateOptions& options, std::unique_ptr<Arena> arena, const ast::File* body)
    : sources_(sources), options_(options), own_(sources), arena_(std::move(arena)), body_(body) {}

CueTemplate::CueTemplate(const SourceManager& sources, const TemplateOptions& options, FileId text)
    : sources_(sources), options_(options), text_(text), own_(sources), arena_(std::make_unique<Arena>()) {}

Result<Module> CueTemplate::compile(DiagnosticSink& sink) const {
  std::call_once(once_, [this] {
    compiled_ = compileNow();
    body_ = nullptr;
    arena_.reset();
  });
  sink.append(own_);
  if (!*compiled_) return compiled_->failure();
  return (**compiled_)->view();
}

Result<std::unique_ptr<ModuleTables>> CueTemplate::compileNow() const {
  if (body_ == nullptr) {
    Result<const ast::File*> parsed = parseCue(sources_, text_, *arena_, options_.limits, own_);
    if (!parsed) return parsed.failure();
    body_ = *parsed;
  }
  LowerOptions options;
  options.outerFields = {"parameter", "context"};
  options.rewriteListArithmetic = true;
  options.knownPackages = options_.knownPackages;
  auto lowered = lowerPackage(std::span(&body_, 1), options, own_);
  if (!lowered) return lowered.failure();
  return std::move(lowered->front());
}

}  // namespace oamc
