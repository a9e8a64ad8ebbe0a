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

/// The length in bytes of the letters and digits that `text` starts with.
std::uint32_t nameSize(std::string_view text) {
  std::uint32_t size = 0;
  while (true) {
    while (size < text.size() && kNameBytes[static_cast<unsigned char>(text[size])]) ++size;
    CodePoint next = firstCodePoint(text.substr(size));
    if (next.size == 0 || !(isNameLetter(next.value) || isNameDigit(next.value))) return size;
    size += next.size;
  }
}

std::string_view skipBlanks(std::string_view text) {
  std::size_t next = text.find_first_not_of(" \t\r");
  return next == std::string_view::npos ? std::string_view() : text.substr(next);
}

bool endsLogicalLine(std::string_view text) { return text.empty() || text.starts_with('\n') || text.starts_with("//"); }

/// Whether the word means something special in some place; most words do nowhere.
bool mayBeKeyword(std::string_view word) {
  constexpr std::string_view kWords[] = {"null", "true", "false", "in", "for", "if", "div", "mod", "quo", "rem", "let", "package", "import"};
  constexpr std::string_view kFirstLetters = "ntfidmqrlp";
  return word.size() >= 2 && word.size() <= 7 && kFirstLetters.find(word.front()) != std::string_view::npos &&
         std::ranges::find(kWords, word) != std::end(kWords);
}

bool startsName(std::string_view text) { return text.starts_with('#') || isNameLetter(firstCodePoint(text).value); }

}  // namespace

void Scanner::scanWord() {
  if (rest().starts_with("##")) {
    auto size = static_cast<std::uint32_t>(std::min(rest().find_first_not_of('#'), rest().size()));
    errors_.add(diag::MalformedName, at_, at_ + size, "##").hint("a definition has one `#`; more of them belong around a string");
    return push(TokenKind::kBad, size);
  }
  std::uint32_t sigil = 0;
  if (peek() == '#') sigil = 1;
  if (rest().starts_with("_#")) sigil = 2;
  std::string_view name = rest().substr(sigil);
  if (sigil != 0 && !isNameLetter(firstCodePoint(name).value)) name = {};
  std::uint32_t size = sigil + nameSize(name);
  std::string_view word = rest().substr(0, size);
  if (word == "_" && peek(1) == '|') {
    if (peek(2) == '_') return push(TokenKind::kBottom, 3);
    errors_.add(diag::IllegalOperator, at_, at_ + 2, "_|").hint("write a blank between `_` and `|`; the error value is `_|_`");
  }
  if (sigil != 0 && isNameDigit(firstCodePoint(rest().substr(size)).value)) {
    size += nameSize(rest().substr(size));
    errors_.add(diag::MalformedName, at_, at_ + size, rest().substr(0, size)).hint("after `#` comes a letter");
    return push(TokenKind::kIdentifier, size);
  }
  TokenKind kind = wordKind(word);
  if (kind == TokenKind::kIdentifier) followForClause(kind);
  push(kind, size);
}

TokenKind Scanner::wordKind(std::string_view word) const {
  using enum TokenKind;
  if (lastKind() == kDot || !mayBeKeyword(word)) return kIdentifier;
  if (word == "null") return kNull;
  if (word == "true") return kTrue;
  if (word == "false") return kFalse;
  std::string_view after = skipBlanks(text_.substr(at_ + word.size()));
  if (word == "in" && (forState_ == ForState::kAfterFirst || forState_ == ForState::kIn)) return kIn;
  if (word == "for" && startsClause() && !isFollowedByLabelMark(after, false)) return kFor;
  if (word == "if" && startsClause() && !isFollowedByLabelMark(after, true)) return kIf;
  bool isDivision = word == "div" || word == "mod" || word == "quo" || word == "rem";
  if (isDivision && wantsComma_ && endsOperand(lastKind()) && !after.starts_with(':')) return kWordOperator;
  if (word == "let" && startsClause() && startsName(after)) return kLet;
  bool atTopLevel = open_.empty() && (lastKind() == kComma || lastKind() == kEnd);
  if (word == "package" && atTopLevel && startsName(after)) return kPackage;
  if (word == "import" && atTopLevel && (startsName(after) || after.starts_with('"') || after.starts_with('('))) return kImport;
  return kIdentifier;
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
      return !isIf || skipBlanks(after.substr(1)).starts_with(':');
    default: return false;
  }
}

/// Keeps track of `for a, b in`, the only place where `in` is a keyword. Called before an identifier and after any other token.
void Scanner::followForClause(TokenKind kind) {
  if (kind == TokenKind::kFor) {
    forState_ = ForState::kFirstName;
  } else if (kind == TokenKind::kIdentifier && forState_ == ForState::kFirstName) {
    forState_ = ForState::kAfterFirst;
  } else if (kind == TokenKind::kIdentifier && forState_ == ForState::kSecondName) {
    forState_ = ForState::kIn;
  } else {
    forState_ = ForState::kNone;
  }
}

}  // namespace oamc
