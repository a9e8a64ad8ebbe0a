#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/base/arena.h"
#include "ir/data/data.h"

namespace oamc {

/// Gathers the members of one map: of a repeated key the first place and the last value count.
class YamlMapBuilder {
 public:
  struct Entry {
    Member member;
    bool isMerged;  ///< it came through a merge key and may be overwritten without a word
  };

  /// The entry of this key, or null. Valid until the next add.
  Entry* find(std::string_view key);
  void add(const Entry& entry);
  std::span<const Member> finish(Arena& arena) const;

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string_view, std::size_t> index_;  // only of maps with many keys
};

}  // namespace oamc
