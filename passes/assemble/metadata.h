#pragma once

#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/data/data.h"

namespace oamc {

/// Labels or annotations of an object in the making: a map of texts, later writes win.
class TextMap {
 public:
  explicit TextMap(Arena& arena) : arena_(&arena) { members_.reserve(kUsualSize); }

  /// Takes over the strings of `map`. Anything that is no object counts as empty.
  void addAll(const Data& map);
  void set(std::string_view key, std::string_view value);
  void remove(std::string_view key);
  std::string_view find(std::string_view key) const;  ///< empty: absent or empty
  bool empty() const { return members_.empty(); }
  Data data() const;

 private:
  static constexpr std::size_t kUsualSize = 12;

  Arena* arena_;
  std::vector<Member> members_;
};

/// The strings below `metadata.<part>` of `object`. A value that is no string is an error at its place (E6002): the reference would drop the whole map (spec/rendering.md
/// 3.5, Q12). `producer` is shown when the template's place is not the user's.
Result<TextMap> metadataTexts(const Data& object, std::string_view part, SourceSpan producer, Arena& arena, DiagnosticSink& sink);

/// The parts of a comma-separated list, trimmed if asked; empty parts are left out.
std::vector<std::string_view> splitCommas(std::string_view text, bool trims);

}  // namespace oamc
