#include "passes/policies/artifacts.h"

#include <vector>

#include "passes/assemble/object_edit.h"

namespace oamc {

Data artifactsData(std::span<const RenderedGroup> groups, Arena& arena) {
  std::vector<Member> members;
  for (const RenderedGroup& group : groups) {
    Data artifact = Data::object({});
    Data traits = Data::object({});
    for (const RenderedObject& object : group.objects) {
      if (object.role == ObjectRole::kWorkload) artifact = withMember(artifact, "workload", object.object, arena);
      std::string_view path[] = {object.trait, object.resource};
      if (object.role == ObjectRole::kTrait) traits = withPath(traits, path, object.object, arena);
    }
    if (!traits.members().empty()) artifact = withMember(artifact, "traits", traits, arena);
    members.push_back({group.component, artifact, {}});
  }
  return sorted(Data::object(arena.copyArray<Member>(members)), arena);
}

}  // namespace oamc
