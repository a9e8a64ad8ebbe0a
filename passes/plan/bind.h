#pragma once

#include <memory>
#include <span>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/definition_index.h"
#include "ir/oam/render_plan.h"

namespace oamc {

/// What binding needs besides the component.
struct BindContext {
  const DefinitionIndex& definitions;
  DefinitionQuery query;
  Arena& arena;
  DiagnosticSink& sink;
};

/// The properties as the controller hands them to templates: keys sorted, numbers rounded through float64 (spec/rendering.md 1.7). Warns where rounding changes a
/// value (W4560). Shares what does not change; null stays null.
Data normalizedProperties(const Data& properties, Arena& arena, DiagnosticSink& sink);

/// Finds the definitions of a component and of its traits and normalizes the properties. Reports E4001 for every type without a definition and sets `failure`.
/// `written` is the application's component of that name, or null.
std::unique_ptr<ComponentVariant> bindComponent(const Component& component, const Component* written, BindContext& cx);

/// `context.components`: the components as JSON objects in the key order of the reference (spec/rendering.md 2.3). Their properties must be normalized.
Data componentsData(std::span<const Component* const> components, Arena& arena);

}  // namespace oamc
