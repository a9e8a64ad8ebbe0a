#include "frontend/cue/scanner.h"

#include <algorithm>
#include <span>

#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

/// Whether a newline after such a token stands for a comma (spec/cue.md 1.1).
bool endsLine(TokenKind kind) {
  using enum TokenKind;
  return endsOperand(kind) || kind == kAttribute || (kind >= kPackage && kind <= kLet) || kind == kEllipsis || kind == kQuestion;
}

struct OperatorText {
  std::string_view text;
  TokenKind kind;
};

/// The operators that begin with one character; longer ones come before their prefixes.
std::span<const OperatorText> operatorsOf(char first) {
  using enum TokenKind;
  static constexpr OperatorText kDots[] = {{"...", kEllipsis}, {".", kDot}};
  static constexpr OperatorText kOrs[] = {{"||", kLogicalOr}, {"|", kOr}};
  static constexpr OperatorText kAnds[] = {{"&&", kLogicalAnd}, {"&", kAnd}};
  static constexpr OperatorText kEquals[] = {{"==", kEqual}, {"=~", kMatch}, {"=", kAssign}};
  static constexpr OperatorText kNots[] = {{"!=", kNotEqual}, {"!~", kNotMatch}, {"!", kNot}};
  static constexpr OperatorText kLesses[] = {{"<=", kLessEqual}, {"<", kLess}};
  static constexpr OperatorText kGreaters[] = {{">=", kGreaterEqual}, {">", kGreater}};
  static constexpr OperatorText kColons[] = {{":", kColon}};
  static constexpr OperatorText kCommas[] = {{",", kComma}};
  static constexpr OperatorText kQuestions[] = {{"?", kQuestion}};
  static constexpr OperatorText kAdds[] = {{"+", kAdd}};
  static constexpr OperatorText kSubtracts[] = {{"-", kSubtract}};
  static constexpr OperatorText kMultiplies[] = {{"*", kMultiply}};
  static constexpr OperatorText kDivides[] = {{"/", kDivide}};
  switch (first) {
    case '.': return kDots;
    case '|': return kOrs;
    case '&': return kAnds;
    case '=': return kEquals;
    case '!': return kNots;
    case '<': return kLesses;
    case '>': return kGreaters;
    case ':': return kColons;
    case ',': return kCommas;
    case '?': return kQuestions;
    case '+': return kAdds;
    case '-': return kSubtracts;
    case '*': return kMultiplies;
    case '/': return kDivides;
    default: return {};
  }
}

bool isBlank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }
bool isDigit(char byte) { return isAsciiDigit(static_cast<unsigned char>(byte)); }

}  // namespace

std::optional<TokenList> Scanner::run() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  tokens_.tokens.reserve(text_.size() / 4 + 2);
  while (at_ < text_.size() && !isTooDeep_ && !errors_.full()) scanToken();
  if (isTooDeep_) return std::nullopt;
  endInterpolationsAtEnd();
  if (wantsComma_) pushComma();
  push(TokenKind::kEnd, 0);
  return std::move(tokens_);
}

void Scanner::scanToken() {
  char first = peek();
  switch (first) {
    case ' ':
    case '\t':
    case '\r':
      do ++at_;
      while (isBlank(peek()));
      return;
    case '\n': return scanNewline();
    case '{': return scanOpener(TokenKind::kLeftBrace);
    case '[': return scanOpener(TokenKind::kLeftBracket);
    case '(': return scanOpener(TokenKind::kLeftParen);
    case '}': return scanCloser(TokenKind::kRightBrace);
    case ']': return scanCloser(TokenKind::kRightBracket);
    case ')': return scanCloser(TokenKind::kRightParen);
    case '@': return scanAttribute();
    default: break;
  }
  if (first == '/' && (peek(1) == '/' || peek(1) == '*')) return scanComment();
  if (isDigit(first) || (first == '.' && isDigit(peek(1)))) return scanNumber();
  if (first == '"' || first == '\'' || first == '#') {
    if (std::optional<StringForm> form = stringFormOf(rest())) return scanString(*form);
  }
  if (first == '#' || isNameLetter(firstCodePoint(rest()).value)) return scanWord();
  scanOperator();
}

void Scanner::scanNewline() {
  std::uint32_t next = at_;
  while (next < text_.size() && (isBlank(text_[next]) || text_[next] == '\n')) ++next;
  bool continues = next < text_.size() && (text_[next] == ',' || text_[next] == ':');
  if (wantsComma_ && !continues) pushComma();
  at_ = next;
}

void Scanner::scanComment() {
  std::uint32_t begin = at_;
  if (peek(1) == '*') {
    std::size_t close = text_.find("*/", at_ + 2);
    at_ = static_cast<std::uint32_t>(close == std::string_view::npos ? text_.size() : close + 2);
    errors_.add(diag::BlockComment, begin, begin + 2).hint("put `//` in front of every line of the comment");
    return;
  }
  if (wantsComma_) pushComma();
  at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
  std::uint32_t end = text_[at_ - 1] == '\r' ? at_ - 1 : at_;
  tokens_.comments.push_back({begin, end, static_cast<std::uint32_t>(tokens_.tokens.size())});
}

void Scanner::scanOperator() {
  if (rest().starts_with("<-")) {
    errors_.add(diag::IllegalOperator, at_, at_ + 2, "<-").hint("for a bound by a negative number write `< -`, with a blank");
    at_ += 2;
    wantsComma_ = false;
    return;
  }
  for (const OperatorText& candidate : operatorsOf(peek())) {
    if (rest().starts_with(candidate.text)) {
      if (candidate.kind == TokenKind::kDot && peek(1) == '.') {
        errors_.add(diag::IllegalOperator, at_, at_ + 2, "..").hint("an open struct or list ends with `...`");
        at_ += 2;
        return;
      }
      if (candidate.kind == TokenKind::kComma) forState_ = forState_ == ForState::kAfterFirst ? ForState::kSecondName : ForState::kNone;
      return push(candidate.kind, static_cast<std::uint32_t>(candidate.text.size()));
    }
  }
  scanIllegal();
}

void Scanner::scanIllegal() {
  CodePoint character = firstCodePoint(rest());
  std::string_view shown = rest().substr(0, character.size);
  SyntaxError& error = errors_.add(diag::IllegalCharacter, at_, at_ + character.size, shown);
  if (shown == "\u201C" || shown == "\u201D" || shown == "\u2018" || shown == "\u2019" || shown == "\u00AB" || shown == "\u00BB") {
    error.hint("typographic quotes do not delimit strings; write `\"`");
  } else if (shown == "\u00A0") {
    error.hint("this is a no-break space; write an ordinary one");
  } else if (shown == "%") {
    error.hint("for the remainder of a division import nothing and call `mod(a, b)` or `rem(a, b)`");
  } else if (shown == ";") {
    error.hint("separate fields by a newline or `,`");
  } else if (shown == "`") {
    error.hint("a string that spans lines is written between `\"\"\"`");
  }
  at_ += character.size;
}

void Scanner::scanOpener(TokenKind kind) {
  OpenKind openKind = OpenKind::kParen;
  if (kind == TokenKind::kLeftBrace) openKind = OpenKind::kBrace;
  // Directly after an operand `[` is an index; on a new line a comma stands between them.
  if (kind == TokenKind::kLeftBracket) openKind = endsOperand(lastKind()) ? OpenKind::kIndex : OpenKind::kList;
  if (open(openKind, {})) push(kind, 1);
}

bool Scanner::open(OpenKind kind, const StringForm& form) {
  if (open_.size() >= limits_.sourceNesting) {
    isTooDeep_ = true;
    errors_.add(diag::NestingTooDeep, at_, at_ + 1, std::to_string(limits_.sourceNesting));
    return false;
  }
  open_.push_back({kind, at_, form});
  return true;
}

void Scanner::scanCloser(TokenKind kind) {
  auto matches = [kind](const Open& candidate) {
    switch (candidate.kind) {
      case OpenKind::kBrace: return kind == TokenKind::kRightBrace;
      case OpenKind::kList:
      case OpenKind::kIndex: return kind == TokenKind::kRightBracket;
      case OpenKind::kParen:
      case OpenKind::kInterpolation: return kind == TokenKind::kRightParen;
    }
    return false;
  };
  // A closer that does not fit the innermost bracket is an error that the parser reports; here it ends the next few open brackets
  // at most, so that the work stays bounded.
  constexpr std::size_t kSearched = 8;
  std::size_t deepest = open_.size() > kSearched ? open_.size() - kSearched : 0;
  for (std::size_t index = open_.size(); index > deepest; --index) {
    const Open& candidate = open_[index - 1];
    if (matches(candidate)) {
      bool resumes = candidate.kind == OpenKind::kInterpolation;
      open_.resize(resumes ? index : index - 1);
      if (resumes) return resumeString();
      break;
    }
    if (candidate.kind == OpenKind::kInterpolation) break;
  }
  push(kind, 1);
}

void Scanner::push(TokenKind kind, std::uint32_t size) {
  tokens_.tokens.push_back({kind, at_, at_ + size});
  at_ += size;
  wantsComma_ = endsLine(kind);
  if (kind != TokenKind::kComma && kind != TokenKind::kIdentifier) followForClause(kind);
}

void Scanner::pushComma() {
  endInterpolationAtNewline();
  std::uint32_t place = tokens_.tokens.back().end;
  tokens_.tokens.push_back({TokenKind::kComma, place, place});
  wantsComma_ = false;
  forState_ = ForState::kNone;
}

}  // namespace oamc
