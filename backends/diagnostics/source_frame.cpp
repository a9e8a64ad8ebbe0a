#include "backends/diagnostics/source_frame.h"

#include <algorithm>

#include "backends/diagnostics/screen_text.h"
#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

constexpr std::size_t kTabWidth = 4;
constexpr std::size_t kLongestLine = 160;  // columns; a minified file must not fill the screen
constexpr std::size_t kLeadingColumns = 40;

/// The line as code points, tabs expanded, with the marked columns.
struct Columns {
  std::u32string text;
  std::size_t markBegin = 0;
  std::size_t markEnd = 0;
};

Columns expand(std::string_view line, std::size_t begin, std::size_t end) {
  Columns columns;
  for (std::size_t at = 0; at < line.size();) {
    if (at <= begin) columns.markBegin = columns.text.size();
    CodePoint next = decodeUtf8(line.substr(at));
    if (next.value == U'\t') columns.text.append(kTabWidth - columns.text.size() % kTabWidth, U' ');
    else columns.text.push_back(!next.valid || isUnprintable(next.value) ? U'\uFFFD' : next.value);
    at += next.size;
    if (at <= end) columns.markEnd = columns.text.size();
  }
  if (begin >= line.size()) columns.markBegin = columns.text.size();
  columns.markEnd = std::max(columns.markEnd, columns.markBegin + 1);
  return columns;
}

/// Cuts a long line down to a window that begins a little before the mark.
void cut(Columns& columns) {
  if (columns.text.size() <= kLongestLine) return;
  std::size_t first = columns.markBegin > kLongestLine / 2 ? columns.markBegin - kLeadingColumns : 0;
  std::size_t last = std::min(first + kLongestLine, columns.text.size());
  bool isCutBehind = last < columns.text.size();
  columns.text = columns.text.substr(first, last - first);
  if (first > 0) columns.text.front() = U'…';
  if (isCutBehind) columns.text.back() = U'…';
  columns.markBegin -= first;
  columns.markEnd = std::min(columns.markEnd - first, std::max(columns.text.size(), columns.markBegin + 1));
}

}  // namespace

MarkedLine markedLine(const SourceManager& sources, SourceSpan span) {
  LineColumn at = sources.position(span.file, span.begin);
  std::string_view line = sources.line(span.file, at.line);
  std::string_view before = sources.text(span.file).substr(0, span.begin);
  std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  Columns columns = expand(line, span.begin - lineStart, std::max<std::size_t>(span.end, span.begin) - lineStart);
  cut(columns);
  MarkedLine marked{at.line, {}, columns.markBegin, columns.markEnd};
  for (char32_t codePoint : columns.text) appendUtf8(marked.text, codePoint);
  marked.text.erase(marked.text.find_last_not_of(' ') + 1);
  return marked;
}

}  // namespace oamc
