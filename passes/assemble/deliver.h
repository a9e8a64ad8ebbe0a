#pragma once

#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"
#include "passes/render_options.h"

namespace oamc {

/// Marks in every step what is really sent (RenderedObject::isSent): a component all of whose objects have been delivered before is not sent again, and of one that
/// brings new objects only the stages that have some, unless its properties differ from the application as written (spec/rendering.md 5.4).
void markSent(std::vector<RenderedStep>& steps);

/// Collects the desired state of every cluster in app.objects: each identity once (design of the product, section 2). Labels that only name the producer do not count when objects are
/// compared. Different contents inside a step, or of two components, are an error that names both producers (E6010); of one component in two steps, the one that the controller keeps stays, or the last with
/// `--restage last`, with a warning (W6011).
Result<void> collectDesiredState(RenderedApp& app, const RenderOptions& options, DiagnosticSink& sink);

}  // namespace oamc
