#include "passes/assemble/object_edit.h"

#include <algorithm>

namespace oamc {

Data withMember(const Data& object, std::string_view key, const Data& value, Arena& arena) {
  std::span<const Member> old = object.isObject() ? object.members() : std::span<const Member>();
  const Member* present = object.findMember(key);
  std::span<Member> members = arena.createArray<Member>(old.size() + (present == nullptr ? 1 : 0));
  std::ranges::copy(old, members.begin());
  Member& changed = present != nullptr ? members[static_cast<std::size_t>(present - old.data())] : members.back();
  changed.key = present != nullptr ? present->key : arena.copyText(key);
  changed.value = value;
  return Data::object(members, object.span());
}

Data withoutMember(const Data& object, std::string_view key, Arena& arena) {
  if (object.findMember(key) == nullptr) return object;
  std::span<Member> members = arena.createArray<Member>(object.members().size() - 1);
  std::ranges::copy_if(object.members(), members.begin(), [&](const Member& member) { return member.key != key; });
  return Data::object(members, object.span());
}

Data withPath(const Data& object, std::span<const std::string_view> path, const Data& value, Arena& arena) {
  if (path.size() == 1) return withMember(object, path.front(), value, arena);
  const Data* child = object.find(path.front());
  Data changed = withPath(child != nullptr ? *child : Data::object({}), path.subspan(1), value, arena);
  return withMember(object, path.front(), changed, arena);
}

const Data* findPath(const Data& object, std::span<const std::string_view> path) {
  const Data* at = &object;
  for (std::string_view key : path) {
    at = at->find(key);
    if (at == nullptr) return nullptr;
  }
  return at;
}

std::string_view textAt(const Data& object, std::initializer_list<std::string_view> path) {
  const Data* found = findPath(object, {path.begin(), path.size()});
  return found != nullptr && found->isString() ? found->text() : std::string_view();
}

}  // namespace oamc
