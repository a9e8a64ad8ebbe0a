#pragma once

#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/data/regex.h"
#include "ir/oam/application.h"
#include "ir/oam/policy.h"

namespace oamc {

/// What the application of an override policy needs besides the components.
struct OverrideContext {
  const Policy& policy;  ///< named in messages
  RegexCache& regexes;
  Arena& arena;
  DiagnosticSink& sink;
};

/// Applies the entries of one override policy, then its selector (spec/rendering.md 5.2, 5.3). Names are unanchored regular expressions in which `*` is `.*`; a
/// name that matches nothing adds a component. Warns when a name hits other components than the one of that name (W4501) and when a component is
/// replaced because its type differs (W4502). An added component without a type is an error at the name (E4503, E4504 for a broken pattern).
Result<std::vector<Component>> applyOverride(std::vector<Component> components, const OverridePolicy& override, OverrideContext& cx);

}  // namespace oamc
