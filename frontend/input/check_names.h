#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/application.h"

namespace oamc {

/// Checks that a cluster takes the names of an application and its components: DNS names and label values (E4030, E4031, E4032), without typographic quotes (E4033).
void checkNames(const Application& application, DiagnosticSink& sink);

}  // namespace oamc
