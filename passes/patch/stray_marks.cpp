#include "passes/patch/stray_marks.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ir/cue/comment_scopes.h"
#include "ir/cue/field_tags.h"

namespace oamc {

namespace {

constexpr std::string_view kAwayFromFields = "a mark stands on a line of its own directly above a field";
constexpr std::string_view kLostChain = "inside a comprehension it may not stand above a chain of labels";

bool isPatchMark(std::string_view key) { return key == "patchKey" || key == "patchStrategy"; }

struct TextSpan {
  std::uint32_t begin;
  std::uint32_t end;
};

class StrayMarks {
 public:
  StrayMarks(const Module& module, DiagnosticSink& sink) : module_(module), sink_(sink), text_(sink.sources().text(module.file)) {}

  void run() {
    gatherPlaced();
    gatherTexts();
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = std::min(text_.find('\n', begin), text_.size());
      lintLine(begin, end);
      begin = end + 1;
    }
  }

 private:
  /// The marks above fields; those that a chain in a comprehension loses are reported at once.
  void gatherPlaced() {
    std::vector<CommentScope> scopes = commentScopes(module_);
    for (std::size_t i = 0; i < module_.decls.size(); ++i) {
      const Decl& decl = module_.decls[i];
      if (decl.docs == kNoIndex || decl.kind == DeclKind::kEmbedding) continue;
      const Docs& docs = module_.docs[decl.docs];
      for (const DocGroup& group : module_.docGroups.subspan(docs.firstGroup, docs.groupCount)) {
        bool isLost = group.place == DocGroup::Place::kChain && group.chainDepth > 0 && scopes[i].losesChain;
        for (const PlacedMark& mark : marksOf(module_.text(group.text), {module_.file, group.begin, group.begin}, &sink_.sources())) {
          placed_.insert(mark.span.begin);
          if (isLost && isPatchMark(mark.key)) report(mark.key, mark.value, mark.span, kLostChain, "write braces: `a: {b: {c: …}}`, with the mark inside");
        }
      }
    }
  }

  /// Where texts stand, without those inside others: what looks like a comment in them is none.
  void gatherTexts() {
    std::vector<TextSpan> all;
    for (const Expr& expr : module_.exprs)
      if (expr.op == ExprOp::kString || expr.op == ExprOp::kBytes || expr.op == ExprOp::kInterpolation) all.push_back({expr.begin, expr.end});
    std::ranges::stable_sort(all, {}, &TextSpan::begin);
    for (const TextSpan& text : all)
      if (texts_.empty() || text.begin >= texts_.back().end) texts_.push_back(text);
  }

  void lintLine(std::size_t begin, std::size_t end) {
    std::string_view line = text_.substr(0, end);
    for (std::size_t slashes = line.find("//", begin); slashes != std::string_view::npos; slashes = line.find("//", slashes + 1)) {
      if (isInText(slashes)) continue;
      std::optional<Mark> mark = parseMark(line.substr(slashes + 2));
      if (!mark || !isPatchMark(mark->key)) return;
      auto at = static_cast<std::uint32_t>(slashes + 2 + mark->begin);
      auto after = static_cast<std::uint32_t>(slashes + 2 + mark->end);
      if (!placed_.contains(at)) report(mark->key, mark->value, {module_.file, at, after}, kAwayFromFields, {});
      return;
    }
  }

  bool isInText(std::size_t offset) const {
    auto next = std::ranges::upper_bound(texts_, offset, {}, &TextSpan::begin);
    return next != texts_.begin() && offset < std::prev(next)->end;
  }

  void report(std::string_view key, std::string_view value, SourceSpan span, std::string_view why, std::string_view hint) {
    DiagnosticBuilder builder = sink_.report(diag::StrayMark, span, key, value, why);
    if (!hint.empty()) builder.hint(std::string(hint));
    builder.emit();
  }

  const Module& module_;
  DiagnosticSink& sink_;
  std::string_view text_;
  std::set<std::uint32_t> placed_;
  std::vector<TextSpan> texts_;
};

}  // namespace

void lintStrayMarks(const Module& module, DiagnosticSink& sink) { StrayMarks(module, sink).run(); }

}  // namespace oamc
