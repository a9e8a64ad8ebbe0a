#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ir/base/source.h"
#include "ir/cue/tree.h"

namespace oamc {

/// A comment line of the form `+key=value`.
struct Mark {
  std::string_view key;
  std::string_view value;
  std::uint32_t begin;  ///< of the `+` in the line
  std::uint32_t end;    ///< one past the value
};

/// Reads one comment line without its two slashes. Both sides of the first `=` are trimmed; a value with blanks inside makes the line free text
/// (spec/rendering.md 4.3). The views look into `line`.
std::optional<Mark> parseMark(std::string_view line);

/// A mark and where it stands: from the `+` to the end of the value.
struct PlacedMark {
  std::string_view key;
  std::string_view value;
  SourceSpan span;
};

/// The marks of one comment group. `text` holds its lines without slashes, separated by "\n"; `firstLine` is where the slashes of the first line stand.
/// The places of later lines are looked up in `sources`; without it their spans are invalid.
std::vector<PlacedMark> marksOf(std::string_view text, SourceSpan firstLine, const SourceManager* sources);

/// Applies the marks of one comment group to `tags`: patchKey and patchStrategy, the last one wins (spec/rendering.md 4.3). Arguments as for marksOf;
/// `tags` keeps views of `text`.
void applyMarks(std::string_view text, SourceSpan firstLine, const SourceManager* sources, FieldTags& tags);

}  // namespace oamc
