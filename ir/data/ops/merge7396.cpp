#include "ir/data/ops/merge7396.h"

#include <algorithm>
#include <vector>

namespace oamc {

namespace {

std::vector<Member> inOrder(std::span<const Member> members) {
  std::vector<Member> order(members.begin(), members.end());
  std::ranges::sort(order, {}, &Member::key);
  return order;
}

Data objectOf(const std::vector<Member>& members, const Data& like, Arena& arena) {
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
  std::vector<Member> members = inOrder(value.members());
  std::erase_if(members, [](const Member& member) { return member.value.isNull(); });
  for (Member& member : members) member.value = withoutNulls(member.value, arena);
  return objectOf(members, value, arena);
}

Data merged(const Data& base, const Data& patch, Arena& arena) {
  if (!base.isObject()) return withoutNulls(patch, arena);
  if (!patch.isObject()) return patch;
  std::vector<Member> members;
  std::vector<Member> changes = inOrder(patch.members());
  auto change = changes.begin();
  auto addChangesBefore = [&](const std::string_view* key) {
    for (; change != changes.end() && (key == nullptr || change->key < *key); ++change)
      if (!change->value.isNull()) members.push_back({change->key, withoutNulls(change->value, arena), change->keySpan});
  };
  for (const Member& known : inOrder(base.members())) {
    addChangesBefore(&known.key);
    bool isChanged = change != changes.end() && change->key == known.key;
    if (!isChanged) members.push_back(known);
    if (isChanged && !change->value.isNull()) members.push_back({known.key, merged(known.value, change->value, arena), known.keySpan});
    if (isChanged) ++change;
  }
  addChangesBefore(nullptr);
  return objectOf(members, base, arena);
}

}  // namespace

Patched mergePatch7396(const Data& document, const Data& patch, Arena& arena) {
  bool isMergeable = !document.isNull() && (patch.isObject() || patch.isList());
  if (!isMergeable) return PatchFailure{0, PatchFailureKind::kNotMergeable, ""};
  return merged(document, patch, arena);
}

}  // namespace oamc
