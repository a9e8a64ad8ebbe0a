#pragma once

#include <string_view>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/oam/render_plan.h"

namespace oamc {

/// Sorts the tasks of a deploy step into the rounds in which they are sent: what depends on components, or takes inputs from them, comes one round after them; else the
/// order stays (spec/rendering.md 6.7, 6.8). A copy depends on the copy with its key, or on the component without copies, at the same placement. Reports E4550 for
/// a dependency that does not exist, E4551 for one that the step does not deliver there, E4552 for an input without producer, E4553 for a cycle.
Result<void> orderTasks(std::vector<RenderTask>& tasks, DiagnosticSink& sink);

/// E4550, with the near name among `names`.
Failed reportUnknownDependency(const SpannedText& dependency, std::string_view component, const std::vector<std::string_view>& names, DiagnosticSink& sink);

}  // namespace oamc
