#pragma once

#include "ir/base/diagnostic.h"
#include "ir/cue/module.h"

namespace oamc {

/// Warns where a step waits on the status of an object that it reads without asking first whether there is a status (W4549): as long as there is none, the
/// condition is an error, which is tried again a few times and then fails the step, instead of waiting (spec/workflow.md 2).
void lintWaits(const Module& module, DiagnosticSink& sink);

}  // namespace oamc
