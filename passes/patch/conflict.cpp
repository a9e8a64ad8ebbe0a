#include "passes/patch/conflict.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "passes/patch/mark_lint.h"
#include "passes/patch/mark_report.h"
#include "passes/patch/notice_report.h"

namespace oamc {

namespace {

class ConflictReport {
 public:
  ConflictReport(const PatchRequest& request, const Reason& reason, std::span<const Notice> notices, Evaluator& evaluator, DiagnosticSink& sink)
      : request_(request), reason_(reason), notices_(notices), evaluator_(evaluator), sink_(sink), described_(sink.sources()) {}

  Failed emit() {
    evaluator_.report(reason_, described_);
    if (request_.author.module != nullptr) {
      if (std::optional<PlacedMark> mark = misspeltMark(*request_.author.module, sink_.sources())) return reportMark(*mark);
    }
    const SourceSpan place = primaryPlace();
    DiagnosticBuilder builder = sink_.report(diag::PatchConflict, place, request_.author.name, first().message);
    builder.label(place == request_.author.use ? "asked for here" : first().label);
    addPlaces(builder, place);
    addNotices(builder);
    builder.hint(remedy());
    return builder.emit();
  }

 private:
  /// A misspelt mark has no effect, so the conflict is what the mark was to prevent.
  Failed reportMark(const PlacedMark& mark) {
    std::string written = "+" + std::string(mark.key) + "=" + std::string(mark.value);
    std::string right = "+" + std::string(meantMark(mark.key)) + "=" + std::string(mark.value);
    DiagnosticBuilder builder = sink_.report(diag::MarkMisspelt, mark.span, written, request_.author.name, first().message);
    builder.related(request_.author.use, "used here").hint("did you mean `" + right + "`?").fix(mark.span, right);
    return builder.emit();
  }

  const Diagnostic& first() const { return described_.diagnostics().front(); }

  SourceSpan primaryPlace() const {
    const SourceSpan use = request_.author.use;
    return !use.valid() || first().span.file == sink_.sources().userSpan(use).file ? first().span : use;
  }

  void addPlaces(DiagnosticBuilder& builder, SourceSpan primary) {
    std::vector<RelatedPlace> places = first().related;
    places.insert(places.begin(), {first().span, first().label});
    for (const RelatedPlace& place : places) {
      if (place.span == primary || !place.span.valid()) continue;
      const PatchAuthor* author = authorOf(place.span.file);
      if (author == nullptr || author == &request_.author) {
        builder.related(place.span, author == nullptr ? place.message : std::string(author->name) + " wants this");
        continue;
      }
      builder.related(author->use, std::string(author->name) + " was applied before");
      builder.related(place.span, std::string(author->name) + " wants this");
    }
    constexpr std::size_t kMostConflicts = 5;
    std::size_t end = std::min(described_.diagnostics().size(), kMostConflicts);
    for (std::size_t index = 1; index < end; ++index) {
      const Diagnostic& other = described_.diagnostics()[index];
      builder.related(other.span, "also: " + other.message);
    }
  }

  /// The author whose template a place stands in; the latest one if a definition is used several times.
  const PatchAuthor* authorOf(FileId file) const {
    auto owns = [&](const PatchAuthor& author) {
      if (author.module == nullptr) return false;
      SourceSpan start{author.module->file, 0, 0};
      return author.module->file == file || sink_.sources().userSpan(start).file == file;
    };
    if (owns(request_.author)) return &request_.author;
    for (std::size_t index = request_.earlier.size(); index-- > 0;) {
      if (owns(request_.earlier[index])) return &request_.earlier[index];
    }
    return nullptr;
  }

  void addNotices(DiagnosticBuilder& builder) {
    DiagnosticSink notes(sink_.sources());
    reportNotices(notices_, evaluator_, notes);
    for (const Diagnostic& note : notes.diagnostics()) builder.related(note.span, note.message);
  }

  std::string remedy() const {
    bool isList = reason_.code == ReasonCode::kListLength || !notices_.empty();
    return isList ? "lists are merged by index unless `// +patchKey=name` stands above the list of the patch; `// +patchStrategy=replace` replaces it"
                  : "if the patch should win, write `// +patchStrategy=retainKeys` above the field of the patch";
  }

  const PatchRequest& request_;
  const Reason& reason_;
  std::span<const Notice> notices_;
  Evaluator& evaluator_;
  DiagnosticSink& sink_;
  DiagnosticSink described_;
};

}  // namespace

Failed reportConflict(const PatchRequest& request, const Reason& reason, std::span<const Notice> notices, Evaluator& evaluator, DiagnosticSink& sink) {
  return ConflictReport(request, reason, notices, evaluator, sink).emit();
}

}  // namespace oamc
