#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/policy.h"
#include "ir/oam/schema.h"

namespace oamc {

/// Decodes a Policy document: `type` and `properties` stand at the top level (spec/rendering.md 1.2). Reports E4010 to W4016. `root` must be an object.
Result<Policy> decodePolicyDocument(const Data& root, SchemaRules rules, DiagnosticSink& sink);

}  // namespace oamc
