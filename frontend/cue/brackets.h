#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "grammar/token.h"

namespace oamc {

/// Which brackets of a token list belong together, made so that one wrong bracket disturbs as little as possible: a closer that does not fit the innermost
/// opener ends the nearest one that it fits, and the openers between are unclosed; without any such opener it is stray. Interpolations count as brackets.
class BracketMap {
 public:
  /// Takes linear time. `text` is the file of the tokens; its indentation helps to find the opener that lacks its closer.
  BracketMap(std::string_view text, const TokenList& tokens);

  /// How many brackets are open around the token; an opener and its closer have the same depth.
  std::uint32_t depth(std::size_t token) const { return depths_[token]; }

  /// The innermost opener around the token.
  std::optional<std::uint32_t> opener(std::size_t token) const;

  /// The token is a closer without an opener.
  bool isStray(std::size_t token) const { return marks_[token] == Mark::kStray; }

  /// The token is an opener without a closer.
  bool isUnclosed(std::size_t token) const { return marks_[token] == Mark::kUnclosed; }

  /// The opener that most probably lacks its closer, given one that does: the first opener inside it whose closer stands at the indentation of an
  /// outer one, or else that opener itself.
  std::uint32_t suspect(std::uint32_t unclosed) const;

 private:
  enum class Mark : std::uint8_t { kNone, kStray, kUnclosed };
  static constexpr std::uint32_t kNoOpener = UINT32_MAX;

  void close(std::size_t token);
  std::optional<std::size_t> indentation(std::uint32_t token, bool mustStartLine) const;
  bool closesOuter(std::uint32_t opener, std::size_t closerIndentation) const;

  std::string_view text_;
  const TokenList& tokens_;
  std::vector<std::uint32_t> depths_;
  std::vector<std::uint32_t> openers_;
  std::vector<Mark> marks_;
  struct Pair {
    std::uint32_t opener;
    std::uint32_t closer;
  };
  std::vector<Pair> pairs_;                    ///< in the order of the closers
  std::vector<std::uint32_t> open_;            ///< while the map is made
  std::array<std::uint32_t, 5> openCounts_{};  ///< of each kind of bracket
};

/// Whether the token opens or closes a bracket or an interpolation.
bool isOpener(TokenKind kind);
bool isCloser(TokenKind kind);

}  // namespace oamc
