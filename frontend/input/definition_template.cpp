#include "frontend/input/definition_template.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "frontend/cue/lower.h"
#include "frontend/cue/parse.h"
#include "ir/base/arena.h"
#include "ir/base/suggest.h"

namespace oamc {

CueTemplate::CueTemplate(const SourceManager& sources, const TemplateOptions& options, const ast::File* body)
    : sources_(sources), options_(options), own_(sources), body_(body) {}

CueTemplate::CueTemplate(const SourceManager& sources, const TemplateOptions& options, FileId text)
    : sources_(sources), options_(options), text_(text), own_(sources) {}

Result<Module> CueTemplate::compile(DiagnosticSink& sink) const {
  std::call_once(once_, [this] { compiled_ = compileNow(); });
  sink.append(own_);
  if (!*compiled_) return compiled_->failure();
  return (**compiled_)->view();
}

/// Definitions import packages with functions only. The packages of actions, `vela/…`, are looked at where a template uses them, for the branch may not be taken.
Result<void> CueTemplate::checkImports(const ast::File& body) const {
  std::optional<Failed> failure;
  std::vector<std::string_view> known(options_.knownPackages.begin(), options_.knownPackages.end());
  for (const ast::Import& import : body.imports) {
    if (known.empty() || import.path.starts_with("vela/") || std::ranges::find(known, import.path) != known.end()) continue;
    auto builder = own_.report(diag::PackageNotFound, import.pathSpan, import.path);
    auto isLastElement = [&](std::string_view path) { return path.ends_with("/" + std::string(import.path)); };
    auto longer = std::ranges::find_if(known, isLastElement);
    std::optional<std::string_view> near = longer != known.end() ? std::optional(*longer) : suggest(import.path, known);
    if (near) builder.hint("did you mean `" + std::string(*near) + "`?").fix(import.pathSpan, "\"" + std::string(*near) + "\"");
    failure = builder.hint("`oamc list functions` prints all packages").emit();
  }
  return failure ? Result<void>(*failure) : Result<void>();
}

Result<std::unique_ptr<ModuleTables>> CueTemplate::compileNow() const {
  Arena arena;
  const ast::File* body = body_;
  if (body == nullptr) {
    Result<const ast::File*> parsed = parseCue(sources_, text_, arena, options_.limits, own_);
    if (!parsed) return parsed.failure();
    body = *parsed;
  }
  if (Result<void> imports = checkImports(*body); !imports) return imports.failure();
  LowerOptions options;
  options.outerFields = {"parameter", "context"};
  options.rewriteListArithmetic = true;
  options.knownPackages = options_.knownPackages;
  auto lowered = lowerPackage(std::span(&body, 1), options, own_);
  if (!lowered) return lowered.failure();
  return std::move(lowered->front());
}

}  // namespace oamc
