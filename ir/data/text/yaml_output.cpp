#include "ir/data/text/yaml_output.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

constexpr int kIndent = 2;
constexpr int kWidth = 80;

/// Calls `visit(character, code point, rest)` for each character; `rest` begins behind it.
template <typename Visit>
void forEachCharacter(std::string_view text, Visit visit) {
  while (!text.empty()) {
    CodePoint point = decodeUtf8(text);
    std::string_view character = text.substr(0, point.size);
    text.remove_prefix(point.size);
    visit(character, point.value, text);
  }
}

/// Whether double quotes need no escape around the text: printable ASCII without quotes and backslashes.
bool isPlainInQuotes(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; });
}

}  // namespace

void YamlOutput::indent(bool isText) {
  if (indentation_ >= 0) {
    indentation_ += kIndent;
  } else {
    indentation_ = isText ? kIndent : 0;
  }
}

void YamlOutput::flush() {
  // Room in a large block that is not used takes no memory, copies of what is there do. Small texts and very large ones grow as strings do.
  constexpr std::size_t kLarge = std::size_t{64} * 1024;
  constexpr std::size_t kVeryLarge = std::size_t{8} * 1024 * 1024;
  constexpr std::size_t kGrowth = 8;
  bool isFull = out_.capacity() - out_.size() < used_;
  if (isFull && out_.capacity() >= kLarge && out_.capacity() < kVeryLarge) out_.reserve(kGrowth * out_.capacity());
  out_.append(block_.data(), used_);
  used_ = 0;
}

/// A text without line breaks, all of it well-formed.
void YamlOutput::putAll(std::string_view text) {
  append(text);
  column_ += static_cast<int>(countCodePoints(text));
}

void YamlOutput::finish() {
  if (column_ > 0) putBreak("\n");
  flush();
}

void YamlOutput::text(std::string_view text, YamlTextStyle style, bool mayFold) {
  bool folds = mayFold && preset_ == YamlPreset::kGoYaml2;
  switch (style) {
    case YamlTextStyle::kPlain: plain(text, folds); break;
    case YamlTextStyle::kSingleQuoted: singleQuoted(text, folds); break;
    case YamlTextStyle::kDoubleQuoted: doubleQuoted(text, folds); break;
    case YamlTextStyle::kLiteral: literal(text); break;
  }
}

bool YamlOutput::mustFold(bool mayFold) const { return mayFold && column_ > kWidth; }

/// Whether a text without line breaks has no blank beyond the width, so that it needs no look at each character.
bool YamlOutput::staysInLine(std::string_view text, bool mayFold) const {
  return !mayFold || column_ + static_cast<std::int64_t>(text.size()) <= kWidth || text.find(' ') == std::string_view::npos;
}

void YamlOutput::plain(std::string_view text, bool mayFold) {
  separate();
  if (staysInLine(text, mayFold)) {
    putAll(text);
  } else {
    foldedPlain(text);
  }
  afterBlank_ = false;
  isLineStart_ = false;
}

void YamlOutput::foldedPlain(std::string_view text) {
  bool afterSpace = false;
  forEachCharacter(text, [&](std::string_view character, char32_t point, std::string_view rest) {
    bool isSpace = point == ' ';
    if (isSpace && !afterSpace && mustFold(true) && !rest.starts_with(' ')) {
      startLine();
    } else {
      put(character);
    }
    if (!isSpace) isLineStart_ = false;
    afterSpace = isSpace;
  });
}

void YamlOutput::singleQuoted(std::string_view text, bool mayFold) {
  mark("'", false);
  bool isFirst = true;
  bool afterSpace = false;
  bool afterBreak = false;
  forEachCharacter(text, [&](std::string_view character, char32_t point, std::string_view rest) {
    bool isSpace = point == ' ';
    if (isYamlBreak(point)) {
      putBreak(character);
      isLineStart_ = true;
      afterBreak = true;
    } else {
      if (afterBreak) startLine();
      bool isInside = !isFirst && !rest.empty() && rest[0] != ' ';
      if (isSpace && !afterSpace && mustFold(mayFold) && isInside) {
        startLine();
      } else {
        if (point == '\'') put("'");
        put(character);
      }
      if (!isSpace) isLineStart_ = false;
      afterBreak = false;
    }
    afterSpace = isSpace;
    isFirst = false;
  });
  afterBlank_ = true;
  mark("'", false);
}

void YamlOutput::escape(char32_t point) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  struct Short {
    char32_t point;
    char letter;
  };
  constexpr Short kShort[] = {{0, '0'},    {7, 'a'},   {8, 'b'},     {9, 't'},    {10, 'n'},   {11, 'v'},     {12, 'f'},    {13, 'r'},
                              {0x1B, 'e'}, {'"', '"'}, {'\\', '\\'}, {0x85, 'N'}, {0xA0, '_'}, {0x2028, 'L'}, {0x2029, 'P'}};
  std::string text = "\\";
  auto known = std::ranges::find(kShort, point, &Short::point);
  if (known != std::end(kShort)) {
    text += known->letter;
  } else {
    int digits = point <= 0xFF ? 2 : point <= 0xFFFF ? 4 : 8;
    text += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += kHex[point >> shift & 15];
  }
  append(text);
  column_ += static_cast<int>(text.size());
}

void YamlOutput::doubleQuoted(std::string_view text, bool mayFold) {
  mark("\"", false);
  if (staysInLine(text, mayFold) && isPlainInQuotes(text)) {
    append(text);
    column_ += static_cast<int>(text.size());
    return closeMark("\"");
  }
  bool isFirst = true;
  bool afterSpace = false;
  forEachCharacter(text, [&](std::string_view character, char32_t point, std::string_view rest) {
    bool isSpace = point == ' ';
    if (isSpace && !afterSpace && mustFold(mayFold) && !isFirst && !rest.empty()) {
      startLine();
      if (rest[0] == ' ') put("\\");
    } else if (!isYamlPrintable(point) || isYamlBreak(point) || point == '"' || point == '\\') {
      escape(point);
    } else {
      put(character);
    }
    afterSpace = isSpace;
    isFirst = false;
  });
  afterBlank_ = true;
  mark("\"", false);
}

void YamlOutput::literal(std::string_view text) {
  mark("|", false);
  bool startsBlank = text[0] == ' ' || isYamlBreak(decodeUtf8(text).value);
  std::string_view body = text.substr(0, text.find_last_not_of('\n') + 1);
  std::size_t trailing = text.size() - body.size();
  std::string header(startsBlank ? "2" : "");
  header += trailing == 0 ? "-" : trailing > 1 || body.empty() ? "+" : "";
  append(header);
  putBreak("\n");
  isLineStart_ = afterBlank_ = true;
  // CUE's writer loses a line end at the start (spec/cue.md 2.16).
  if (preset_ == YamlPreset::kCueYaml && text[0] == '\n') text.remove_prefix(1);
  bool afterBreak = true;
  forEachCharacter(text, [&](std::string_view character, char32_t point, std::string_view) {
    if (isYamlBreak(point)) {
      putBreak(character);
      isLineStart_ = afterBreak = true;
      return;
    }
    if (afterBreak) startLine();
    put(character);
    isLineStart_ = afterBreak = false;
  });
}

}  // namespace oamc
