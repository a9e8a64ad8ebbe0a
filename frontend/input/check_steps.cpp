#include "frontend/input/check_steps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "frontend/input/check_condition.h"
#include "ir/base/suggest.h"

namespace oamc {

namespace {

constexpr std::array<std::string_view, 2> kModes{"DAG", "StepByStep"};

void checkMode(const SpannedText& mode, DiagnosticSink& sink) {
  if (mode.empty() || std::ranges::find(kModes, mode.text) != kModes.end()) return;
  auto diagnostic = sink.report(diag::UnknownMode, mode.span, mode.text);
  if (auto near = suggest(mode.text, kModes)) diagnostic.hint("did you mean `" + std::string(*near) + "`?").fix(mode.span, std::string(*near));
  diagnostic.hint("`DAG` runs steps as soon as they can, `StepByStep` one after the other").emit();
}

/// A duration of Go: `1h30m`, `90s`, `1.5h`; no days (spec/workflow.md 1.1).
bool isDuration(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return true;
  if (text.empty()) return false;
  while (!text.empty()) {
    std::size_t digits = text.find_first_not_of("0123456789.");
    if (digits == 0 || digits == std::string_view::npos || text.substr(0, digits) == "." || std::ranges::count(text.substr(0, digits), '.') > 1) return false;
    text.remove_prefix(digits);
    constexpr std::array<std::string_view, 8> kUnits{"ns", "us", "\u00B5s", "\u03BCs", "ms", "s", "m", "h"};
    auto unit = std::ranges::find_if(kUnits, [&](std::string_view name) { return text.starts_with(name); });
    if (unit == kUnits.end()) return false;
    text.remove_prefix(unit->size());
  }
  return true;
}

/// `10 minutes` is `10m`, `1d` is `24h`.
std::optional<std::string> durationOf(std::string_view text) {
  long number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.empty()) return std::to_string(number) + "s";
  constexpr long kHoursOfDay = 24;
  constexpr long kLongest = 100'000;
  switch (unit.front()) {
    case 's':
    case 'S': return std::to_string(number) + "s";
    case 'm':
    case 'M': return std::to_string(number) + "m";
    case 'h':
    case 'H': return std::to_string(number) + "h";
    case 'd':
    case 'D': return number < kLongest ? std::optional(std::to_string(number * kHoursOfDay) + "h") : std::nullopt;
    default: return std::nullopt;
  }
}

void checkTimeout(const SpannedText& timeout, DiagnosticSink& sink) {
  if (timeout.empty() || isDuration(timeout.text)) return;
  auto diagnostic = sink.report(diag::InvalidTimeout, timeout.span, timeout.text);
  if (auto meant = durationOf(timeout.text)) diagnostic.hint("write `" + *meant + "`").fix(timeout.span, *meant);
  else diagnostic.hint("units are `h`, `m`, `s` and `ms`: `1h30m`");
  diagnostic.emit();
}

/// The names under which conditions know the steps: their own, and the aliases of spec/workflow.md 1.6.
void collectNames(const std::vector<WorkflowStep>& steps, std::vector<std::string_view>& names) {
  for (const WorkflowStep& step : steps) {
    if (!step.name.empty()) names.push_back(step.name.text);
    for (std::string_view key : {"name", "component"}) {
      const Data* alias = step.properties.isObject() ? step.properties.find(key) : nullptr;
      if (alias != nullptr && alias->isString()) names.push_back(alias->text());
    }
    collectNames(step.subSteps, names);
  }
}

void checkEach(std::vector<WorkflowStep>& steps, const std::vector<std::string_view>& names, const CueConditions& conditions, DiagnosticSink& sink) {
  for (WorkflowStep& step : steps) {
    checkMode(step.mode, sink);
    checkTimeout(step.timeout, sink);
    bool isExpression = !step.condition.empty() && step.condition.text != "always";
    if (isExpression && !checkCondition(step.condition, names, conditions, sink)) step.condition = {};
    checkEach(step.subSteps, names, conditions, sink);
  }
}

}  // namespace

void checkSteps(std::vector<WorkflowStep>& steps, const WorkflowMode& mode, const CueConditions& conditions, DiagnosticSink& sink) {
  checkMode(mode.steps, sink);
  checkMode(mode.subSteps, sink);
  std::vector<std::string_view> names;
  collectNames(steps, names);
  checkEach(steps, names, conditions, sink);
}

}  // namespace oamc
