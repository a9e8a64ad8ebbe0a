#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"

#include "grammar/token.h"

namespace oamc {

static_assert(static_cast<std::size_t>(TokenKind::kEnd) == antlr4::Token::EOF, "kinds of tokens are ANTLR's types");

/// One token as the ANTLR runtime wants it. Line and column are not known here; nothing that is used asks for them.
class CueToken final : public antlr4::Token {
 public:
  CueToken(std::string_view text, const oamc::Token& token, std::size_t index)
      : text_(text.data()), begin_(token.begin), end_(token.end), index_(static_cast<std::uint32_t>(index)), kind_(token.kind) {}

  std::string getText() const override { return std::string(text_ + begin_, text_ + end_); }
  std::size_t getType() const override { return static_cast<std::size_t>(kind_); }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getChannel() const override { return antlr4::Token::DEFAULT_CHANNEL; }
  std::size_t getTokenIndex() const override { return index_; }
  std::size_t getStartIndex() const override { return begin_; }
  std::size_t getStopIndex() const override { return end_ - 1; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return getText(); }

 private:
  const char* text_;  ///< of the file
  std::uint32_t begin_;
  std::uint32_t end_;
  std::uint32_t index_;
  TokenKind kind_;
};

/// The scanner's tokens as a stream that the generated parser reads. The text and the tokens must outlive it. A parse without errors asks for the kinds of
/// tokens alone; token objects are made when the runtime first asks for one.
class CueTokenStream final : public antlr4::TokenStream {
 public:
  CueTokenStream(std::string_view text, const TokenList& tokens) : text_(text), tokens_(tokens.tokens), next_(tokens_.data()) {}

  /// The token that is read next; the reference stays valid.
  const oamc::Token* const& next() const { return next_; }

  antlr4::Token* LT(ssize_t offset) override { return get(position(offset)); }
  std::size_t LA(ssize_t offset) override { return static_cast<std::size_t>((offset == 1 ? *next_ : tokens_[position(offset)]).kind); }
  /// Stays at the end.
  void consume() override {
    if (next_->kind != TokenKind::kEnd) ++next_;
  }
  antlr4::Token* get(std::size_t index) const override {
    if (objects_.empty()) makeObjects();
    return &objects_[index];
  }
  std::size_t index() override { return static_cast<std::size_t>(next_ - tokens_.data()); }
  void seek(std::size_t index) override { next_ = &tokens_[std::min(index, tokens_.size() - 1)]; }
  std::size_t size() override { return tokens_.size(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::string getSourceName() const override { return "cue"; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText() override { return std::string(text_); }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  /// `offset` counts from 1 for the token read next, from -1 backwards for the one before it.
  std::size_t position(ssize_t offset) const {
    ssize_t wanted = (next_ - tokens_.data()) + (offset > 0 ? offset - 1 : offset);
    return static_cast<std::size_t>(std::clamp<ssize_t>(wanted, 0, static_cast<ssize_t>(tokens_.size()) - 1));
  }

  void makeObjects() const {
    objects_.reserve(tokens_.size());
    for (const oamc::Token& token : tokens_) objects_.emplace_back(text_, token, objects_.size());
  }

  std::string_view text_;
  const Stack<oamc::Token>& tokens_;
  mutable std::vector<CueToken> objects_;
  const oamc::Token* next_;
};

}  // namespace oamc
