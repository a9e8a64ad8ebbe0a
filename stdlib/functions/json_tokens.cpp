#include "stdlib/functions/json_tokens.h"

#include <charconv>

#include "ir/data/text/utf8.h"

namespace oamc::json {

namespace {

constexpr int kMaxDepth = 1000;

bool isHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// The number of bytes of a valid escape sequence at the start of `text`, or 0.
std::size_t escapeSize(std::string_view text) {
  if (text.size() < 2) return 0;
  if (text[1] != 'u') return std::string_view("\"\\/bfnrt").find(text[1]) != std::string_view::npos ? 2 : 0;
  if (text.size() < 6) return 0;
  return std::ranges::all_of(text.substr(2, 4), isHexDigit) ? 6 : 0;
}

char32_t hexValue(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

char simpleEscape(char c) {
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kValues = "\b\f\n\r\t";
  std::size_t at = kLetters.find(c);
  return at == std::string_view::npos ? c : kValues[at];
}

bool isHighSurrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLowSurrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

bool Tokenizer::atEnd() {
  skipSpace();
  return at_ == text_.size();
}

std::optional<FunctionFailure> Tokenizer::readValue(std::vector<Token>& tokens) { return readNested(tokens, 0); }

std::optional<FunctionFailure> Tokenizer::readNested(std::vector<Token>& tokens, int depth) {
  if (depth > kMaxDepth) return fail("the JSON text has more than " + std::to_string(kMaxDepth) + " levels");
  if (atEnd()) return unexpected("a value");
  switch (text_[at_]) {
    case '{': return readMembers(tokens, depth);
    case '[': return readItems(tokens, depth);
    case '"': return readString(tokens);
    case 't': return readWord(tokens, "true", TokenKind::kTrue);
    case 'f': return readWord(tokens, "false", TokenKind::kFalse);
    case 'n': return readWord(tokens, "null", TokenKind::kNull);
    default: return readNumber(tokens);
  }
}

std::optional<FunctionFailure> Tokenizer::readMembers(std::vector<Token>& tokens, int depth) {
  push(tokens, TokenKind::kOpenObject, 1);
  for (bool isFirst = true; !nextIs('}'); isFirst = false) {
    if (!isFirst) {
      if (!nextIs(',')) return unexpected("`,` or `}`");
      push(tokens, TokenKind::kComma, 1);
    }
    if (!nextIs('"')) return unexpected("a key in quotes");
    if (auto failure = readString(tokens)) return failure;
    if (!nextIs(':')) return unexpected("`:`");
    push(tokens, TokenKind::kColon, 1);
    if (auto failure = readNested(tokens, depth + 1)) return failure;
  }
  push(tokens, TokenKind::kCloseObject, 1);
  return std::nullopt;
}

std::optional<FunctionFailure> Tokenizer::readItems(std::vector<Token>& tokens, int depth) {
  push(tokens, TokenKind::kOpenList, 1);
  for (bool isFirst = true; !nextIs(']'); isFirst = false) {
    if (!isFirst) {
      if (!nextIs(',')) return unexpected("`,` or `]`");
      push(tokens, TokenKind::kComma, 1);
    }
    if (auto failure = readNested(tokens, depth + 1)) return failure;
  }
  push(tokens, TokenKind::kCloseList, 1);
  return std::nullopt;
}

std::optional<FunctionFailure> Tokenizer::readString(std::vector<Token>& tokens) {
  std::size_t start = at_++;
  while (at_ < text_.size() && text_[at_] != '"') {
    std::size_t size = 1;
    if (text_[at_] == '\\') size = escapeSize(text_.substr(at_));
    else if (static_cast<unsigned char>(text_[at_]) < 0x20) size = 0;
    if (size == 0) return unexpected("a character of a string or an escape sequence");
    at_ += size;
  }
  if (at_ == text_.size()) return unexpected("`\"`");
  ++at_;
  tokens.push_back({TokenKind::kString, text_.substr(start, at_ - start)});
  return std::nullopt;
}

std::optional<FunctionFailure> Tokenizer::readNumber(std::vector<Token>& tokens) {
  std::size_t end = at_;
  auto charIs = [&](std::string_view any) { return end < text_.size() && any.find(text_[end]) != std::string_view::npos; };
  auto readDigits = [&] {
    std::size_t start = end;
    end = skipDigits(end);
    return end > start;
  };
  if (charIs("-")) ++end;
  bool isValid = true;
  if (charIs("0")) ++end;
  else isValid = readDigits();
  if (isValid && charIs(".")) isValid = (++end, readDigits());
  if (isValid && charIs("eE")) {
    ++end;
    if (charIs("+-")) ++end;
    isValid = readDigits();
  }
  if (!isValid) return unexpected("a value");
  push(tokens, TokenKind::kNumber, end - at_);
  return std::nullopt;
}

std::optional<FunctionFailure> Tokenizer::readWord(std::vector<Token>& tokens, std::string_view word, TokenKind kind) {
  if (!text_.substr(at_).starts_with(word)) return unexpected("a value");
  push(tokens, kind, word.size());
  return std::nullopt;
}

std::optional<FunctionFailure> Tokenizer::unexpected(std::string_view wanted) {
  std::string seen = "the end of the text";
  if (at_ < text_.size()) {
    std::size_t size = decodeUtf8(text_.substr(at_)).size;
    seen = "`" + std::string(text_.substr(at_, size)) + "` at byte " + std::to_string(at_);
  }
  return fail("invalid JSON: " + seen + " where " + std::string(wanted) + " is expected");
}

void Tokenizer::push(std::vector<Token>& tokens, TokenKind kind, std::size_t size) {
  tokens.push_back({kind, text_.substr(at_, size)});
  at_ += size;
}

std::size_t Tokenizer::skipDigits(std::size_t at) const {
  while (at < text_.size() && text_[at] >= '0' && text_[at] <= '9') ++at;
  return at;
}

void Tokenizer::skipSpace() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

bool Tokenizer::nextIs(char c) {
  skipSpace();
  return at_ < text_.size() && text_[at_] == c;
}

Outcome<std::vector<Token>> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  Tokenizer tokenizer(text);
  if (auto failure = tokenizer.readValue(tokens)) return *failure;
  if (!tokenizer.atEnd()) return fail("invalid JSON: more text follows the value at byte " + std::to_string(tokenizer.position()));
  return tokens;
}

Outcome<std::string> unquote(std::string_view quoted) {
  std::string_view text = quoted.substr(1, quoted.size() - 2);
  std::string content;
  content.reserve(text.size());
  while (!text.empty()) {
    std::size_t plain = std::min(text.find('\\'), text.size());
    content.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t size = escapeSize(text);
    if (size == 2) {
      content += simpleEscape(text[1]);
    } else {
      char32_t unit = hexValue(text.substr(2, 4));
      std::string_view rest = text.substr(6);
      char32_t second = rest.starts_with("\\u") ? hexValue(rest.substr(2, 4)) : 0;
      if (isHighSurrogate(unit) && isLowSurrogate(second)) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
        size += 6;
      } else if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
        return fail("`" + std::string(text.substr(0, size)) + "` is half of a surrogate pair");
      }
      appendUtf8(content, unit);
    }
    text.remove_prefix(size);
  }
  return content;
}

}  // namespace oamc::json
