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

  /// `entries` holds those of the open maps, the innermost last: a builder that begins while another one is in use must finish first.
  explicit YamlMapBuilder(std::vector<Entry>& entries) : entries_(entries), first_(entries.size()) {}

  /// Adds the entry and returns null; if there is one of its key, returns that and leaves it as it is. Valid until the next call.
  Entry* insert(const Entry& entry);
  /// The members; takes the entries away.
  std::span<const Member> finish(Arena& arena);

 private:
  Entry* find(std::string_view key);
  std::span<Entry> known() { return std::span(entries_).subspan(first_); }

  std::vector<Entry>& entries_;
  std::size_t first_;
  bool isAscending_ = true;                                  // so that a key behind the last one is new
  std::unordered_map<std::string_view, std::size_t> index_;  // only of maps with many keys
};

}  // namespace oamc
