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
    if (value.isGoTree()) return value;
    switch (value.kind()) {
      case DataKind::kNumber: return number(value);
      case DataKind::kList: return list(value);
      case DataKind::kObject: return object(value);
      case DataKind::kNull:
      case DataKind::kBool:
      case DataKind::kString:
      case DataKind::kBytes: return value;  // which JSON does not have: bytes stay what they are
    }
    return value;
  }

 private:
  Data number(const Data& value) {
    std::optional<Number> rounded = goNumber(value.number(), arena_);
    if (!rounded) return value;
    if (isSameNumber(*rounded, value.number())) return value.asGoTree();
    if (listener_ && compare(*rounded, value.number()) != 0) listener_(value, *rounded);
    return Data::number(*rounded, arena_, value.span()).asGoTree();
  }

  Data list(const Data& value) {
    std::span<Data> items;  // once one of them has changed
    bool areGoTrees = true;
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      Data item = pass(value.items()[i]);
      areGoTrees = areGoTrees && item.isGoTree();
      if (items.empty() && !item.sharesWith(value.items()[i])) items = arena_.copyArray(value.items());
      if (!items.empty()) items[i] = item;
    }
    Data list = items.empty() ? value : Data::list(items, value.span());
    return areGoTrees ? list.asGoTree() : list;
  }

  Data object(const Data& value) {
    std::span<Member> members;  // once one of them has changed
    bool isSorted = std::ranges::is_sorted(value.members(), {}, &Member::key);
    bool areGoTrees = true;
    if (!isSorted) members = arena_.copyArray(value.members());
    for (std::size_t i = 0; i < value.members().size(); ++i) {
      Data content = pass(value.members()[i].value);
      areGoTrees = areGoTrees && content.isGoTree();
      if (members.empty() && !content.sharesWith(value.members()[i].value)) members = arena_.copyArray(value.members());
      if (!members.empty()) members[i].value = content;
    }
    if (!isSorted) std::ranges::sort(members, {}, &Member::key);
    Data object = members.empty() ? value : Data::object(members, value.span());
    return areGoTrees ? object.asGoTree() : object;
  }

  Arena& arena_;
  const RoundingListener& listener_;
};

}  // namespace

Data goTree(const Data& tree, Arena& arena, const RoundingListener& listener) { return GoPassage(arena, listener).pass(tree); }

}  // namespace oamc
