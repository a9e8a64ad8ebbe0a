#include "passes/patch/mark_report.h"

#include <algorithm>
#include <array>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

constexpr std::array<std::string_view, 2> kMarks{"patchKey", "patchStrategy"};
constexpr std::array<std::string_view, 4> kStrategies{"retainKeys", "replace", "jsonMergePatch", "jsonPatch"};

}  // namespace

std::string_view meantMark(std::string_view key) {
  if (std::ranges::find(kMarks, key) != kMarks.end()) return {};
  return suggest(key, kMarks).value_or("");
}

void reportUnknownStrategy(std::string_view strategy, SourceSpan mark, DiagnosticSink& sink) {
  SourceSpan value = mark;
  if (mark.valid()) value.begin = mark.end - static_cast<std::uint32_t>(strategy.size());
  DiagnosticBuilder builder = sink.report(diag::UnknownPatchStrategy, value, strategy);
  builder.hint("there are `retainKeys` and `replace` for fields, `jsonMergePatch` and `jsonPatch` for `patch` itself; merging needs no mark");
  if (std::optional<std::string_view> meant = suggest(strategy, kStrategies)) {
    builder.hint("did you mean `" + std::string(*meant) + "`?").fix(value, std::string(*meant));
  }
  builder.emit();
}

void reportJsonStrategyInside(std::string_view strategy, std::string_view field, SourceSpan mark, DiagnosticSink& sink) {
  sink.report(diag::PatchStrategyWithoutEffect, mark, strategy, field, "it counts only on `patch` itself")
      .hint("a mark above a chain of labels belongs to the last one: write `patch: {` … `}` with braces below the mark")
      .emit();
}

}  // namespace oamc
