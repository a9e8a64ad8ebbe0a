#include "ir/data/ops/edit_tree.h"

#include <algorithm>

namespace oamc {

namespace {

bool sameTexts(const Data& a, const Data& b) {
  if (a.kind() != b.kind()) return false;
  if (a.kind() == DataKind::kNumber) return a.number().text() == b.number().text();
  if (a.isList()) return std::ranges::equal(a.items(), b.items(), sameTexts);
  if (!a.isObject()) return equal(a, b);
  return a.members().size() == b.members().size() && std::ranges::all_of(a.members(), [&](const Member& member) {
           const Data* other = b.find(member.key);
           return other != nullptr && sameTexts(member.value, *other);
         });
}

}  // namespace

void EditTree::open() {
  if (isOpen_) return;
  isOpen_ = true;
  if (closed_.isList()) {
    items_.reserve(closed_.items().size());
    for (const Data& item : closed_.items()) items_.push_back(std::make_unique<EditTree>(item));
  } else {
    for (const Member& member : closed_.members()) members_.emplace(member.key, Field{std::make_unique<EditTree>(member.value), member.keySpan});
  }
}

EditTree& EditTree::item(std::size_t position) {
  open();
  return *items_[position];
}

void EditTree::insertItem(std::size_t position, const Data& value) {
  open();
  items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(position), std::make_unique<EditTree>(value));
}

void EditTree::eraseItem(std::size_t position) {
  open();
  items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(position));
}

EditTree* EditTree::find(std::string_view key) {
  open();
  auto found = members_.find(key);
  return found == members_.end() ? nullptr : found->second.value.get();
}

void EditTree::setMember(std::string_view key, const Data& value, Arena& arena) {
  if (EditTree* known = find(key)) return known->assign(value);
  members_.emplace(arena.copyText(key), Field{std::make_unique<EditTree>(value), {}});
}

bool EditTree::eraseMember(std::string_view key) {
  open();
  return members_.erase(key) != 0;
}

const Data& EditTree::close(Arena& arena) {
  if (isOpen_) assign(closed_.isList() ? closedList(arena) : closedObject(arena));
  return closed_;
}

Data EditTree::closedList(Arena& arena) {
  std::span<Data> items = arena.createArray<Data>(items_.size());
  std::ranges::transform(items_, items.begin(), [&](const auto& item) { return item->close(arena); });
  return Data::list(items, closed_.span());
}

Data EditTree::closedObject(Arena& arena) {
  std::span<Member> members = arena.createArray<Member>(members_.size());
  std::ranges::transform(members_, members.begin(), [&](const auto& member) {
    return Member{member.first, member.second.value->close(arena), member.second.keySpan};
  });
  return Data::object(members, closed_.span());
}

bool EditTree::sameText(const Data& other) const {
  if (!isOpen_) return sameTexts(closed_, other);
  if (closed_.kind() != other.kind()) return false;
  if (closed_.isList()) return std::ranges::equal(items_, other.items(), [](const auto& item, const Data& theirs) { return item->sameText(theirs); });
  return members_.size() == other.members().size() && std::ranges::all_of(other.members(), [&](const Member& member) {
           auto ours = members_.find(member.key);
           return ours != members_.end() && ours->second.value->sameText(member.value);
         });
}

}  // namespace oamc
