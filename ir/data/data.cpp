#include "ir/data/data.h"

#include <algorithm>
#include <vector>

#include "ir/data/number_parts.h"

namespace oamc {

const Member* Data::findMember(std::string_view key) const {
  if (!isObject()) return nullptr;
  for (const Member& member : members())
    if (member.key == key) return &member;
  return nullptr;
}

const Data* Data::find(std::string_view key) const {
  const Member* member = findMember(key);
  return member == nullptr ? nullptr : &member->value;
}

namespace {

bool equalMembers(std::span<const Member> a, std::span<const Member> b) {
  if (a.size() != b.size()) return false;
  auto same = [](const Member& x, const Member& y) { return x.key == y.key && equal(x.value, y.value); };
  auto sameKey = [](const Member& x, const Member& y) { return x.key == y.key; };
  if (std::ranges::equal(a, b, sameKey)) return std::ranges::equal(a, b, same);
  auto ordered = [](std::span<const Member> members) {
    std::vector<Member> copy(members.begin(), members.end());
    std::ranges::sort(copy, {}, &Member::key);
    return copy;
  };
  return std::ranges::equal(ordered(a), ordered(b), same);
}

/// A long number keeps its digits in an arena; others are whole.
Number copyNumber(const Number& number, Arena& arena) {
  if (!NumberParts::isLong(number)) return number;
  CoefficientDigits digits = NumberParts::digits(number);
  return NumberParts::make(NumberParts::signBit(number), digits.view(), NumberParts::exponent(number), number.isInt(), arena);
}

}  // namespace

bool equal(const Data& a, const Data& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case DataKind::kNull: return true;
    case DataKind::kBool: return a.boolean() == b.boolean();
    case DataKind::kNumber: return compare(a.number(), b.number()) == 0;
    case DataKind::kString:
    case DataKind::kBytes: return a.text() == b.text();
    case DataKind::kList: return std::ranges::equal(a.items(), b.items(), equal);
    case DataKind::kObject: return equalMembers(a.members(), b.members());
  }
  return false;
}

Data sorted(const Data& tree, Arena& arena) {
  if (tree.isGoTree()) return tree;
  if (tree.isList()) {
    std::span<Data> items = arena.createArray<Data>(tree.items().size());
    std::ranges::transform(tree.items(), items.begin(), [&](const Data& item) { return sorted(item, arena); });
    return Data::list(items, tree.span());
  }
  if (!tree.isObject()) return tree;
  std::span<Member> members = arena.createArray<Member>(tree.members().size());
  std::ranges::transform(tree.members(), members.begin(), [&](Member member) {
    member.value = sorted(member.value, arena);
    return member;
  });
  std::ranges::sort(members, {}, &Member::key);
  return Data::object(members, tree.span());
}

namespace {

Data copied(const Data& tree, Arena& arena) {
  switch (tree.kind()) {
    case DataKind::kNull:
    case DataKind::kBool: return tree;
    case DataKind::kNumber: return Data::number(copyNumber(tree.number(), arena), arena, tree.span());
    case DataKind::kString: return Data::string(arena.copyText(tree.text()), tree.span());
    case DataKind::kBytes: return Data::bytes(arena.copyText(tree.text()), tree.span());
    case DataKind::kList: {
      if (arena.holds(tree.items().data())) return tree;
      std::span<Data> items = arena.createArray<Data>(tree.items().size());
      std::ranges::transform(tree.items(), items.begin(), [&](const Data& item) { return copyInto(item, arena); });
      return Data::list(items, tree.span());
    }
    case DataKind::kObject: {
      if (arena.holds(tree.members().data())) return tree;
      std::span<Member> members = arena.createArray<Member>(tree.members().size());
      std::ranges::transform(tree.members(), members.begin(), [&](const Member& member) {
        return Member{arena.copyText(member.key), copyInto(member.value, arena), member.keySpan};
      });
      return Data::object(members, tree.span());
    }
  }
  return tree;
}

}  // namespace

Data copyInto(const Data& tree, Arena& arena) {
  Data copy = copied(tree, arena);
  return tree.isGoTree() ? copy.asGoTree() : copy;
}

}  // namespace oamc
