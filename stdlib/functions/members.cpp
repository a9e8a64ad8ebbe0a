#include "stdlib/functions/members.h"

namespace oamc {

namespace {

FunctionFailure below(FunctionFailure failure, std::string label) {
  failure.path.insert(failure.path.begin(), std::move(label));
  return failure;
}

Outcome<Data> unifyObjects(const Data& a, const Data& b, Arena& arena) {
  MemberBuilder merged;
  for (const Data& object : {a, b}) {
    for (const Member& member : object.members()) {
      if (auto failure = merged.add(member.key, member.value, arena)) return *failure;
    }
  }
  return merged.build(arena);
}

Outcome<Data> unifyLists(const Data& a, const Data& b, Arena& arena) {
  if (a.items().size() != b.items().size()) {
    return fail("lists of " + std::to_string(a.items().size()) + " and " + std::to_string(b.items().size()) + " elements conflict");
  }
  std::span<Data> items = arena.createArray<Data>(a.items().size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    Outcome<Data> item = unifyData(a.items()[i], b.items()[i], arena);
    if (auto* failure = std::get_if<FunctionFailure>(&item)) return below(std::move(*failure), std::to_string(i));
    items[i] = std::get<Data>(item);
  }
  return Data::list(items);
}

}  // namespace

Outcome<Data> unifyData(const Data& a, const Data& b, Arena& arena) {
  if (a.isObject() && b.isObject()) return unifyObjects(a, b, arena);
  if (a.isList() && b.isList()) return unifyLists(a, b, arena);
  if (kindOf(a) == kindOf(b) && equal(a, b)) return a;
  return fail("the values " + describe(a) + " and " + describe(b) + " conflict");
}

std::optional<FunctionFailure> MemberBuilder::add(std::string_view key, const Data& value, Arena& arena) {
  auto [place, isNew] = places_.emplace(key, members_.size());
  if (isNew) {
    members_.push_back({key, value, {}});
    return std::nullopt;
  }
  Data& first = members_[place->second].value;
  Outcome<Data> both = unifyData(first, value, arena);
  if (auto* failure = std::get_if<FunctionFailure>(&both)) return below(std::move(*failure), std::string(key));
  first = std::get<Data>(both);
  return std::nullopt;
}

void MemberBuilder::set(std::string_view key, const Data& value) {
  auto [place, isNew] = places_.emplace(key, members_.size());
  if (isNew) members_.push_back({key, value, {}});
  else members_[place->second].value = value;
}

}  // namespace oamc
