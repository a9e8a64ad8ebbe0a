#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// Gathers the members of one map, of which no two have one key.
class YamlMapBuilder {
 public:
  /// Who writes a member: the map itself, or a merge key, whose members may be overwritten without a word.
  enum class Origin : std::uint8_t { kWritten, kMerged };

  /// `members` holds those of the open maps, the innermost last: a builder that begins while another one is in use must finish first.
  explicit YamlMapBuilder(std::vector<Member>& members) : members_(members), first_(members.size()) {}

  /// Adds the member and returns null; if there is one of its key, returns that and leaves it as it is. Valid until the next call.
  const Member* insert(const Member& member, Origin origin = Origin::kWritten);
  /// Of a member that `insert` returned.
  bool isMerged(const Member& known) const { return isMerged(placeOf(known)); }
  void replace(const Member& known, const Member& member, Origin origin);

  /// The members in the order of their keys; takes them away.
  std::span<const Member> finish(Arena& arena);

 private:
  using KeyIndex = std::unordered_map<std::string_view, std::size_t>;

  const Member* find(std::string_view key);
  std::span<Member> known() { return std::span(members_).subspan(first_); }
  std::size_t placeOf(const Member& known) const { return static_cast<std::size_t>(&known - members_.data()) - first_; }
  bool isMerged(std::size_t place) const { return place < isMerged_.size() && isMerged_[place]; }
  void setOrigin(std::size_t place, Origin origin);

  std::vector<Member>& members_;
  std::size_t first_;
  bool isAscending_ = true;          // so that a key behind the last one is new
  std::vector<bool> isMerged_;       // by place; as long as merge keys made it
  std::unique_ptr<KeyIndex> index_;  // only of maps with many keys
};

}  // namespace oamc
