#include "ir/data/ops/merge7396.h"

#include <algorithm>
#include <vector>

namespace oamc {

namespace {

class Merge {
 public:
  explicit Merge(Arena& arena) : arena_(arena) {}

  Data merged(const Data& base, const Data& patch) {
    if (!base.isObject()) return withoutNulls(patch);
    if (!patch.isObject()) return patch;
    std::size_t first = members_.size();
    std::span<const Member> changes = inOrder(patch);
    for (const Member& known : inOrder(base)) {
      while (!changes.empty() && changes.front().key < known.key) addNext(changes);
      if (changes.empty() || changes.front().key != known.key) {
        members_.push_back(known);
        continue;
      }
      const Data& change = changes.front().value;
      if (!change.isNull()) add(known, merged(known.value, change));
      changes = changes.subspan(1);
    }
    while (!changes.empty()) addNext(changes);
    return finish(first, base, base.isGoTree() && patch.isGoTree());
  }

 private:
  /// The members sorted by key.
  std::span<const Member> inOrder(const Data& object) {
    if (object.isGoTree() || std::ranges::is_sorted(object.members(), {}, &Member::key)) return object.members();
    std::span<Member> order = arena_.copyArray(object.members());
    std::ranges::sort(order, {}, &Member::key);
    return order;
  }

  /// Without the null members of objects at any depth; null elements of lists stay.
  Data withoutNulls(const Data& value) {
    if (value.isList()) {
      std::span<Data> items = arena_.copyArray(value.items());
      for (Data& item : items) item = withoutNulls(item);
      Data list = Data::list(items, value.span());
      return value.isGoTree() ? list.asGoTree() : list;
    }
    if (!value.isObject()) return value;
    std::size_t first = members_.size();
    for (std::span<const Member> members = inOrder(value); !members.empty();) addNext(members);
    return finish(first, value, value.isGoTree());
  }

  void addNext(std::span<const Member>& members) {
    const Member& next = members.front();
    if (!next.value.isNull()) add(next, withoutNulls(next.value));
    members = members.subspan(1);
  }

  void add(const Member& key, const Data& value) { members_.push_back({key.key, value, key.keySpan}); }

  Data finish(std::size_t first, const Data& like, bool isGoTree) {
    Data object = Data::object(arena_.copyArray(std::span<const Member>(members_).subspan(first)), like.span());
    members_.resize(first);
    return isGoTree ? object.asGoTree() : object;
  }

  Arena& arena_;
  std::vector<Member> members_;  // of the open objects, the innermost last
};

}  // namespace

Patched mergePatch7396(const Data& document, const Data& patch, Arena& arena) {
  bool isMergeable = !document.isNull() && (patch.isObject() || patch.isList());
  if (!isMergeable) return PatchFailure{0, PatchFailureKind::kNotMergeable, ""};
  return Merge(arena).merged(document, patch);
}

}  // namespace oamc
