#pragma once

#include "ir/oam/policy.h"
#include "ir/oam/schema.h"

namespace oamc {

/// The properties that policies of a built-in kind take, all strict (spec/rendering.md 5.1 to 5.4); null for `debug` and custom policies.
const Schema* policySchema(PolicyKind kind);

}  // namespace oamc
