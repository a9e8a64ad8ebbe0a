#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

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

/// Appends `text` in quotes. Bytes that are no UTF-8 become `\ufffd`.
void appendJsonString(std::string& out, std::string_view text, JsonEscapes escapes);

/// Writes JSON piece by piece, for texts and trees that need not stand in memory as a whole. A piece follows the last one: an element in a list, a member in an
/// object, which begins with its key.
class JsonStream {
 public:
  using Take = std::function<void(std::string_view block)>;

  /// Appends to `out`, which must outlive it. With `take` the text leaves `out` in blocks of some 64 KiB; the last one stays there.
  explicit JsonStream(std::string& out, const JsonStyle& style, Take take = {}) : out_(out), style_(style), take_(std::move(take)) {}

  void beginList() { begin('['); }
  void endList() { end(']'); }
  void beginObject() { begin('{'); }
  void key(std::string_view key);
  void endObject() { end('}'); }
  void value(const Data& tree);

 private:
  void begin(char bracket);
  void end(char bracket);
  void startEntry();
  void breakLine();

  std::string& out_;
  JsonStyle style_;
  Take take_;
  int depth_ = 0;
  bool isFirst_ = true;  // in the innermost list or object
  bool hasKey_ = false;  // a value belongs behind it
};

}  // namespace oamc
