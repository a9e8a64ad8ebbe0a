#include "passes/plan/deep_merge.h"

#include <algorithm>

namespace oamc {

Data deepMerge(const Data& base, const Data& patch, Arena& arena) {
  if (!base.isObject() || !patch.isObject()) return patch;
  auto isNew = [&](const Member& member) { return base.findMember(member.key) == nullptr; };
  auto newCount = static_cast<std::size_t>(std::ranges::count_if(patch.members(), isNew));
  std::span<Member> members = arena.createArray<Member>(base.members().size() + newCount);
  auto next = members.begin();
  for (const Member& member : base.members()) {
    const Member* change = patch.findMember(member.key);
    *next++ = change == nullptr ? member : Member{member.key, deepMerge(member.value, change->value, arena), change->keySpan};
  }
  std::ranges::copy_if(patch.members(), next, isNew);
  return Data::object(members, base.span());
}

}  // namespace oamc
