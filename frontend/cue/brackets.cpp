#include "frontend/cue/brackets.h"

#include <algorithm>

namespace oamc {

namespace {

enum class Family : std::uint8_t { kNone, kBrace, kBracket, kParen, kInterpolation };

Family familyOf(TokenKind kind) {
  if (kind == TokenKind::kLeftBrace || kind == TokenKind::kRightBrace) return Family::kBrace;
  if (kind == TokenKind::kLeftBracket || kind == TokenKind::kRightBracket) return Family::kBracket;
  if (kind == TokenKind::kLeftParen || kind == TokenKind::kRightParen) return Family::kParen;
  if (kind == TokenKind::kInterpolationStart || kind == TokenKind::kInterpolationMiddle || kind == TokenKind::kInterpolationEnd) {
    return Family::kInterpolation;
  }
  return Family::kNone;
}

std::size_t familyIndex(TokenKind kind) { return static_cast<std::size_t>(familyOf(kind)); }

}  // namespace

bool isOpener(TokenKind kind) {
  return kind == TokenKind::kLeftBrace || kind == TokenKind::kLeftBracket || kind == TokenKind::kLeftParen || kind == TokenKind::kInterpolationStart ||
         kind == TokenKind::kInterpolationMiddle;
}

bool isCloser(TokenKind kind) {
  return kind == TokenKind::kRightBrace || kind == TokenKind::kRightBracket || kind == TokenKind::kRightParen || kind == TokenKind::kInterpolationMiddle ||
         kind == TokenKind::kInterpolationEnd;
}

BracketMap::BracketMap(std::string_view text, const TokenList& tokens)
    : text_(text), tokens_(tokens), depths_(tokens.tokens.size()), openers_(tokens.tokens.size()), marks_(tokens.tokens.size(), Mark::kNone) {
  for (std::size_t token = 0; token < tokens.tokens.size(); ++token) {
    TokenKind kind = tokens.tokens[token].kind;
    if (isCloser(kind)) close(token);
    depths_[token] = static_cast<std::uint32_t>(open_.size());
    openers_[token] = open_.empty() ? kNoOpener : open_.back();
    if (isOpener(kind)) {
      open_.push_back(static_cast<std::uint32_t>(token));
      ++openCounts_[familyIndex(kind)];
    }
  }
  for (std::uint32_t opener : open_) marks_[opener] = Mark::kUnclosed;
  open_.clear();
}

void BracketMap::close(std::size_t token) {
  auto fits = [&](std::uint32_t opener) { return familyOf(tokens_.tokens[opener].kind) == familyOf(tokens_.tokens[token].kind); };
  if (openCounts_[familyIndex(tokens_.tokens[token].kind)] == 0) {
    marks_[token] = Mark::kStray;
    return;
  }
  auto match = std::find_if(open_.rbegin(), open_.rend(), fits);
  pairs_.push_back({*match, static_cast<std::uint32_t>(token)});
  std::size_t remaining = static_cast<std::size_t>(open_.rend() - match) - 1;
  for (std::size_t index = remaining; index < open_.size(); ++index) {
    if (index != remaining) marks_[open_[index]] = Mark::kUnclosed;
    --openCounts_[familyIndex(tokens_.tokens[open_[index]].kind)];
  }
  open_.resize(remaining);
}

std::optional<std::uint32_t> BracketMap::opener(std::size_t token) const {
  if (openers_[token] == kNoOpener) return std::nullopt;
  return openers_[token];
}

std::uint32_t BracketMap::suspect(std::uint32_t unclosed) const {
  for (const Pair& pair : pairs_) {
    if (pair.opener < unclosed || tokens_.tokens[pair.opener].kind != TokenKind::kLeftBrace) continue;
    std::optional<std::size_t> closer = indentation(pair.closer, true);
    if (closer && closer != indentation(pair.opener, false) && closesOuter(pair.opener, *closer)) return pair.opener;
  }
  return unclosed;
}

/// Whether the closer of `opener` is indented like the line of an opener around it.
bool BracketMap::closesOuter(std::uint32_t opener, std::size_t closerIndentation) const {
  constexpr int kSearched = 8;
  std::uint32_t outer = openers_[opener];
  for (int step = 0; step < kSearched && outer != kNoOpener; ++step, outer = openers_[outer]) {
    if (indentation(outer, false) == closerIndentation) return true;
  }
  return false;
}

/// Blanks before the first character of the token's line; nothing if the token must be that character and is not.
std::optional<std::size_t> BracketMap::indentation(std::uint32_t token, bool mustStartLine) const {
  std::uint32_t begin = tokens_.tokens[token].begin;
  std::size_t newline = begin == 0 ? std::string_view::npos : text_.rfind('\n', begin - 1);
  std::size_t lineStart = newline == std::string_view::npos ? 0 : newline + 1;
  std::size_t first = std::min(text_.find_first_not_of(" \t", lineStart), text_.size());
  if (mustStartLine && first != begin) return std::nullopt;
  return first - lineStart;
}

}  // namespace oamc
