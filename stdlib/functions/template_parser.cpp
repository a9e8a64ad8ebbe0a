#include "stdlib/functions/template_parser.h"

#include <algorithm>
#include <charconv>

#include "ir/base/suggest.h"
#include "ir/data/text/utf8.h"
#include "stdlib/functions/cue_literal.h"
#include "stdlib/functions/template_functions.h"
#include "stdlib/functions/template_tokens.h"

namespace oamc::text_template {

namespace {

constexpr std::size_t kMaxDepth = 200;  // of blocks and parentheses

/// Cuts the tokens of one action into a pipeline.
class PipelineParser {
 public:
  PipelineParser(std::span<const Token> tokens, std::vector<std::string_view>& variables, Arena& arena) : rest_(tokens), variables_(variables), arena_(arena) {}

  /// `mostVariables`: 1, or 2 after `range`.
  Outcome<Pipeline> run(std::size_t mostVariables) {
    Pipeline pipeline;
    readVariables(pipeline, mostVariables);
    if (!failure_) readCommands(pipeline, 0);
    if (!failure_ && !rest_.empty()) failure_ = fail(rest_[0].kind == Token::Kind::kClose ? "`)` without `(`" : "unexpected " + shown());
    if (failure_) return *failure_;
    return pipeline;
  }

 private:
  bool nextIs(Token::Kind kind) const { return !rest_.empty() && rest_[0].kind == kind; }
  Token take() {
    Token token = rest_[0];
    rest_ = rest_.subspan(1);
    return token;
  }
  std::string shown() const { return rest_.empty() ? "end of the action" : "`" + std::string(rest_[0].text) + "`"; }
  bool refuse(std::string problem) {
    if (!failure_) failure_ = fail(std::move(problem));
    return false;
  }

  void readVariables(Pipeline& pipeline, std::size_t mostVariables) {
    auto isAfter = [&](std::size_t at, Token::Kind kind) { return at < rest_.size() && rest_[at].kind == kind; };
    std::size_t count = 0;
    while (isAfter(2 * count, Token::Kind::kVariable) && isAfter(2 * count + 1, Token::Kind::kComma)) ++count;
    if (!isAfter(2 * count, Token::Kind::kVariable)) return;
    std::size_t after = 2 * count + 1;
    if (!isAfter(after, Token::Kind::kDeclare) && !isAfter(after, Token::Kind::kAssign)) return;
    if (count + 1 > mostVariables) return void(refuse("too many variables are declared"));
    for (std::size_t i = 0; i <= count; ++i) pipeline.variables.push_back(rest_[2 * i].text);
    pipeline.isAssignment = isAfter(after, Token::Kind::kAssign);
    rest_ = rest_.subspan(after + 1);
  }

  void readCommands(Pipeline& pipeline, std::size_t depth) {
    do {
      Command command;
      while (!failure_ && !rest_.empty() && !nextIs(Token::Kind::kPipe) && !nextIs(Token::Kind::kClose)) readOperand(command, depth);
      if (failure_) return;
      if (command.operands.empty()) return void(refuse("a value is missing before " + shown()));
      if (!pipeline.commands.empty() && command.operands[0].kind != Operand::Kind::kFunction) return void(refuse("after `|` a function must stand"));
      pipeline.commands.push_back(std::move(command));
    } while (nextIs(Token::Kind::kPipe) && (take(), true));
  }

  void readOperand(Command& command, std::size_t depth) {
    bool isSeparate = command.operands.empty() || rest_[0].isSpaced || rest_[0].kind == Token::Kind::kOpen;
    if (!isSeparate) return void(refuse("unexpected " + shown()));
    Operand operand;
    if (readTerm(operand, depth)) command.operands.push_back(std::move(operand));
  }

  bool readTerm(Operand& operand, std::size_t depth) {
    Token token = take();
    switch (token.kind) {
      case Token::Kind::kDot: break;
      case Token::Kind::kField: operand.fields.push_back(token.text); break;
      case Token::Kind::kVariable: {
        operand.kind = Operand::Kind::kVariable;
        operand.name = token.text;
        if (std::ranges::find(variables_, token.text) == variables_.end()) return refuse("the variable `" + std::string(token.text) + "` is not declared");
        break;
      }
      case Token::Kind::kWord: return readWord(operand, token.text);
      case Token::Kind::kString:
      case Token::Kind::kCharacter: return readText(operand, token);
      case Token::Kind::kNumber: return readNumber(operand, token.text);
      case Token::Kind::kOpen: {
        if (depth == kMaxDepth) return refuse("parentheses are nested more than " + std::to_string(kMaxDepth) + " deep");
        Pipeline inner;
        readCommands(inner, depth + 1);
        if (failure_) return false;
        if (!nextIs(Token::Kind::kClose)) return refuse("`(` without `)`");
        take();
        operand.kind = Operand::Kind::kPipeline;
        operand.pipeline = std::make_shared<const Pipeline>(std::move(inner));
        break;
      }
      case Token::Kind::kPipe:
      case Token::Kind::kClose:
      case Token::Kind::kComma:
      case Token::Kind::kDeclare:
      case Token::Kind::kAssign:
      case Token::Kind::kEnd: return refuse("unexpected `" + std::string(token.text) + "`");
    }
    while (nextIs(Token::Kind::kField) && !rest_[0].isSpaced) operand.fields.push_back(take().text);
    return true;
  }

  bool readWord(Operand& operand, std::string_view word) {
    if (word == "nil") {
      operand.kind = Operand::Kind::kNil;
      return true;
    }
    if (word == "true" || word == "false") {
      operand.kind = Operand::Kind::kLiteral;
      operand.literal = Data::boolean(word == "true");
      return true;
    }
    operand.kind = Operand::Kind::kFunction;
    operand.name = word;
    if (isFunction(word)) return true;
    auto near = suggest(word, functionNames());
    return refuse("templates have no function `" + std::string(word) + "`" + (near ? ", did you mean `" + std::string(*near) + "`?" : ""));
  }

  bool readText(Operand& operand, const Token& token) {
    operand.kind = Operand::Kind::kLiteral;
    if (token.text[0] == '`') {
      operand.literal = Data::string(token.text.substr(1, token.text.size() - 2));
      return true;
    }
    Outcome<std::string> content = unquoteLiteral(token.text);
    if (auto* failure = std::get_if<FunctionFailure>(&content)) return refuse(failure->message);
    const std::string& text = std::get<std::string>(content);
    if (token.kind == Token::Kind::kString) {
      operand.literal = Data::string(arena_.copyText(text));
      return true;
    }
    CodePoint character = text.empty() ? CodePoint() : decodeUtf8(text);
    if (text.empty() || character.size != text.size()) return refuse("between single quotes one character must stand, not " + std::string(token.text));
    operand.literal = Data::number(Number::fromInt(character.value), arena_);
    return true;
  }

  bool readNumber(Operand& operand, std::string_view lexeme) {
    std::string digits;
    std::ranges::copy_if(lexeme, std::back_inserter(digits), [](char c) { return c != '_'; });
    bool isNegative = digits[0] == '-';
    if (isNegative || digits[0] == '+') digits.erase(0, 1);
    std::optional<Number> number;
    std::string_view prefix = std::string_view(digits).substr(0, 2);
    bool isOctal = digits.size() > 1 && digits.find_first_not_of("01234567") == std::string::npos && digits[0] == '0';
    if (prefix == "0x" || prefix == "0X") number = Number::parseDigits(digits.substr(2), 16, arena_);
    else if (prefix == "0b" || prefix == "0B") number = Number::parseDigits(digits.substr(2), 2, arena_);
    else if (prefix == "0o" || prefix == "0O") number = Number::parseDigits(digits.substr(2), 8, arena_);
    else if (isOctal) number = Number::parseDigits(digits.substr(1), 8, arena_);
    else number = Number::parse(digits, arena_);
    if (!number) return refuse("`" + std::string(lexeme) + "` is no number");
    if (isNegative) number = negate(*number);
    if (number->isInt() && !number->toInt64()) return refuse("`" + std::string(lexeme) + "` has more than 64 bits");
    operand.kind = Operand::Kind::kLiteral;
    operand.literal = Data::number(*number, arena_);
    return true;
  }

  std::span<const Token> rest_;
  std::vector<std::string_view>& variables_;
  Arena& arena_;
  std::optional<FunctionFailure> failure_;
};

class TemplateParser {
 public:
  TemplateParser(std::span<const Piece> pieces, Arena& arena) : pieces_(pieces), arena_(arena) {}

  Outcome<Templates> run() {
    templates_.main = block(0, {});
    if (failure_) return *failure_;
    return std::move(templates_);
  }

 private:
  /// What ends a block of that kind; empty for the whole template.
  using Opener = std::string_view;

  bool refuse(const Piece& piece, const std::string& problem) {
    if (!failure_) failure_ = fail("line " + std::to_string(piece.line) + " of the template: " + problem);
    return false;
  }

  static std::string_view wordOf(const Piece& piece) {
    bool isWord = piece.isAction && !piece.tokens.empty() && piece.tokens[0].kind == Token::Kind::kWord;
    return isWord ? piece.tokens[0].text : std::string_view();
  }

  /// The nodes up to the `end` or `else` that belongs to the opener, which is left in place.
  Block block(std::size_t depth, Opener opener) {
    Block nodes;
    std::size_t mark = variables_.size();
    const Piece* start = at_ > 0 ? &pieces_[at_ - 1] : nullptr;
    while (!failure_) {
      if (at_ == pieces_.size()) {
        if (!opener.empty()) refuse(*start, "`{{" + std::string(opener) + "}}` has no `{{end}}`");
        break;
      }
      const Piece& piece = pieces_[at_];
      std::string_view word = wordOf(piece);
      if (word == "end" || word == "else") {
        if (opener.empty()) refuse(piece, "`{{" + std::string(word) + "}}` belongs to nothing");
        break;
      }
      ++at_;
      if (depth == kMaxDepth) refuse(piece, "blocks are nested more than " + std::to_string(kMaxDepth) + " deep");
      else if (!piece.isAction) nodes.push_back(textNode(piece.text));
      else action(nodes, piece, word, depth);
    }
    variables_.resize(mark);
    return nodes;
  }

  static Node textNode(std::string_view text) {
    Node node;
    node.text = text;
    return node;
  }

  void action(Block& nodes, const Piece& piece, std::string_view word, std::size_t depth) {
    Node node;
    std::span<const Token> rest = std::span(piece.tokens).subspan(word.empty() ? 0 : 1);
    if (word == "if" || word == "with" || word == "range") {
      node.kind = word == "if" ? Node::Kind::kIf : word == "with" ? Node::Kind::kWith : Node::Kind::kRange;
      if (branch(node, piece, rest, word, depth)) nodes.push_back(std::move(node));
      return;
    }
    if (word == "define") return define(piece, rest, depth);
    if (word == "block" || word == "template") {
      if (!call(node, piece, rest)) return;
      if (word == "block") named(node.text, piece, depth);
      nodes.push_back(std::move(node));
      return;
    }
    if (word == "break" || word == "continue") {
      if (!rest.empty()) return void(refuse(piece, "`" + std::string(word) + "` stands alone"));
      if (loops_ == 0) return void(refuse(piece, "`{{" + std::string(word) + "}}` is only possible inside of `{{range}}`"));
      node.kind = word == "break" ? Node::Kind::kBreak : Node::Kind::kContinue;
      nodes.push_back(std::move(node));
      return;
    }
    node.kind = Node::Kind::kAction;
    if (pipeline(node.pipeline, piece, piece.tokens, 1)) nodes.push_back(std::move(node));
  }

  bool pipeline(Pipeline& pipeline, const Piece& piece, std::span<const Token> tokens, std::size_t mostVariables) {
    Outcome<Pipeline> parsed = PipelineParser(tokens, variables_, arena_).run(mostVariables);
    if (auto* failure = std::get_if<FunctionFailure>(&parsed)) return refuse(piece, failure->message);
    pipeline = std::get<Pipeline>(std::move(parsed));
    for (std::string_view name : pipeline.variables) {
      if (!pipeline.isAssignment) variables_.push_back(name);
      else if (std::ranges::find(variables_, name) == variables_.end()) return refuse(piece, "the variable `" + std::string(name) + "` is not declared");
    }
    return true;
  }

  /// `if`, `with`, `range` up to its `end`. The variables of the pipeline end with it.
  bool branch(Node& node, const Piece& piece, std::span<const Token> tokens, Opener opener, std::size_t depth) {
    std::size_t mark = variables_.size();
    bool isRange = node.kind == Node::Kind::kRange;
    if (!pipeline(node.pipeline, piece, tokens, isRange ? 2 : 1)) return false;
    loops_ += isRange ? 1 : 0;
    node.body = block(depth + 1, opener);
    loops_ -= isRange ? 1 : 0;
    if (failure_) return false;
    const Piece& end = pieces_[at_++];
    if (wordOf(end) == "else" && !otherwise(node, end, opener, depth)) return false;
    variables_.resize(mark);
    return true;
  }

  /// After `else`: the other block, or `if` or `with` chained to the same `end`.
  bool otherwise(Node& node, const Piece& piece, Opener opener, std::size_t depth) {
    if (piece.tokens.size() == 1) {
      node.otherwise = block(depth + 1, opener);
      if (failure_) return false;
      const Piece& end = pieces_[at_++];
      return wordOf(end) == "end" || refuse(end, "a second `{{else}}`");
    }
    bool isChained = node.kind != Node::Kind::kRange && piece.tokens[1].kind == Token::Kind::kWord && piece.tokens[1].text == opener;
    if (!isChained) return refuse(piece, "after `else` only the word that began the block may stand, and not after `range`");
    Node chained;
    chained.kind = node.kind;
    if (!branch(chained, piece, std::span(piece.tokens).subspan(2), opener, depth + 1)) return false;
    node.otherwise.push_back(std::move(chained));
    return true;
  }

  /// `template "name" pipeline`
  bool call(Node& node, const Piece& piece, std::span<const Token> tokens) {
    std::optional<std::string_view> name = nameIn(piece, tokens);
    if (!name) return false;
    node.kind = Node::Kind::kTemplate;
    node.text = *name;
    return tokens.size() == 1 || pipeline(node.pipeline, piece, tokens.subspan(1), 1);
  }

  std::optional<std::string_view> nameIn(const Piece& piece, std::span<const Token> tokens) {
    Outcome<std::string> name = fail("a template is named by a quoted text");
    if (!tokens.empty() && tokens[0].kind == Token::Kind::kString)
      name = tokens[0].text[0] == '`' ? Outcome<std::string>(std::string(tokens[0].text.substr(1, tokens[0].text.size() - 2))) : unquoteLiteral(tokens[0].text);
    if (auto* failure = std::get_if<FunctionFailure>(&name)) {
      refuse(piece, failure->message);
      return std::nullopt;
    }
    return arena_.copyText(std::get<std::string>(name));
  }

  void define(const Piece& piece, std::span<const Token> tokens, std::size_t depth) {
    if (depth > 0) return void(refuse(piece, "`{{define}}` stands outside of other blocks"));
    std::optional<std::string_view> name = nameIn(piece, tokens);
    if (!name) return;
    if (tokens.size() > 1) return void(refuse(piece, "`{{define}}` takes only a name"));
    named(*name, piece, depth);
  }

  /// Reads the block of a named template, which sees none of the variables here.
  void named(std::string_view name, const Piece& piece, std::size_t depth) {
    std::vector<std::string_view> outer = std::exchange(variables_, {"$"});
    std::size_t loops = std::exchange(loops_, 0);
    Block body = block(depth + 1, "define");
    variables_ = std::move(outer);
    loops_ = loops;
    if (failure_) return;
    const Piece& end = pieces_[at_++];
    if (wordOf(end) != "end") return void(refuse(end, "`{{else}}` belongs to nothing"));
    if (!templates_.named.emplace(name, std::move(body)).second) refuse(piece, "the template `" + std::string(name) + "` is defined twice");
  }

  std::span<const Piece> pieces_;
  Arena& arena_;
  std::size_t at_ = 0;
  std::size_t loops_ = 0;
  std::vector<std::string_view> variables_{"$"};
  Templates templates_;
  std::optional<FunctionFailure> failure_;
};

}  // namespace

Outcome<Templates> parseTemplate(std::string_view text, Arena& arena) {
  Outcome<std::vector<Piece>> pieces = splitTemplate(text);
  if (auto* failure = std::get_if<FunctionFailure>(&pieces)) return *failure;
  return TemplateParser(std::get<std::vector<Piece>>(pieces), arena).run();
}

}  // namespace oamc::text_template
