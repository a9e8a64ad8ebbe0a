#include "ir/data/go_tree.h"

#include <algorithm>
#include <optional>

#include "ir/data/go_number.h"
#include "ir/data/number_parts.h"

namespace oamc {

namespace {

/// Equal down to kind and scale.
bool isSameNumber(const Number& a, const Number& b) {
  return a.isInt() == b.isInt() && NumberParts::signBit(a) == NumberParts::signBit(b) && NumberParts::exponent(a) == NumberParts::exponent(b) &&
         compare(a, b) == 0;
}

class GoPassage {
 public:
  GoPassage(Arena& arena, const RoundingListener& listener) : arena_(arena), listener_(listener) {}

  Data pass(const Data& value) {
    switch (value.kind()) {
      case DataKind::kNumber: return number(value);
      case DataKind::kList: return list(value);
      case DataKind::kObject: return object(value);
      case DataKind::kNull:
      case DataKind::kBool:
      case DataKind::kString:
      case DataKind::kBytes: return value;
    }
    return value;
  }

 private:
  Data number(const Data& value) {
    std::optional<Number> rounded = goNumber(value.number(), arena_);
    if (!rounded || isSameNumber(*rounded, value.number())) return value;
    if (listener_ && compare(*rounded, value.number()) != 0) listener_(value, *rounded);
    return Data::number(*rounded, arena_, value.span());
  }

  Data list(const Data& value) {
    std::span<Data> items;  // once one of them has changed
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      Data item = pass(value.items()[i]);
      if (items.empty() && !item.sharesWith(value.items()[i])) items = arena_.copyArray(value.items());
      if (!items.empty()) items[i] = item;
    }
    return items.empty() ? value : Data::list(items, value.span());
  }

  Data object(const Data& value) {
    std::span<Member> members;  // once one of them has changed
    bool isSorted = std::ranges::is_sorted(value.members(), {}, &Member::key);
    if (!isSorted) members = arena_.copyArray(value.members());
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      Data content = pass(value.members()[i].value);
      if (members.empty() && !content.sharesWith(value.members()[i].value)) members = arena_.copyArray(value.members());
      if (!members.empty()) members[i].value = content;
    }
    if (!isSorted) std::ranges::sort(members, {}, &Member::key);
    return members.empty() ? value : Data::object(members, value.span());
  }

  Arena& arena_;
  const RoundingListener& listener_;
};

}  // namespace

Data goTree(const Data& tree, Arena& arena, const RoundingListener& listener) { return GoPassage(arena, listener).pass(tree); }

}  // namespace oamc
