#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ir/oam/rendered_app.h"

namespace oamc {

/// The delivery plan of one application as text: a head line, a line for each step in the order in which steps run, below it what the step applies where.
std::string planText(const RenderedApp& app);

/// The plan of a WorkflowRun: its steps in the order in which they run.
std::string planText(std::string_view name, std::string_view namespaceName, std::span<const WorkflowEntry> workflow);

}  // namespace oamc
