#include "frontend/cue/comments.h"

#include <algorithm>

namespace oamc {

std::span<const ast::CommentGroup> DocumentationComments::groupAbove(std::uint32_t token) const {
  auto begin = std::ranges::lower_bound(tokens_.comments, token, {}, &Comment::nextToken);
  auto end = std::find_if(begin, tokens_.comments.end(), [token](const Comment& comment) { return comment.nextToken != token; });
  std::uint32_t below = tokens_.tokens[token].begin;
  auto first = end;
  while (first != begin) {
    const Comment& comment = *(first - 1);
    if (!isNextLine(comment.end, below) || !standsAlone(comment)) break;
    below = comment.begin;
    --first;
  }
  if (first == end) return {};
  std::span<const Comment> group(first, end);
  std::span<ast::CommentLine> lines = arena_.createArray<ast::CommentLine>(group.size());
  std::ranges::transform(group, lines.begin(), [&](const Comment& comment) {
    std::string_view line = text_.substr(comment.begin + 2, comment.end - comment.begin - 2);
    return ast::CommentLine{line, {file_, comment.begin, comment.end}};
  });
  std::span<ast::CommentGroup> groups = arena_.createArray<ast::CommentGroup>(1);
  groups[0].lines = lines;
  return groups;
}

/// Whether nothing but white space precedes the comment on its line; otherwise it belongs to what stands there.
bool DocumentationComments::standsAlone(const Comment& comment) const {
  if (comment.nextToken == 0) return true;
  std::uint32_t previousEnd = tokens_.tokens[comment.nextToken - 1].end;
  return text_.substr(previousEnd, comment.begin - previousEnd).find('\n') != std::string_view::npos;
}

/// Whether exactly one newline lies between the two offsets.
bool DocumentationComments::isNextLine(std::uint32_t end, std::uint32_t begin) const { return std::ranges::count(text_.substr(end, begin - end), '\n') == 1; }

}  // namespace oamc
