#pragma once

#include <cstdint>
#include <string_view>

#include "ir/cue/tree.h"

namespace oamc {

/// What a `patchStrategy` asks for. kJson: jsonMergePatch or jsonPatch, which count on the field `patch` only.
enum class Strategy : std::uint8_t { kNone, kRetainKeys, kReplace, kOpen, kJson, kUnknown };

Strategy strategyOf(std::string_view name);

/// How a whole patch is applied (spec/rendering.md 4.1).
enum class PatchMode : std::uint8_t { kStrategic, kJsonMerge, kJsonPatch };

/// The mode that the marks of the field `patch` itself select; anything else is strategic.
PatchMode modeOf(const FieldTags& tags);

}  // namespace oamc
