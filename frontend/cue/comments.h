#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "frontend/cue/ast.h"
#include "grammar/token.h"
#include "ir/base/arena.h"

namespace oamc {

/// Finds the comment groups that document declarations (spec/rendering.md 4.3). A group is a run of comments on successive lines, each alone on its line.
class DocumentationComments {
 public:
  /// `tokens` must outlive the object; texts of the groups point into `text`.
  DocumentationComments(FileId file, std::string_view text, const TokenList& tokens, Arena& arena) : file_(file), text_(text), tokens_(tokens), arena_(arena) {}

  /// The group that ends on the line directly above the token, or nothing.
  std::span<const ast::CommentGroup> groupAbove(std::uint32_t token) const;

 private:
  bool standsAlone(const Comment& comment) const;
  bool isNextLine(std::uint32_t end, std::uint32_t begin) const;

  FileId file_;
  std::string_view text_;
  const TokenList& tokens_;
  Arena& arena_;
};

}  // namespace oamc
