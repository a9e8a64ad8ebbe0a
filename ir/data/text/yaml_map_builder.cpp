#include "ir/data/text/yaml_map_builder.h"

#include <algorithm>

namespace oamc {

namespace {

constexpr std::size_t kIndexedMap = 16;

}  // namespace

YamlMapBuilder::Entry* YamlMapBuilder::find(std::string_view key) {
  if (known().size() <= kIndexedMap) {
    auto entry = std::ranges::find_if(known(), [&](const Entry& known) { return known.member.key == key; });
    return entry == known().end() ? nullptr : &*entry;
  }
  for (std::size_t i = index_.size(); i < known().size(); ++i) index_.emplace(known()[i].member.key, i);
  auto found = index_.find(key);
  return found == index_.end() ? nullptr : &known()[found->second];
}

YamlMapBuilder::Entry* YamlMapBuilder::insert(const Entry& entry) {
  bool isLast = known().empty() || known().back().member.key < entry.member.key;
  if (!isAscending_ || !isLast) {
    if (Entry* known = find(entry.member.key)) return known;
    isAscending_ = false;
  }
  entries_.push_back(entry);
  return nullptr;
}

std::span<const Member> YamlMapBuilder::finish(Arena& arena) {
  std::span<Member> members = arena.createArray<Member>(known().size());
  std::ranges::transform(known(), members.begin(), &Entry::member);
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(first_), entries_.end());
  return members;
}

}  // namespace oamc
