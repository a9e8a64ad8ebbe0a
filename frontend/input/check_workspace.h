#pragma once

#include <string_view>

#include "frontend/input/conditions.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/workspace.h"

namespace oamc {

/// Checks what the reader of documents does not see and the stages do not ask: names that no cluster takes (E4030 to E4033), an application twice (E4034), traits
/// on workloads they are not made for (W4035), modes (E4043), timeouts (E4044) and conditions (E1xxx, E4045 to E4047) of steps. For render, vet and plan; a dry-run
/// accepts what the reference accepts.
void checkWorkspace(Workspace& workspace, const CueConditions& conditions, std::string_view definitionNamespace, DiagnosticSink& sink);

}  // namespace oamc
