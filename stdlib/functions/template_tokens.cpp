#include "stdlib/functions/template_tokens.h"

#include "ir/data/text/utf8.h"
#include "stdlib/functions/unicode.h"

namespace oamc::text_template {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kCommentStart = "/*";
constexpr std::string_view kCommentEnd = "*/";

bool isBlank(char c) { return kBlanks.find(c) != std::string_view::npos; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view withoutTrailingBlanks(std::string_view text) {
  std::size_t last = text.find_last_not_of(kBlanks);
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::string_view withoutLeadingBlanks(std::string_view text) {
  std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : rest_(text) {}

  Outcome<std::vector<Piece>> run() {
    bool isTrimmed = false;
    while (true) {
      std::size_t at = rest_.find(kOpen);
      std::string_view text = rest_.substr(0, at);
      bool isLast = at == std::string_view::npos;
      std::string_view after = isLast ? std::string_view() : rest_.substr(at + kOpen.size());
      bool trims = after.size() > 1 && after[0] == '-' && isBlank(after[1]);
      std::string_view shown = isTrimmed ? withoutLeadingBlanks(text) : text;
      if (trims) shown = withoutTrailingBlanks(shown);
      if (!shown.empty()) pieces_.push_back({.text = shown, .tokens = {}, .line = line_});
      advance(isLast ? rest_.size() : at + kOpen.size() + (trims ? 1 : 0));
      if (isLast) return std::move(pieces_);
      isTrimmed = false;
      if (auto failure = readAction(isTrimmed)) return *failure;
    }
  }

 private:
  void advance(std::size_t count) {
    line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, count), '\n'));
    rest_.remove_prefix(count);
  }

  FunctionFailure failed(std::string_view problem) const { return fail("line " + std::to_string(line_) + " of the template: " + std::string(problem)); }

  /// The end of an action, with or without a trim mark.
  bool readClose(bool& trims) {
    bool isMarked = rest_.size() > 3 && isBlank(rest_[0]) && rest_[1] == '-' && rest_.substr(2).starts_with(kClose);
    if (!isMarked && !rest_.starts_with(kClose)) return false;
    trims = isMarked;
    advance(isMarked ? 2 + kClose.size() : kClose.size());
    return true;
  }

  std::optional<FunctionFailure> readAction(bool& trims) {
    std::size_t start = rest_.find_first_not_of(kBlanks);
    if (start != std::string_view::npos && rest_.substr(start).starts_with(kCommentStart)) {
      std::size_t end = rest_.find(kCommentEnd, start + kCommentStart.size());
      if (end == std::string_view::npos) return failed("a comment has no end");
      advance(end + kCommentEnd.size());
      if (!readClose(trims)) return failed("a comment stands alone between `{{` and `}}`");
      return std::nullopt;
    }
    Piece piece{.isAction = true, .text = {}, .tokens = {}, .line = line_};
    bool isSpaced = false;
    while (!readClose(trims)) {
      if (rest_.empty()) return failed("an action has no `}}`");
      if (isBlank(rest_[0])) {
        isSpaced = true;
        advance(1);
        continue;
      }
      Outcome<Token> token = readToken();
      if (auto* failure = std::get_if<FunctionFailure>(&token)) return *failure;
      std::get<Token>(token).isSpaced = std::exchange(isSpaced, false);
      piece.tokens.push_back(std::get<Token>(token));
    }
    pieces_.push_back(std::move(piece));
    return std::nullopt;
  }

  Token take(Token::Kind kind, std::size_t size) {
    Token token{kind, rest_.substr(0, size)};
    advance(size);
    return token;
  }

  Outcome<Token> readToken() {
    char c = rest_[0];
    switch (c) {
      case '|': return take(Token::Kind::kPipe, 1);
      case '(': return take(Token::Kind::kOpen, 1);
      case ')': return take(Token::Kind::kClose, 1);
      case ',': return take(Token::Kind::kComma, 1);
      case '=': return take(Token::Kind::kAssign, 1);
      case ':':
        if (rest_.starts_with(":=")) return take(Token::Kind::kDeclare, 2);
        break;
      case '"':
      case '\'':
      case '`': return readQuoted(c);
      case '$': return take(Token::Kind::kVariable, 1 + wordSize(1));
      case '.': {
        if (rest_.size() > 1 && isDigit(rest_[1])) return readNumber();
        std::size_t size = wordSize(1);
        if (size == 0) return take(Token::Kind::kDot, 1);
        Token field = take(Token::Kind::kField, 1 + size);
        field.text.remove_prefix(1);
        return field;
      }
      default: break;
    }
    bool isSigned = (c == '-' || c == '+') && rest_.size() > 1 && (isDigit(rest_[1]) || rest_[1] == '.');
    if (isDigit(c) || isSigned) return readNumber();
    if (std::size_t size = wordSize(0); size > 0) return take(Token::Kind::kWord, size);
    return failed("unexpected character `" + std::string(rest_.substr(0, decodeUtf8(rest_).size)) + "` in an action");
  }

  /// Bytes of letters, digits and `_` from a place on.
  std::size_t wordSize(std::size_t at) const {
    std::size_t size = 0;
    while (at + size < rest_.size()) {
      CodePoint next = decodeUtf8(rest_.substr(at + size));
      if (!unicode::isLetter(next.value) && !unicode::isDigit(next.value) && next.value != '_') break;
      size += next.size;
    }
    return size;
  }

  Outcome<Token> readNumber() {
    std::size_t size = 1;
    while (size < rest_.size()) {
      char c = rest_[size];
      bool isExponentSign = (c == '-' || c == '+') && (rest_[size - 1] == 'e' || rest_[size - 1] == 'E');
      if (wordSize(size) == 0 && c != '.' && !isExponentSign) break;
      size += std::max<std::size_t>(wordSize(size), 1);
    }
    return take(Token::Kind::kNumber, size);
  }

  Outcome<Token> readQuoted(char quote) {
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      if (rest_[at] == '\n' && quote != '`') break;
      if (rest_[at] == '\\' && quote != '`') ++at;
      else if (rest_[at] == quote) return take(quote == '\'' ? Token::Kind::kCharacter : Token::Kind::kString, at + 1);
    }
    return failed("a quoted text has no end");
  }

  std::string_view rest_;
  std::size_t line_ = 1;
  std::vector<Piece> pieces_;
};

}  // namespace

Outcome<std::vector<Piece>> splitTemplate(std::string_view text) { return Splitter(text).run(); }

}  // namespace oamc::text_template
