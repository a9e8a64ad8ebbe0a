#pragma once

#include <span>
#include <string_view>

#include "frontend/input/conditions.h"
#include "ir/base/diagnostic.h"

namespace oamc {

/// Checks the condition of a step: its syntax (E1xxx), a step name with a hyphen that reads as a subtraction (E4045), a step that does not exist (E4046), a
/// field that the status of a step does not have (E4047). True if there is no such mistake. Any of these makes the engine skip the step without a word (spec/workflow.md 1.6).
bool checkCondition(const SpannedText& condition, std::span<const std::string_view> stepNames, const CueConditions& conditions, DiagnosticSink& sink);

}  // namespace oamc
