#include "backends/dry_run/dry_run.h"

#include <optional>
#include <string>

#include "ir/data/text/yaml_writer.h"

namespace oamc {
namespace {

constexpr std::string_view kAuxiliaryType = "AuxiliaryWorkload";

class DryRunText {
 public:
  explicit DryRunText(DiagnosticSink& sink) : sink_(sink) {}

  void append(const RenderedApp& app) {
    text_ += app.warnings;
    for (const RenderedStep& step : app.steps)
      for (const RenderedGroup& group : step.groups) append(group, step.title);
  }

  Result<std::string> finish() {
    if (failure_) return *failure_;
    text_ += '\n';
    return std::move(text_);
  }

 private:
  void append(const RenderedGroup& group, const std::string& title) {
    bool isPolicy = false;
    for (const RenderedObject& object : group.objects) {
      isPolicy = isPolicy || object.role == ObjectRole::kPolicy;
      switch (object.role) {
        case ObjectRole::kWorkload: heading(title, "Component", group.component); break;
        case ObjectRole::kPolicy: heading(title, "Policy", nameOf(object.object)); break;
        case ObjectRole::kTrait:
          text_ += object.trait == kAuxiliaryType ? "## From the auxiliary workload\n" : "## From the trait " + std::string(object.trait) + "\n";
          break;
      }
      appendObject(object.object);
    }
    if (!isPolicy) text_ += '\n';
  }

  void heading(const std::string& title, std::string_view kind, std::string_view name) {
    text_ += "---\n# Application(" + title + ") -- " + std::string(kind) + "(" + std::string(name) + ")\n---\n\n";
  }

  void appendObject(const Data& object) {
    if (std::optional<UnprintableText> problem = appendGoYaml(text_, object))
      failure_ = sink_.report(diag::UnprintableText, problem->span, codePointText(problem->character)).emit();
    text_ += "\n---\n";
  }

  static std::string codePointText(char32_t character) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text = "U+";
    for (int shift = character > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) text += kDigits[(character >> shift) & 0xFU];
    return text;
  }

  /// The heading of a policy shows the name of the object (spec/rendering.md 11, Q37).
  static std::string_view nameOf(const Data& object) {
    const Data* metadata = object.find("metadata");
    const Data* name = metadata == nullptr ? nullptr : metadata->find("name");
    return name != nullptr && name->isString() ? name->text() : std::string_view();
  }

  DiagnosticSink& sink_;
  std::string text_;
  std::optional<Failed> failure_;
};

}  // namespace

Result<FileSet> DryRunBackend::emit(std::span<const RenderedApp> apps, const Target&, DiagnosticSink& sink) const {
  DryRunText text(sink);
  for (const RenderedApp& app : apps) text.append(app);
  Result<std::string> finished = text.finish();
  if (!finished) return finished.failure();
  FileSet files;
  files.files.push_back({.path = {}, .text = std::move(*finished), .application = {}});
  return files;
}

}  // namespace oamc
