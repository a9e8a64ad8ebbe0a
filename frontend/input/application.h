#pragma once

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/application.h"
#include "ir/oam/schema.h"

namespace oamc {

/// Decodes an Application document (spec/rendering.md 1.1): known keys in any case, unknown ones with a warning, generated names for unnamed policies (made in
/// `arena`). Reports E4010 to W4016; after an error what could be read is there, and `isDamaged` is set. `root` must be an object.
Application decodeApplication(const Data& root, Arena& arena, SchemaRules rules, DiagnosticSink& sink);

}  // namespace oamc
