#include "passes/patch/tags.h"

namespace oamc {

Strategy strategyOf(std::string_view name) {
  if (name.empty()) return Strategy::kNone;
  if (name == "retainKeys") return Strategy::kRetainKeys;
  if (name == "replace") return Strategy::kReplace;
  if (name == "open") return Strategy::kOpen;
  if (name == "jsonMergePatch" || name == "jsonPatch") return Strategy::kJson;
  return Strategy::kUnknown;
}

PatchMode modeOf(const FieldTags& tags) {
  if (tags.patchStrategy == "jsonMergePatch") return PatchMode::kJsonMerge;
  if (tags.patchStrategy == "jsonPatch") return PatchMode::kJsonPatch;
  return PatchMode::kStrategic;
}

}  // namespace oamc
