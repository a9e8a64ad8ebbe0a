#include "ir/data/text/yaml_map_builder.h"

#include <algorithm>

namespace oamc {

namespace {

constexpr std::size_t kIndexedMap = 16;

}  // namespace

YamlMapBuilder::Entry* YamlMapBuilder::find(std::string_view key) {
  if (entries_.size() <= kIndexedMap) {
    auto entry = std::ranges::find_if(entries_, [&](const Entry& known) { return known.member.key == key; });
    return entry == entries_.end() ? nullptr : &*entry;
  }
  if (index_.empty())
    for (std::size_t i = 0; i < entries_.size(); ++i) index_.emplace(entries_[i].member.key, i);
  auto found = index_.find(key);
  return found == index_.end() ? nullptr : &entries_[found->second];
}

void YamlMapBuilder::add(const Entry& entry) {
  constexpr std::size_t kUsualSize = 8;
  if (entries_.empty()) entries_.reserve(kUsualSize);
  if (!index_.empty()) index_.emplace(entry.member.key, entries_.size());
  entries_.push_back(entry);
}

std::span<const Member> YamlMapBuilder::finish(Arena& arena) const {
  std::span<Member> members = arena.createArray<Member>(entries_.size());
  std::ranges::transform(entries_, members.begin(), &Entry::member);
  return members;
}

}  // namespace oamc
