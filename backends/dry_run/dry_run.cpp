#include "backends/dry_run/dry_run.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "ir/data/text/yaml_writer.h"

namespace oamc {
namespace {

constexpr std::string_view kAuxiliaryType = "AuxiliaryWorkload";

/// The text in parts of some objects each, so that it is not copied as a whole to make room.
class DryRunText {
 public:
  explicit DryRunText(DiagnosticSink& sink) : sink_(sink) { beginPart(); }

  void append(const RenderedApp& app) {
    text_ += app.warnings;
    for (const RenderedStep& step : app.steps)
      for (const RenderedGroup& group : step.groups) append(group, step.title);
  }

  Result<FileSet> finish() {
    if (failure_) return *failure_;
    text_ += '\n';
    endPart();
    return std::move(files_);
  }

 private:
  static constexpr std::size_t kPartBytes = std::size_t{256} * 1024;

  void beginPart() {
    constexpr std::size_t kUsualObject = std::size_t{16} * 1024;
    text_.reserve(kPartBytes + kUsualObject);
  }

  void endPart() { files_.files.push_back({.path = {}, .text = std::exchange(text_, {}), .application = {}}); }

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
    if (text_.size() < kPartBytes) return;
    endPart();
    beginPart();
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
  FileSet files_;
  std::string text_;  // the part that is being written
  std::optional<Failed> failure_;
};

}  // namespace

Result<FileSet> DryRunBackend::emit(std::span<const RenderedApp> apps, const Target&, DiagnosticSink& sink) const {
  DryRunText text(sink);
  for (const RenderedApp& app : apps) text.append(app);
  return text.finish();
}

}  // namespace oamc
