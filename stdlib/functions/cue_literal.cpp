#include "stdlib/functions/cue_literal.h"

#include <charconv>

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

/// What the quotes of a literal say about its content.
struct Form {
  char quote;
  std::string introducer;  ///< `\`, followed by as many `#` as stand before the quotes
};

class EscapeReader {
 public:
  EscapeReader(std::string_view content, const Form& form) : rest_(content), form_(form) {}

  Outcome<std::string> read() {
    while (!rest_.empty()) {
      std::size_t plain = std::min(rest_.find(form_.introducer), rest_.size());
      out_ += rest_.substr(0, plain);
      rest_.remove_prefix(plain);
      if (rest_.empty()) break;
      rest_.remove_prefix(form_.introducer.size());
      if (auto failure = readEscape()) return *failure;
    }
    return out_;
  }

 private:
  std::optional<FunctionFailure> readEscape() {
    constexpr std::string_view kLetters = "abfnrtv\\/";
    constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\/";
    char letter = rest_.empty() ? '\0' : rest_[0];
    std::size_t simple = kLetters.find(letter);
    if (letter != '\0' && simple != std::string_view::npos) return append(kValues[simple]);
    if (letter == form_.quote) return append(letter);
    if (letter == 'u' || letter == 'U') return readCodePoint();
    if (form_.quote == '\'' && letter == 'x') return readByte(1, 2, 16);
    if (form_.quote == '\'' && letter >= '0' && letter <= '7') return readByte(0, 3, 8);
    return fail("the literal has an escape sequence that is not known: `" + form_.introducer + std::string(rest_.substr(0, 1)) + "`");
  }

  std::optional<FunctionFailure> append(char c) {
    out_ += c;
    rest_.remove_prefix(1);
    return std::nullopt;
  }

  std::optional<std::uint32_t> readDigits(std::size_t from, std::size_t count, int base) {
    if (rest_.size() < from + count) return std::nullopt;
    std::uint32_t value = 0;
    const char* end = rest_.data() + from + count;
    std::from_chars_result result = std::from_chars(rest_.data() + from, end, value, base);
    if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
    rest_.remove_prefix(from + count);
    return value;
  }

  std::optional<FunctionFailure> readByte(std::size_t from, std::size_t count, int base) {
    std::optional<std::uint32_t> value = readDigits(from, count, base);
    if (!value || *value > 255) return fail("the literal has an invalid escape sequence of a byte");
    out_ += static_cast<char>(*value);
    return std::nullopt;
  }

  std::optional<FunctionFailure> readCodePoint() {
    std::optional<std::uint32_t> value = readDigits(1, rest_[0] == 'u' ? 4 : 8, 16);
    if (!value || *value > 0x10FFFF) return fail("the literal has an invalid escape sequence of a character");
    if (*value >= 0xD800 && *value < 0xDC00 && rest_.starts_with(form_.introducer + "u")) {
      rest_.remove_prefix(form_.introducer.size());
      std::optional<std::uint32_t> low = readDigits(1, 4, 16);
      if (low && *low >= 0xDC00 && *low < 0xE000) value = 0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00);
    }
    if (*value >= 0xD800 && *value < 0xE000) return fail("the literal has half of a surrogate pair");
    appendUtf8(out_, *value);
    return std::nullopt;
  }

  std::string_view rest_;
  const Form& form_;
  std::string out_;
};

/// The lines between the quotes without the indent, which is the white space before the closing quotes.
Outcome<std::string> removeIndent(std::string_view text) {
  std::string content(text);
  std::erase(content, '\r');
  std::size_t lastLine = content.rfind('\n');
  if (!content.starts_with('\n')) return fail("the text of a multi-line literal starts in the line of the quotes, it must start in the next line");
  std::string indent = content.substr(lastLine + 1);
  if (indent.find_first_not_of(" \t") != std::string::npos) return fail("the closing quotes of a multi-line literal do not stand in a line of their own");
  std::string out;
  for (std::size_t at = 0; at < lastLine;) {
    std::size_t end = content.find('\n', at + 1);
    std::string_view line = std::string_view(content).substr(at + 1, end - at - 1);
    if (at != 0) out += '\n';
    if (!line.empty() && !line.starts_with(indent)) return fail("a line of a multi-line literal is not indented as the closing quotes are");
    if (!line.empty()) out += line.substr(indent.size());
    at = end;
  }
  return out;
}

}  // namespace

Outcome<std::string> unquoteLiteral(std::string_view literal) {
  std::size_t hashes = std::min(literal.find_first_not_of('#'), literal.size());
  std::string_view hashText = literal.substr(0, hashes);
  std::string_view text = literal.substr(hashes);
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return fail("a text without quotes is no literal");
  Form form{text[0], "\\" + std::string(hashText)};
  std::string triple(3, form.quote);
  bool isMultiline = text.starts_with(triple);
  std::string closing = (isMultiline ? triple : std::string(1, form.quote)) + std::string(hashText);
  std::size_t quotes = isMultiline ? 3 : 1;
  if (text.size() < quotes + closing.size() || !text.ends_with(closing)) return fail("the closing quotes of the literal are missing");
  std::string_view inner = text.substr(quotes, text.size() - quotes - closing.size());
  if (!isMultiline) {
    if (inner.find('\n') != std::string_view::npos) return fail("the literal has a line end, only a multi-line literal may have one");
    // A quote inside ends the literal unless it is escaped; with hashes only the quote with hashes does.
    for (std::size_t at = inner.find(closing); at != std::string_view::npos; at = inner.find(closing, at + 1)) {
      std::string_view before = inner.substr(0, at);
      std::size_t backslashes = before.size() - (before.find_last_not_of('\\') + 1);
      if (hashes != 0 || backslashes % 2 == 0) return fail("more text follows the closing quotes of the literal");
    }
    return EscapeReader(inner, form).read();
  }
  Outcome<std::string> lines = removeIndent(inner);
  if (std::holds_alternative<FunctionFailure>(lines)) return lines;
  return EscapeReader(std::get<std::string>(lines), form).read();
}

}  // namespace oamc
