#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/limits.h"
#include "ir/base/source.h"
#include "ir/data/data.h"

namespace oamc {

struct JsonProblem {
  std::uint32_t at = 0;  ///< byte offset in the text
  std::string words;     ///< ready for a message: `expected a value`
  bool isTooDeep = false;
};

/// A key that is written twice in one object; the later one is in the tree.
struct JsonDuplicate {
  Member earlier;
  Member later;
};

struct JsonText {
  std::optional<Data> value;  ///< nothing: `problem` says why
  JsonProblem problem;
  std::vector<JsonDuplicate> duplicates;
};

/// Reads one JSON text (RFC 8259) with nothing but blanks around it. Numbers keep every digit; strings are copied into the arena; escapes of
/// lone surrogates become U+FFFD. Spans are offsets of `text` in `file`, and invalid without a file.
JsonText parseJson(std::string_view text, Arena& arena, FileId file = FileId::kNone, std::uint32_t maxDepth = Limits().sourceNesting);

}  // namespace oamc
