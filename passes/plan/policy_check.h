#pragma once

#include "ir/base/result.h"

namespace oamc {

struct Planning;

/// Checks the policies of an application against their schemas, binds the custom ones to their definitions (plan.policies), and checks that types named in
/// overrides exist (spec/rendering.md 5.1). Policies with an application-wide definition are left out with a warning (W4571). Reports E4001, E402x.
Result<void> checkPolicies(Planning& planning);

/// Warns of topology, override and replication policies that no step names (W4570).
void warnOfUnusedPolicies(const Planning& planning);

}  // namespace oamc
