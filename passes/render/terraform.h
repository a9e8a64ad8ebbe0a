#pragma once

#include <string_view>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/render_plan.h"

namespace oamc {

/// How far the object follows the serialisation of the reference's types (spec/rendering.md 8).
enum class ConfigurationStyle : std::uint8_t {
  kPlain,     ///< only what has a meaning
  kRecorded,  ///< with `creationTimestamp: null`, `gitRef: {}` and an empty status, as dry-run prints
};

/// The Configuration object of a Terraform component. Texts and Data live in `arena`, the definition or the component. Reports E4590 when the definition has no
/// configuration, E4591 for a reserved property of the wrong type.
Result<Data> terraformConfiguration(const ComponentVariant& variant, std::string_view namespaceName, ConfigurationStyle style, Arena& arena,
                                    DiagnosticSink& sink);

}  // namespace oamc
