#pragma once

#include "ir/oam/definition.h"
#include "ir/oam/schema.h"

namespace oamc {

/// The attributes that a definition of the kind takes (`spec` without the texts of its template), strict; null for workloads, which are not checked
/// (spec/rendering.md 1.4, 1.5).
const Schema* definitionSchema(DefinitionKind kind);

}  // namespace oamc
