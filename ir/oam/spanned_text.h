#pragma once

#include <string_view>

#include "ir/base/source.h"

namespace oamc {

/// A text of a document with the place where it is written. `text` lives in the arena of the Workspace; the span is invalid for what nobody wrote.
struct SpannedText {
  std::string_view text;
  SourceSpan span;

  bool empty() const { return text.empty(); }
};

}  // namespace oamc
