#pragma once

#include "ir/base/diagnostic.h"
#include "ir/data/data.h"

namespace oamc {

/// Checks numbers that every Kubernetes API server refuses outside of their range, in kinds that Kubernetes itself brings: ports and counts of replicas (E6025), a
/// minimum above its maximum (E6026). Reported at the value if it comes from a file, else at `producer`.
Result<void> checkFields(const Data& object, SourceSpan producer, DiagnosticSink& sink);

}  // namespace oamc
