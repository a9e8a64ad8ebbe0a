#include "ir/data/ops/merge7396.h"

#include <algorithm>
#include <vector>

namespace oamc {

namespace {

Data objectOf(std::vector<Member> members, const Data& like, Arena& arena) {
  std::ranges::sort(members, {}, &Member::key);
  return Data::object(arena.copyArray(std::span<const Member>(members)), like.span());
}

/// Without the null members of objects at any depth; null elements of lists stay.
Data withoutNulls(const Data& value, Arena& arena) {
  if (value.isList()) {
    std::span<Data> items = arena.copyArray(value.items());
    for (Data& item : items) item = withoutNulls(item, arena);
    return Data::list(items, value.span());
  }
  if (!value.isObject()) return value;
  std::vector<Member> members;
  for (const Member& member : value.members())
    if (!member.value.isNull()) members.push_back({member.key, withoutNulls(member.value, arena), member.keySpan});
  return objectOf(std::move(members), value, arena);
}

Data merged(const Data& base, const Data& patch, Arena& arena) {
  if (!base.isObject()) return withoutNulls(patch, arena);
  if (!patch.isObject()) return patch;
  std::vector<Member> members(base.members().begin(), base.members().end());
  for (const Member& change : patch.members()) {
    auto known = std::ranges::find(members, change.key, &Member::key);
    if (change.value.isNull()) {
      if (known != members.end()) members.erase(known);
    } else if (known == members.end()) {
      members.push_back({change.key, withoutNulls(change.value, arena), change.keySpan});
    } else {
      known->value = merged(known->value, change.value, arena);
    }
  }
  return objectOf(std::move(members), base, arena);
}

}  // namespace

Patched mergePatch7396(const Data& document, const Data& patch, Arena& arena) {
  bool isMergeable = !document.isNull() && (patch.isObject() || patch.isList());
  if (!isMergeable) return PatchFailure{0, PatchFailureKind::kNotMergeable, ""};
  return merged(document, patch, arena);
}

}  // namespace oamc
