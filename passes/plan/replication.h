#pragma once

#include <span>
#include <vector>

#include "ir/base/diagnostic.h"
#include "ir/oam/application.h"
#include "ir/oam/policy.h"

namespace oamc {

/// Copies components once for each key of each replication policy (spec/rendering.md 5.4): the components that no policy selects come first, then, policy by
/// policy, each selected component with each key. Only `replicaKey` is set. Reports E402x for malformed policies, E4530 when a selector selects nothing.
Result<std::vector<Component>> replicate(std::vector<Component> components, std::span<const Policy* const> policies, DiagnosticSink& sink);

}  // namespace oamc
