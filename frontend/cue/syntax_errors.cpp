#include "frontend/cue/syntax_errors.h"

#include "CueParser.h"

namespace oamc {

namespace {

bool isListLike(std::size_t rule) { return rule == CueParser::RuleListItems || rule == CueParser::RuleArguments; }

/// The rules that go on after an error inside them; all others hand it to their caller.
bool canRecover(std::size_t rule) {
  return rule == CueParser::RuleDeclaration || rule == CueParser::RuleListItem || rule == CueParser::RuleArgument || rule == CueParser::RuleFile ||
         rule == CueParser::RuleExpressionFile;
}

bool endsSequence(std::size_t rule, std::size_t type, bool isTopLevel) {
  if (rule == CueParser::RuleListItems) return type == CueParser::RIGHT_BRACKET;
  if (rule == CueParser::RuleArguments) return type == CueParser::RIGHT_PAREN;
  return isTopLevel ? type == antlr4::Token::EOF : type == CueParser::RIGHT_BRACE;
}

bool beginsExpr(std::size_t type) {
  return (type >= CueParser::IDENTIFIER && type <= CueParser::INTERPOLATION_START) || type == CueParser::LEFT_BRACE || type == CueParser::LEFT_BRACKET ||
         type == CueParser::LEFT_PAREN || type == CueParser::BAD || (type >= CueParser::EQUAL && type <= CueParser::MULTIPLY) || type == CueParser::NOT;
}

bool beginsItem(std::size_t rule, std::size_t type) {
  if (beginsExpr(type)) return true;
  if (rule == CueParser::RuleArguments) return false;
  if (type == CueParser::FOR || type == CueParser::IF || type == CueParser::ELLIPSIS) return true;
  return rule == CueParser::RuleDeclarations &&
         (type == CueParser::LET || type == CueParser::ATTRIBUTE || type == CueParser::PACKAGE || type == CueParser::IMPORT);
}

bool beginsSequence(TokenKind kind) {
  return kind == TokenKind::kComma || kind == TokenKind::kLeftBrace || kind == TokenKind::kLeftBracket || kind == TokenKind::kLeftParen;
}

std::string_view closerOf(TokenKind opener) {
  if (opener == TokenKind::kLeftBrace) return "}";
  if (opener == TokenKind::kLeftBracket) return "]";
  return ")";
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  text = text.substr(0, text.find('\n'));
  if (text.size() > kShown) return "`" + std::string(text.substr(0, text.find_last_of(" \t", kShown))).substr(0, kShown) + "…`";
  return "`" + std::string(text) + "`";
}

}  // namespace

antlr4::Token* SyntaxErrorStrategy::recoverInline(antlr4::Parser* parser) { throw antlr4::InputMismatchException(parser); }

void SyntaxErrorStrategy::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& exception) {
  if (isUnwinding_) return;
  isUnwinding_ = true;
  fail(*parser, exception.getOffendingToken()->getTokenIndex());
}

void SyntaxErrorStrategy::recover(antlr4::Parser* parser, std::exception_ptr exception) {
  antlr4::ParserRuleContext& rule = *parser->getContext();
  if (!canRecover(rule.getRuleIndex())) std::rethrow_exception(exception);
  isUnwinding_ = false;
  skip(*parser, brackets_->depth(rule.start->getTokenIndex()));
}

/// Called before every optional part and every round of a loop. Acts in the loops over declarations, list elements and arguments: what stands there must
/// begin an item after a separator, and be a separator or the end after an item.
void SyntaxErrorStrategy::sync(antlr4::Parser* parser) {
  antlr4::ParserRuleContext& context = *parser->getContext();
  std::size_t rule = context.getRuleIndex();
  if (rule != CueParser::RuleDeclarations && !isListLike(rule)) return;
  if (errors_.full()) throw ParseStopped{};
  std::size_t type = parser->getTokenStream()->LA(1);
  if (type == CueParser::COMMA) return;
  bool isTopLevel = rule == CueParser::RuleDeclarations && static_cast<antlr4::ParserRuleContext*>(context.parent)->getRuleIndex() == CueParser::RuleFile;
  if (endsSequence(rule, type, isTopLevel)) return;
  std::size_t index = parser->getTokenStream()->index();
  bool isItemStart = index == 0 || beginsSequence(at(index - 1).kind);
  if (isItemStart && beginsItem(rule, type)) return;
  if (index == lastFailure_ && (type == antlr4::Token::EOF || isCloser(at(index).kind)) && !isTopLevel) return;
  fail(*parser, index);
  skip(*parser, brackets_->depth(context.start->getTokenIndex()));
  while (isTopLevel && isCloser(at(parser->getTokenStream()->index()).kind)) {
    parser->getTokenStream()->consume();
    skip(*parser, 0);
  }
}

/// Goes to the next separator at the bracket depth, or to the closer that ends it.
void SyntaxErrorStrategy::skip(antlr4::Parser& parser, std::uint32_t depth) {
  antlr4::TokenStream& stream = *parser.getTokenStream();
  while (true) {
    std::size_t index = stream.index();
    TokenKind kind = at(index).kind;
    if (kind == TokenKind::kEnd || brackets_->depth(index) < depth) return;
    if (kind == TokenKind::kComma && brackets_->depth(index) == depth) return;
    stream.consume();
  }
}

void SyntaxErrorStrategy::fail(antlr4::Parser& parser, std::size_t token) {
  if (!brackets_) brackets_.emplace(text_, tokens_);
  if (lastFailure_ == token) return;
  lastFailure_ = token;
  explain(parser, token);
}

void SyntaxErrorStrategy::explain(antlr4::Parser& parser, std::size_t token) {
  if (explainBracket(token) || explainForeignWord(token)) return;
  const Token& found = at(token);
  std::uint32_t begin = found.begin;
  std::uint32_t end = found.end;
  // The end of the file is shown behind what precedes it, not on an empty last line.
  if (found.kind == TokenKind::kEnd && token != 0) begin = end = at(token - 1).end;
  SyntaxError& error = errors_.add(diag::UnexpectedToken, begin, end, describeExpected(parser, token), describeFound(token));
  std::optional<std::uint32_t> opener = brackets_->opener(token);
  if (opener && isCloser(found.kind)) {
    error.related(errors_.span(at(*opener).begin, at(*opener).end), quoted(textOf(*opener)) + " was opened here");
  }
  if (std::string_view hint = hintFor(token); !hint.empty()) error.hint(std::string(hint));
}

/// Says what is wrong when a bracket is not closed or not opened.
bool SyntaxErrorStrategy::explainBracket(std::size_t token) {
  const Token& found = at(token);
  if (isCloser(found.kind) && brackets_->isStray(token)) {
    errors_.add(diag::StrayBracket, found.begin, found.end, textOf(token));
    return true;
  }
  // A closer of another kind or the end of the file shows that the bracket around what stands before it is open; a `:` in a list or call does so
  // if the bracket is never closed.
  if (found.kind != TokenKind::kEnd && !isCloser(found.kind) && found.kind != TokenKind::kColon) return false;
  std::optional<std::uint32_t> opener;
  if (token != 0) opener = isOpener(at(token - 1).kind) ? static_cast<std::uint32_t>(token - 1) : brackets_->opener(token - 1);
  if (token != 0 && isCloser(at(token - 1).kind)) opener = brackets_->opener(token - 1);
  if (!opener || !brackets_->isUnclosed(*opener)) return false;
  if (found.kind == TokenKind::kColon && at(*opener).kind == TokenKind::kLeftBrace) return false;
  std::uint32_t suspect = brackets_->suspect(*opener);
  std::string_view shown = isOpener(at(suspect).kind) && at(suspect).kind != TokenKind::kInterpolationStart ? textOf(suspect) : "\\(";
  SyntaxError& error = errors_.add(diag::UnclosedBracket, at(suspect).begin, at(suspect).end, shown, closerOf(at(suspect).kind));
  if (isCloser(found.kind)) error.related(errors_.span(found.begin, found.end), "this closes a bracket further out");
  if (suspect != *opener) error.related(errors_.span(at(*opener).begin, at(*opener).end), "by count it is this one that stays open");
  return true;
}

/// Words and operators of other languages.
bool SyntaxErrorStrategy::explainForeignWord(std::size_t token) {
  if (token == 0) return false;
  const Token& found = at(token);
  const Token& previous = at(token - 1);
  if (found.kind == TokenKind::kAssign && previous.kind == TokenKind::kColon && previous.end == found.begin) {
    errors_.add(diag::ColonEquals, previous.begin, found.end).hint("a field is written with `:` alone").fix(errors_.span(previous.begin, found.end), ":");
    return true;
  }
  if (found.kind != TokenKind::kIdentifier || !endsOperand(previous.kind)) return false;
  if (textOf(token) == "else" && previous.kind == TokenKind::kRightBrace) {
    explainElse(token);
    return true;
  }
  return false;
}

/// What habits of other languages the tokens show.
std::string_view SyntaxErrorStrategy::hintFor(std::size_t token) const {
  if (token == 0) return {};
  const Token& found = at(token);
  const Token& previous = at(token - 1);
  if (previous.kind == TokenKind::kQuestion) return "CUE has no `? :`; a choice is written `[if condition {a}, b][0]`";
  if (found.kind == TokenKind::kDot && token >= 2 && previous.kind == TokenKind::kLeftBrace && at(token - 2).kind == TokenKind::kLeftBrace) {
    return "`{{ … }}` is a template placeholder (Helm or similar), not CUE";
  }
  if (found.kind == TokenKind::kFor || found.kind == TokenKind::kIf) {
    return "a comprehension begins with its clauses, and its body stands in braces: `for x in list {…}`, `if condition {…}`";
  }
  std::string_view word = textOf(token - 1);
  if (previous.kind == TokenKind::kIdentifier && (word == "if" || word == "for")) {
    return "a comprehension stands in a struct or a list, not directly behind `:`; put braces or brackets around it";
  }
  if (found.kind == TokenKind::kIdentifier && textOf(token) == "as") return "a local name stands in front of the path: `import name \"path\"`";
  return {};
}

/// `else` after the body of a guard: repeats the condition, negated.
void SyntaxErrorStrategy::explainElse(std::size_t token) {
  SyntaxError& error = errors_.add(diag::ElseBranch, at(token).begin, at(token).end);
  std::uint32_t depth = brackets_->depth(token);
  std::size_t brace = token - 1;
  while (brace != 0 && !(at(brace).kind == TokenKind::kLeftBrace && brackets_->depth(brace) == depth)) --brace;
  std::size_t guard = brace;
  while (guard != 0 && at(guard).kind != TokenKind::kIf && at(guard).kind != TokenKind::kComma) --guard;
  if (at(guard).kind != TokenKind::kIf || guard + 1 >= brace) {
    error.hint("write a second guard with the opposite condition");
    return;
  }
  std::string condition(text_.substr(at(guard + 1).begin, at(brace - 1).end - at(guard + 1).begin));
  bool isSimple = true;
  for (std::size_t index = guard + 1; index < brace; ++index) {
    isSimple = isSimple && (at(index).kind < TokenKind::kOr || brackets_->depth(index) > depth);
  }
  error.hint("write a second guard with the opposite condition: `if " + (isSimple ? "!" + condition : "!(" + condition + ")") + " {…}`");
}

std::string SyntaxErrorStrategy::describeFound(std::size_t token) const {
  const Token& found = at(token);
  if (found.kind == TokenKind::kEnd) return "the end of the file";
  if (found.isInsertedComma()) return "a newline";
  return quoted(textOf(token));
}

/// What could stand at the token, in a few words: the names of thirty tokens help nobody.
std::string SyntaxErrorStrategy::describeExpected(antlr4::Parser& parser, std::size_t token) const {
  antlr4::misc::IntervalSet expected = parser.getExpectedTokens();
  auto can = [&](std::size_t type) { return expected.contains(type); };
  std::string after;
  if (token != 0 && !at(token - 1).isInsertedComma() && at(token - 1).kind != TokenKind::kEnd) after = " after " + quoted(textOf(token - 1));
  if (can(CueParser::FOR) && can(CueParser::ELLIPSIS)) return at(token).kind == TokenKind::kColon ? "a name before `:`" : "a field or a value";
  if (can(CueParser::NUMBER)) return "a value" + after;
  if (can(CueParser::IDENTIFIER)) return "a name" + after;
  if (can(CueParser::STRING)) return "a path in quotes" + after;
  if (can(CueParser::ASSIGN) && !can(CueParser::COLON)) return "`=`" + after;
  if (can(CueParser::IN)) return "`in`" + after;
  std::optional<std::uint32_t> opener = brackets_->opener(token);
  if (can(CueParser::LEFT_BRACE) && !can(CueParser::COMMA)) return "`{`" + after;
  if (!opener) return "`,` or a newline" + after;
  TokenKind bracket = at(*opener).kind;
  if (bracket == TokenKind::kLeftBrace) return "`,`, a newline or `}`" + after;
  std::string closer = quoted(closerOf(bracket));
  return (bracket != TokenKind::kInterpolationStart && can(CueParser::COMMA) ? "`,` or " + closer : closer) + after;
}

}  // namespace oamc
