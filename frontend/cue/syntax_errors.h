#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "antlr4-runtime.h"

#include "frontend/cue/brackets.h"
#include "frontend/cue/syntax_error_list.h"
#include "grammar/token.h"

namespace oamc {

/// Thrown through the generated parser when enough errors have been found.
struct ParseStopped {};

/// Says in our own words what is wrong where the generated parser stumbles, and lets it go on behind the declaration or list element in error, so that a
/// file with three mistakes gets three messages. Reports E1101 to E1104 and E1121.
class SyntaxErrorStrategy final : public antlr4::ANTLRErrorStrategy {
 public:
  /// All references must outlive the parse.
  SyntaxErrorStrategy(std::string_view text, const TokenList& tokens, SyntaxErrorList& errors) : text_(text), tokens_(tokens), errors_(errors) {}

  bool hasFailed() const { return brackets_.has_value(); }

  void reset(antlr4::Parser*) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& exception) override;
  void recover(antlr4::Parser* parser, std::exception_ptr exception) override;
  void sync(antlr4::Parser* parser) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return isUnwinding_; }
  void reportMatch(antlr4::Parser*) override {}

 private:
  void fail(antlr4::Parser& parser, std::size_t token);
  void explain(antlr4::Parser& parser, std::size_t token);
  bool explainBracket(std::size_t token);
  bool explainForeignWord(std::size_t token);
  void explainElse(std::size_t token);
  std::string_view hintFor(std::size_t token) const;
  void skip(antlr4::Parser& parser, std::uint32_t depth);
  const Token& at(std::size_t token) const { return tokens_.tokens[token]; }
  std::string_view textOf(std::size_t token) const { return text_.substr(at(token).begin, at(token).end - at(token).begin); }
  std::string describeFound(std::size_t token) const;
  std::string describeExpected(antlr4::Parser& parser, std::size_t token) const;

  std::string_view text_;
  const TokenList& tokens_;
  SyntaxErrorList& errors_;
  std::optional<BracketMap> brackets_;  ///< made with the first error
  std::optional<std::size_t> lastFailure_;
  bool isUnwinding_ = false;
};

}  // namespace oamc
