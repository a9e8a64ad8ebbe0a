#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ir/base/source.h"

namespace oamc {

/// A line of source as a terminal shows it, and which of its columns are marked: 0-based, `markEnd` exclusive, at least one wide.
struct MarkedLine {
  std::uint32_t number = 0;
  std::string text;
  std::size_t markBegin = 0;
  std::size_t markEnd = 0;
};

/// The first line of `span`. Tabs are expanded to multiples of four, unprintable characters replaced; one column is one code point. Of a line that is too long for a
/// screen the part around the mark is shown.
MarkedLine markedLine(const SourceManager& sources, SourceSpan span);

}  // namespace oamc
