#include "passes/validate/check_fields.h"

#include <algorithm>
#include <optional>
#include <string>

#include "passes/assemble/object_edit.h"

namespace oamc {
namespace {

constexpr int kMaxDepth = 100;  // no field of these kinds lies deeper

struct NumberRange {
  std::string_view key;
  std::int64_t least;
  std::int64_t most;
};

constexpr std::int64_t kHighestPort = 65535;
constexpr std::int64_t kNoLimit = INT32_MAX;
constexpr NumberRange kRanges[] = {
    {"containerPort", 1, kHighestPort}, {"hostPort", 1, kHighestPort}, {"port", 1, kHighestPort},    {"nodePort", 0, kHighestPort},
    {"targetPort", 1, kHighestPort},    {"replicas", 0, kNoLimit},     {"minReplicas", 0, kNoLimit}, {"maxReplicas", 1, kNoLimit},
};

/// Groups whose kinds Kubernetes brings itself; in others the same words may mean anything.
bool isBuiltIn(std::string_view apiVersion) {
  std::size_t slash = apiVersion.find('/');
  std::string_view group = slash == std::string_view::npos ? std::string_view() : apiVersion.substr(0, slash);
  constexpr std::string_view kGroups[] = {"", "apps", "batch", "autoscaling", "networking.k8s.io", "policy"};
  return std::ranges::find(kGroups, group) != std::end(kGroups);
}

std::string numberText(const Data& value) {
  std::string text;
  value.number().appendText(text);
  return text;
}

class FieldCheck {
 public:
  FieldCheck(SourceSpan producer, DiagnosticSink& sink) : producer_(producer), sink_(sink) {}

  void visit(const Data& value, const std::string& path, int depth) {
    if (depth > kMaxDepth) return;
    if (value.isList())
      for (std::size_t i = 0; i < value.items().size(); ++i) visit(value.items()[i], path + "[" + std::to_string(i) + "]", depth + 1);
    if (!value.isObject()) return;
    for (const Member& member : value.members()) {
      std::string below = path.empty() ? std::string(member.key) : path + "." + std::string(member.key);
      checkRange(member, below);
      visit(member.value, below, depth + 1);
    }
  }

  /// Both are numbers and the first is the greater.
  void checkOrder(const Data& owner, std::string_view lower, std::string_view upper) {
    const Data* least = owner.isObject() ? owner.find(lower) : nullptr;
    const Data* most = owner.isObject() ? owner.find(upper) : nullptr;
    if (least == nullptr || most == nullptr || least->kind() != DataKind::kNumber || most->kind() != DataKind::kNumber) return;
    std::optional<std::int64_t> a = least->number().toInt64();
    std::optional<std::int64_t> b = most->number().toInt64();
    if (!a || !b || *a <= *b) return;
    failure = sink_.report(diag::RangeReversed, placeOf(*least), lower, numberText(*least), upper, numberText(*most))
                  .related(most->span(), "the maximum")
                  .hint("a minimum is at most the maximum")
                  .emit();
  }

  std::optional<Failed> failure;

 private:
  void checkRange(const Member& member, const std::string& path) {
    auto range = std::ranges::find(kRanges, member.key, &NumberRange::key);
    if (range == std::end(kRanges) || member.value.kind() != DataKind::kNumber) return;
    std::optional<std::int64_t> number = member.value.number().toInt64();
    if (number && *number >= range->least && *number <= range->most) return;
    std::string allowed =
        range->most == kNoLimit ? std::to_string(range->least) + " or more" : std::to_string(range->least) + " to " + std::to_string(range->most);
    failure = sink_.report(diag::NumberOutOfRange, placeOf(member.value), path, numberText(member.value), "a whole number, " + allowed).emit();
  }

  SourceSpan placeOf(const Data& value) const { return value.span().valid() ? value.span() : producer_; }

  SourceSpan producer_;
  DiagnosticSink& sink_;
};

}  // namespace

Result<void> checkFields(const Data& object, SourceSpan producer, DiagnosticSink& sink) {
  const Data* spec = object.find("spec");
  if (spec == nullptr || !isBuiltIn(textAt(object, {"apiVersion"}))) return {};
  FieldCheck check(producer, sink);
  check.visit(*spec, "spec", 0);
  if (textAt(object, {"kind"}) == "HorizontalPodAutoscaler") check.checkOrder(*spec, "minReplicas", "maxReplicas");
  return check.failure ? Result<void>(*check.failure) : Result<void>();
}

}  // namespace oamc
