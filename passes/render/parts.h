#pragma once

#include <string_view>
#include <vector>

#include "ir/data/data.h"
#include "ir/oam/definition.h"
#include "ir/oam/rendered_app.h"

namespace oamc {

/// The trait type of objects that the component's own `outputs` make.
inline constexpr std::string_view kAuxiliaryType = "AuxiliaryWorkload";

/// One object as a template gave it: it has a kind, but no labels, name or namespace of ours yet.
struct RenderedPart {
  Data object;
  std::string_view type;              ///< converted trait type or kAuxiliaryType; empty for a workload
  std::string_view resource;          ///< the field of `outputs`; empty for a workload
  const Definition* trait = nullptr;  ///< the trait that made it; null for a workload and for auxiliaries
  SourceSpan producer;                ///< the type of the component, trait or policy in the user's file
};

/// What the templates of one component, or of a custom policy, give: the object of `output` first, then `outputs` in their order (spec/rendering.md 3.6).
struct RenderedParts {
  std::vector<RenderedPart> parts;
};

}  // namespace oamc
