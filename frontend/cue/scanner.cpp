#include "frontend/cue/scanner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

/// The kinds after which a newline stands for a comma (spec/cue.md 1.1), as bits.
constexpr std::uint64_t kLineEnds = [] {
  using enum TokenKind;
  std::uint64_t bits = 0;
  for (int kind = static_cast<int>(kComma); kind <= static_cast<int>(kBad); ++kind) {
    auto token = static_cast<TokenKind>(kind);
    bool endsLine = endsOperand(token) || token == kAttribute || (token >= kPackage && token <= kLet) || token == kEllipsis || token == kQuestion;
    if (endsLine) bits |= std::uint64_t{1} << kind;
  }
  return bits;
}();

bool endsLine(TokenKind kind) { return kind != TokenKind::kEnd && (kLineEnds >> static_cast<unsigned>(kind) & 1) != 0; }

struct OperatorText {
  TokenKind kind = TokenKind::kBad;
  std::uint32_t size = 0;
};

/// The longest operator that `first` and `second` begin; of size 0 if there is none.
OperatorText operatorAt(char first, char second) {
  using enum TokenKind;
  switch (first) {
    case ':': return {kColon, 1};
    case ',': return {kComma, 1};
    case '?': return {kQuestion, 1};
    case '+': return {kAdd, 1};
    case '-': return {kSubtract, 1};
    case '*': return {kMultiply, 1};
    case '|': return second == '|' ? OperatorText{kLogicalOr, 2} : OperatorText{kOr, 1};
    case '&': return second == '&' ? OperatorText{kLogicalAnd, 2} : OperatorText{kAnd, 1};
    case '<': return second == '=' ? OperatorText{kLessEqual, 2} : OperatorText{kLess, 1};
    case '>': return second == '=' ? OperatorText{kGreaterEqual, 2} : OperatorText{kGreater, 1};
    case '=':
      if (second == '=') return {kEqual, 2};
      return second == '~' ? OperatorText{kMatch, 2} : OperatorText{kAssign, 1};
    case '!':
      if (second == '=') return {kNotEqual, 2};
      return second == '~' ? OperatorText{kNotMatch, 2} : OperatorText{kNot, 1};
    default: return {};
  }
}

/// What a token that begins with a byte may be.
enum class Start : std::uint8_t { kOperator, kBlank, kNewline, kLetter, kDigit, kQuote, kSharp, kPoint, kSlash, kOpener, kCloser, kAttribute, kWide };

constexpr std::array<Start, 256> kStarts = [] {
  std::array<Start, 256> starts{};
  for (char32_t byte = 0; byte < 0x80; ++byte) {
    if (isAsciiNameLetter(byte)) starts[byte] = Start::kLetter;
    if (isAsciiDigit(byte)) starts[byte] = Start::kDigit;
  }
  for (std::size_t byte = 0x80; byte < starts.size(); ++byte) starts[byte] = Start::kWide;
  starts[' '] = starts['\t'] = starts['\r'] = Start::kBlank;
  starts['{'] = starts['['] = starts['('] = Start::kOpener;
  starts['}'] = starts[']'] = starts[')'] = Start::kCloser;
  starts['"'] = starts['\''] = Start::kQuote;
  starts['\n'] = Start::kNewline;
  starts['#'] = Start::kSharp;
  starts['.'] = Start::kPoint;
  starts['/'] = Start::kSlash;
  starts['@'] = Start::kAttribute;
  return starts;
}();

Start startOf(char byte) { return kStarts[static_cast<unsigned char>(byte)]; }
bool isDigit(char byte) { return startOf(byte) == Start::kDigit; }

TokenKind bracketOf(char byte) {
  switch (byte) {
    case '{': return TokenKind::kLeftBrace;
    case '[': return TokenKind::kLeftBracket;
    case '(': return TokenKind::kLeftParen;
    case '}': return TokenKind::kRightBrace;
    case ']': return TokenKind::kRightBracket;
    default: return TokenKind::kRightParen;
  }
}

}  // namespace

bool Scanner::run() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  tokens_.reserve(text_.size() / 4 + 2);
  scanTokens();
  if (isTooDeep_) return false;
  endInterpolationsAtEnd();
  if (wantsComma_) pushComma();
  push(TokenKind::kEnd, 0);
  return true;
}

void Scanner::scanTokens() {
  while (at_ < text_.size() && !isTooDeep_ && !errors_.full()) {
    char first = text_[at_];
    switch (startOf(first)) {
      case Start::kBlank: ++at_; break;
      case Start::kNewline: scanNewline(); break;
      case Start::kLetter: scanWord(); break;
      case Start::kDigit: scanNumber(); break;
      case Start::kOpener: scanOpener(bracketOf(first)); break;
      case Start::kCloser: scanCloser(bracketOf(first)); break;
      case Start::kQuote: scanString(*stringFormOf(rest())); break;
      case Start::kOperator: scanOperator(); break;
      case Start::kPoint: isDigit(peek(1)) ? scanNumber() : scanDots(); break;
      case Start::kSlash: peek(1) == '/' || peek(1) == '*' ? scanComment() : push(TokenKind::kDivide, 1); break;
      case Start::kSharp: scanSharp(); break;
      case Start::kAttribute: scanAttribute(); break;
      case Start::kWide: isWideNameLetter(firstWideCodePoint(rest()).value) ? scanMarkedWord() : scanIllegal(); break;
    }
  }
}

void Scanner::scanSharp() {
  if (std::optional<StringForm> form = stringFormOf(rest())) scanString(*form);
  else scanMarkedWord();
}

void Scanner::scanNewline() {
  const char* next = text_.data() + at_;
  const char* end = text_.data() + text_.size();
  while (next != end && (startOf(*next) == Start::kNewline || startOf(*next) == Start::kBlank)) ++next;
  bool continues = next != end && (*next == ',' || *next == ':');
  if (wantsComma_ && !continues) pushComma();
  at_ = static_cast<std::uint32_t>(next - text_.data());
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
  list_.comments.push_back({begin, end, static_cast<std::uint32_t>(tokens_.size())});
  followsComment_ = true;
}

void Scanner::scanDots() {
  if (peek(1) != '.') return push(TokenKind::kDot, 1);
  if (peek(2) == '.') return push(TokenKind::kEllipsis, 3);
  errors_.add(diag::IllegalOperator, at_, at_ + 2, "..").hint("an open struct or list ends with `...`");
  at_ += 2;
}

void Scanner::scanOperator() {
  if (peek() == '<' && peek(1) == '-') {
    errors_.add(diag::IllegalOperator, at_, at_ + 2, "<-").hint("for a bound by a negative number write `< -`, with a blank");
    at_ += 2;
    wantsComma_ = false;
    return;
  }
  OperatorText found = operatorAt(peek(), peek(1));
  if (found.size == 0) return scanIllegal();
  if (found.kind == TokenKind::kComma) forState_ = forState_ == ForState::kAfterFirst ? ForState::kSecondName : ForState::kNone;
  push(found.kind, found.size);
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
  open_.push({kind, at_, form});
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
      open_.shrinkTo(resumes ? index : index - 1);
      if (resumes) return resumeString();
      break;
    }
    if (candidate.kind == OpenKind::kInterpolation) break;
  }
  push(kind, 1);
}

void Scanner::push(TokenKind kind, std::uint32_t size) {
  wantsComma_ = endsLine(kind);
  if (kind == TokenKind::kFor) forState_ = ForState::kFirstName;
  else if (kind != TokenKind::kComma && kind != TokenKind::kIdentifier) forState_ = ForState::kNone;
  std::uint32_t begin = std::exchange(at_, at_ + size);
  tokens_.push({kind, std::exchange(followsComment_, false), begin, at_});
}

/// A token that is not written, directly after the last one.
void Scanner::pushEmpty(TokenKind kind) {
  std::uint32_t place = tokens_.back().end;
  tokens_.push({kind, std::exchange(followsComment_, false), place, place});
}

void Scanner::pushComma() {
  if (!open_.empty() && open_.back().kind == OpenKind::kInterpolation) endInterpolationAtNewline();
  pushEmpty(TokenKind::kComma);
  wantsComma_ = false;
  forState_ = ForState::kNone;
}

}  // namespace oamc
