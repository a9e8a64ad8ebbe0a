#include "ir/data/text/yaml_map_builder.h"

#include <algorithm>

namespace oamc {

namespace {

constexpr std::size_t kIndexedMap = 16;

}  // namespace

const Member* YamlMapBuilder::find(std::string_view key) {
  if (known().size() <= kIndexedMap) {
    auto member = std::ranges::find(known(), key, &Member::key);
    return member == known().end() ? nullptr : &*member;
  }
  if (index_ == nullptr) index_ = std::make_unique<KeyIndex>();
  for (std::size_t i = index_->size(); i < known().size(); ++i) index_->emplace(known()[i].key, i);
  auto found = index_->find(key);
  return found == index_->end() ? nullptr : &known()[found->second];
}

const Member* YamlMapBuilder::insert(const Member& member, Origin origin) {
  bool isAscending = known().empty() || known().back().key < member.key;
  if (!isAscending_ || !isAscending) {
    if (const Member* known = find(member.key)) return known;
    isAscending_ = false;
  }
  setOrigin(known().size(), origin);
  members_.push_back(member);
  return nullptr;
}

void YamlMapBuilder::replace(const Member& known, const Member& member, Origin origin) {
  std::size_t place = placeOf(known);
  setOrigin(place, origin);
  this->known()[place] = member;
}

void YamlMapBuilder::setOrigin(std::size_t place, Origin origin) {
  bool isMerged = origin == Origin::kMerged;
  if (isMerged && place >= isMerged_.size()) isMerged_.resize(place + 1);
  if (place < isMerged_.size()) isMerged_[place] = isMerged;
}

std::span<const Member> YamlMapBuilder::finish(Arena& arena) {
  std::span<Member> members = arena.copyArray(std::span<const Member>(known()));
  if (!isAscending_) std::ranges::sort(members, {}, &Member::key);
  members_.resize(first_);
  return members;
}

}  // namespace oamc
