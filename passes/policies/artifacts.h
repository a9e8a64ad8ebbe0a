#pragma once

#include <span>

#include "ir/base/arena.h"
#include "ir/data/data.h"
#include "ir/oam/rendered_app.h"

namespace oamc {

/// `context.artifacts` of custom policies: the labelled objects of every component, `{<component>: {workload, traits: {<type>: {<resource>: object}}}}`
/// (spec/rendering.md 5.5). Lives in `arena` and shares the objects.
Data artifactsData(std::span<const RenderedGroup> groups, Arena& arena);

}  // namespace oamc
