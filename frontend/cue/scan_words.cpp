#include <algorithm>
#include <array>

#include "frontend/cue/scanner.h"
#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

/// By byte: an ASCII letter or digit of names.
constexpr std::array<bool, 256> kNameBytes = [] {
  std::array<bool, 256> bytes{};
  for (char32_t byte = 0; byte < 0x80; ++byte) bytes[byte] = isAsciiNameLetter(byte) || isAsciiDigit(byte);
  return bytes;
}();

/// The number of ASCII letters and digits that `text` starts with.
std::size_t asciiNameSize(std::string_view text) {
  const char* next = text.data();
  const char* end = next + text.size();
  while (next != end && kNameBytes[static_cast<unsigned char>(*next)]) ++next;
  return static_cast<std::size_t>(next - text.data());
}

std::string_view withoutBlanks(std::string_view text) {
  std::size_t next = text.find_first_not_of(" \t\r");
  return next == std::string_view::npos ? std::string_view() : text.substr(next);
}

bool endsLogicalLine(std::string_view text) { return text.empty() || text.starts_with('\n') || text.starts_with("//"); }

/// What the word means where it is a keyword; kIdentifier if it is none.
TokenKind keywordOf(std::string_view word) {
  using enum TokenKind;
  auto is = [word](std::string_view keyword, TokenKind kind) { return word == keyword ? kind : kIdentifier; };
  switch (word.front()) {
    case 'd': return is("div", kWordOperator);
    case 'f': return word.size() == 3 ? is("for", kFor) : is("false", kFalse);
    case 'i':
      if (word.size() == 2) return word[1] == 'f' ? kIf : is("in", kIn);
      return is("import", kImport);
    case 'l': return is("let", kLet);
    case 'm': return is("mod", kWordOperator);
    case 'n': return is("null", kNull);
    case 'p': return is("package", kPackage);
    case 'q': return is("quo", kWordOperator);
    case 'r': return is("rem", kWordOperator);
    case 't': return is("true", kTrue);
    default: return kIdentifier;
  }
}

bool startsName(std::string_view text) { return text.starts_with('#') || isNameLetter(firstCodePoint(text).value); }

}  // namespace

/// Most words: ASCII letters and digits only.
void Scanner::scanWord() {
  std::size_t size = asciiNameSize(rest());
  char next = peek(static_cast<std::uint32_t>(size));
  if (!isAscii(next) || next == '#' || next == '|') return scanMarkedWord();
  pushWord({text_.data() + at_, size});
}

/// Words with characters beyond ASCII, and what may begin with `#`, `_#` or `_|`.
void Scanner::scanMarkedWord() {
  std::uint32_t sigil = 0;
  if (peek() == '#') sigil = 1;
  if (peek() == '_' && peek(1) == '#') sigil = 2;
  if (sigil == 1 && peek(1) == '#') {
    auto size = static_cast<std::uint32_t>(std::min(rest().find_first_not_of('#'), rest().size()));
    errors_.add(diag::MalformedName, at_, at_ + size, "##").hint("a definition has one `#`; more of them belong around a string");
    return push(TokenKind::kBad, size);
  }
  std::string_view name = rest().substr(sigil);
  if (sigil != 0 && !isNameLetter(firstCodePoint(name).value)) name = {};
  std::uint32_t size = sigil + nameSize(name);
  if (size == 1 && peek() == '_' && peek(1) == '|') {
    if (peek(2) == '_') return push(TokenKind::kBottom, 3);
    errors_.add(diag::IllegalOperator, at_, at_ + 2, "_|").hint("write a blank between `_` and `|`; the error value is `_|_`");
  }
  if (sigil != 0 && isNameDigit(firstCodePoint(rest().substr(size)).value)) {
    size += nameSize(rest().substr(size));
    errors_.add(diag::MalformedName, at_, at_ + size, rest().substr(0, size)).hint("after `#` comes a letter");
    return push(TokenKind::kIdentifier, size);
  }
  pushWord(rest().substr(0, size));
}

/// The length in bytes of the letters and digits that `text` starts with.
std::uint32_t Scanner::nameSize(std::string_view text) {
  std::size_t size = 0;
  while (true) {
    size += asciiNameSize(text.substr(size));
    if (size == text.size() || isAscii(text[size])) return static_cast<std::uint32_t>(size);
    CodePoint next = firstWideCodePoint(text.substr(size));
    if (!isWideNameLetter(next.value) && !isWideNameDigit(next.value)) return static_cast<std::uint32_t>(size);
    size += next.size;
    list_.hasWideNames = true;
  }
}

void Scanner::pushWord(std::string_view word) {
  TokenKind kind = wordKind(word);
  if (kind == TokenKind::kIdentifier) followName();
  push(kind, static_cast<std::uint32_t>(word.size()));
}

/// Keywords are names where their place or what follows them says so.
TokenKind Scanner::wordKind(std::string_view word) const {
  using enum TokenKind;
  constexpr std::size_t kLongestKeyword = 7;
  TokenKind keyword = word.size() <= kLongestKeyword ? keywordOf(word) : kIdentifier;
  if (keyword == kIdentifier || lastKind() == kDot) return kIdentifier;
  std::string_view after = withoutBlanks(text_.substr(at_ + word.size()));
  auto atTopLevel = [&] { return open_.empty() && (lastKind() == kComma || lastKind() == kEnd); };
  bool acts = true;
  if (keyword == kIn) acts = forState_ == ForState::kAfterFirst || forState_ == ForState::kIn;
  if (keyword == kFor || keyword == kIf) acts = startsClause() && !isFollowedByLabelMark(after, keyword == kIf);
  if (keyword == kWordOperator) acts = wantsComma_ && endsOperand(lastKind()) && !after.starts_with(':');
  if (keyword == kLet) acts = startsClause() && startsName(after);
  if (keyword == kPackage) acts = atTopLevel() && startsName(after);
  if (keyword == kImport) acts = atTopLevel() && (startsName(after) || after.starts_with('"') || after.starts_with('('));
  return acts ? keyword : kIdentifier;
}

/// Whether a clause or a declaration may begin here: at the start of a declaration or list item, or directly after an operand, where a name
/// would make no sense.
bool Scanner::startsClause() const {
  bool inGroup =
      !open_.empty() && (open_.back().kind == OpenKind::kParen || open_.back().kind == OpenKind::kIndex || open_.back().kind == OpenKind::kInterpolation);
  if (inGroup) return false;
  TokenKind last = lastKind();
  return last == TokenKind::kEnd || last == TokenKind::kComma || last == TokenKind::kLeftBrace || last == TokenKind::kLeftBracket || wantsComma_;
}

/// Whether what follows `for` or `if` shows that it is a name: a label mark, or the end of the declaration.
bool Scanner::isFollowedByLabelMark(std::string_view after, bool isIf) const {
  if (endsLogicalLine(after)) return true;
  switch (after.front()) {
    case ':':
    case ',':
    case '?':
    case ')':
    case ']':
    case '}': return true;
    case '=': return !after.starts_with("==") && !after.starts_with("=~");
    case '!':
      if (after.starts_with("!=") || after.starts_with("!~")) return false;
      return !isIf || withoutBlanks(after.substr(1)).starts_with(':');
    default: return false;
  }
}

/// Keeps track of `for a, b in`, the only place where `in` is a keyword: before a name. Other tokens do so when they are pushed.
void Scanner::followName() {
  if (forState_ == ForState::kFirstName) forState_ = ForState::kAfterFirst;
  else if (forState_ == ForState::kSecondName) forState_ = ForState::kIn;
  else forState_ = ForState::kNone;
}

}  // namespace oamc
