#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ir/data/data.h"

namespace oamc {

/// Which characters of strings are escaped beside `"`, `\` and controls.
enum class JsonEscapes {
  kCue,  ///< U+2028 and U+2029 (spec/cue.md 2.16)
  kGo,   ///< also `<`, `>` and `&` (spec/rendering.md 1.7)
};

struct JsonStyle {
  JsonEscapes escapes = JsonEscapes::kCue;
  std::string_view indent = {};  ///< of one level; empty: everything in one line without blanks
};

/// Appends `tree` as JSON: members in their order, exact canonical numbers, bytes as base64. No line end follows.
void appendJson(std::string& out, const Data& tree, const JsonStyle& style = {});
std::string writeJson(const Data& tree, const JsonStyle& style = {});

/// The same text in blocks of some 64 KiB, so that a large one never stands in memory as a whole.
void streamJson(const Data& tree, const JsonStyle& style, const std::function<void(std::string_view block)>& take);

/// Appends `text` in quotes. Bytes that are no UTF-8 become `\ufffd`.
void appendJsonString(std::string& out, std::string_view text, JsonEscapes escapes);

}  // namespace oamc
