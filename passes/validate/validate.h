#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"

namespace oamc {

/// Checks that Kubernetes would take the objects of every group: apiVersion (E6020), names (E6021), namespaces (E6022), labels (E6023), annotation keys (E6024). A name
/// that comes from the component is reported once, at the component. Changes nothing.
Result<void> validateObjects(const RenderedApp& app, DiagnosticSink& sink);

}  // namespace oamc
