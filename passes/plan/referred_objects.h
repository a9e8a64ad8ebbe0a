#pragma once

#include <string_view>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/application.h"
#include "ir/oam/workspace.h"

namespace oamc {

/// The component type whose properties are references to objects that exist already (spec/rendering.md 10.4).
inline constexpr std::string_view kReferringType = "ref-objects";

/// Refuses references by URL (E4592). For dry-run, which renders the references as they stand.
Result<void> checkReferences(const Component& component, DiagnosticSink& sink);

/// The properties of a referring component with the live objects in place of the references: without what a cluster adds to them, sorted by kind, namespace and name.
/// Reports E4592, E4593 for a reference that no live object answers, E4015 for unknown keys.
Result<Data> referredProperties(const Component& component, const Workspace& workspace, std::string_view namespaceName, Arena& arena, DiagnosticSink& sink);

}  // namespace oamc
