#include <algorithm>
#include <array>

#include "frontend/cue/scanner.h"
#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// The bytes that may be more than text in a literal of some form.
constexpr std::array<bool, 256> kMayEndText = [] {
  std::array<bool, 256> bytes{};
  bytes['"'] = bytes['\''] = bytes['\\'] = bytes['\n'] = true;
  return bytes;
}();

/// The first byte of `text` from `at` on that is not just text, or the end.
std::uint32_t textEnd(std::string_view text, std::uint32_t at) {
  const char* next = text.data() + at;
  const char* end = text.data() + text.size();
  while (next < end && !kMayEndText[static_cast<unsigned char>(*next)]) ++next;
  return static_cast<std::uint32_t>(next - text.data());
}

/// Whether the closing delimiter of `form` stands at the beginning of `text`.
bool closesAt(std::string_view text, const StringForm& form) {
  if (!form.isMultiline && form.hashes == 0) return text.front() == form.quote;
  if (text.size() < form.delimiterSize()) return false;
  std::string_view quotes = text.substr(0, form.quoteCount());
  std::string_view hashes = text.substr(form.quoteCount(), form.hashes);
  return std::ranges::all_of(quotes, [&](char byte) { return byte == form.quote; }) && std::ranges::all_of(hashes, [](char byte) { return byte == '#'; });
}

/// Whether `text`, which begins with a backslash, is an escape of `form`: as many `#` as around the literal follow.
bool escapesAt(std::string_view text, const StringForm& form) {
  if (text.size() <= form.hashes) return false;
  return std::ranges::all_of(text.substr(1, form.hashes), [](char byte) { return byte == '#'; });
}

}  // namespace

std::optional<StringForm> stringFormOf(std::string_view text) {
  std::size_t hashes = text.starts_with('#') ? text.find_first_not_of('#') : 0;
  if (hashes >= text.size() || (text[hashes] != '"' && text[hashes] != '\'')) return std::nullopt;
  StringForm form{.quote = text[hashes], .isMultiline = false, .hashes = static_cast<std::uint32_t>(hashes)};
  form.isMultiline = text.size() >= hashes + 3 && text[hashes + 1] == form.quote && text[hashes + 2] == form.quote;
  return form;
}

void Scanner::scanString(const StringForm& form) {
  if (form.isMultiline) {
    std::string_view content = rest().substr(form.delimiterSize());
    if (!content.starts_with('\n') && !content.starts_with("\r\n")) {
      errors_.add(diag::MultilineStart, at_, at_ + form.delimiterSize(), rest().substr(form.hashes, 3))
          .hint("its text begins on the next line, and the closing quotes stand on a line of their own");
    }
  }
  scanStringBody(form, at_, true);
}

/// At the `)` that ends an interpolation, which is the last open bracket: reads on in the string around it.
void Scanner::resumeString() {
  Open resumed = open_.back();
  open_.pop();
  scanStringBody(resumed.form, resumed.begin, false);
}

/// Reads from the opening delimiter, or from the `)` of an interpolation, up to the closing delimiter or the next interpolation. A string without end
/// ends at its line, or with the file if it may have many lines.
void Scanner::scanStringBody(const StringForm& form, std::uint32_t literalBegin, bool isFirst) {
  std::uint32_t begin = at_;
  std::uint32_t next = begin + (isFirst ? form.delimiterSize() : 1);
  while (true) {
    next = textEnd(text_, next);
    if (next >= text_.size()) break;
    char byte = text_[next];
    if (byte == '\n' && !form.isMultiline) break;
    if (byte == form.quote && closesAt(text_.substr(next), form)) {
      next += form.delimiterSize();
      return push(isFirst ? TokenKind::kString : TokenKind::kInterpolationEnd, next - begin);
    }
    if (byte == '\\' && escapesAt(text_.substr(next), form)) {
      next += 1 + form.hashes;
      if (next < text_.size() && text_[next] == '(') {
        at_ = literalBegin;
        if (!open(OpenKind::kInterpolation, form)) return;
        at_ = begin;
        return push(isFirst ? TokenKind::kInterpolationStart : TokenKind::kInterpolationMiddle, next + 1 - begin);
      }
      if (next < text_.size() && (text_[next] != '\n' || form.isMultiline)) ++next;
      continue;
    }
    ++next;
  }
  next = static_cast<std::uint32_t>(std::min<std::size_t>(next, text_.size()));
  std::uint32_t shownEnd = static_cast<std::uint32_t>(std::min({text_.find('\n', literalBegin), text_.find('\r', literalBegin), text_.size()}));
  if (form.isMultiline) errors_.ignoreAfter(shownEnd);
  SyntaxError& error = errors_.add(diag::UnterminatedString, literalBegin, shownEnd, form.closing());
  std::string_view shown = text_.substr(literalBegin, shownEnd - literalBegin);
  if (!form.isMultiline && shown.size() < 80) {
    while (shown.ends_with(' ') || shown.ends_with('\t') || shown.ends_with(',')) shown.remove_suffix(1);
    std::string mended = std::string(shown) + form.closing();
    error.hint("close it on the same line: `" + mended + "`");
    error.fix(errors_.span(literalBegin, literalBegin + static_cast<std::uint32_t>(shown.size())), mended);
  }
  push(isFirst ? TokenKind::kBad : TokenKind::kInterpolationEnd, next - begin);
}

/// A newline directly inside the innermost `\(…)` is an error; in a string of one line it also ends the string.
void Scanner::endInterpolationAtNewline() {
  if (open_.back().form.isMultiline) return;
  errors_.add(diag::UnclosedInterpolation, open_.back().begin, tokens_.back().end).hint("`\\(` needs its `)` on the same line");
  open_.pop();
  pushEmpty(TokenKind::kInterpolationEnd);
}

void Scanner::endInterpolationsAtEnd() {
  auto isInterpolation = [](const Open& candidate) { return candidate.kind == OpenKind::kInterpolation; };
  auto first = std::ranges::find_if(open_, isInterpolation);
  if (first == open_.end()) return;
  errors_.ignoreAfter(first->begin);
  errors_.add(diag::UnclosedInterpolation, first->begin, first->begin + first->form.delimiterSize());
}

/// `@name(…)`: brackets are balanced, strings are skipped, everything else is taken as it is (spec/cue.md 1.1).
void Scanner::scanAttribute() {
  std::uint32_t next = at_ + 1;
  while (next < text_.size()) {
    CodePoint character = firstCodePoint(text_.substr(next));
    if (!isNameLetter(character.value) && !isNameDigit(character.value)) break;
    next += character.size;
  }
  std::string_view name = text_.substr(at_, next - at_);
  if (next >= text_.size() || text_[next] != '(' || name.size() == 1) {
    errors_.add(diag::MalformedAttribute, at_, next, name).hint("an attribute is written `@name(…)`, with parentheses");
    return push(TokenKind::kAttribute, next - at_);
  }
  std::string closers;
  do {
    char byte = text_[next];
    std::optional<StringForm> form = byte == '"' || byte == '\'' || byte == '#' ? stringFormOf(text_.substr(next)) : std::nullopt;
    if (form) {
      std::uint32_t end = attributeStringEnd(next, *form);
      if (end == next) break;
      next = end;
      continue;
    }
    if (byte == '(') closers.push_back(')');
    if (byte == '[') closers.push_back(']');
    if (byte == '{') closers.push_back('}');
    if (closers.size() > limits_.sourceNesting) break;
    if (byte == ')' || byte == ']' || byte == '}') {
      if (closers.back() != byte) break;
      closers.pop_back();
    }
    ++next;
  } while (!closers.empty() && next < text_.size());
  if (closers.empty()) return push(TokenKind::kAttribute, next - at_);
  // What stands behind it on its line cannot be told from the attribute's body.
  errors_.add(diag::MalformedAttribute, at_, at_ + static_cast<std::uint32_t>(name.size()), name).hint("its brackets or strings are not closed");
  std::size_t lineEnd = std::min(text_.find('\n', at_), text_.size());
  push(TokenKind::kAttribute, static_cast<std::uint32_t>(lineEnd) - at_);
}

/// The end of a string inside an attribute, or `at` if it has none or holds an interpolation.
std::uint32_t Scanner::attributeStringEnd(std::uint32_t at, const StringForm& form) const {
  std::size_t next = at + form.delimiterSize();
  while (next < text_.size()) {
    if (text_[next] == '\n' && !form.isMultiline) return at;
    if (closesAt(text_.substr(next), form)) return static_cast<std::uint32_t>(next + form.delimiterSize());
    if (text_[next] == '\\' && escapesAt(text_.substr(next), form)) {
      next += 1 + form.hashes;
      if (next < text_.size() && text_[next] == '(') return at;
    }
    ++next;
  }
  return at;
}

}  // namespace oamc
