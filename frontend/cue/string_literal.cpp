#include <algorithm>
#include <array>
#include <string>

#include "frontend/cue/literal.h"
#include "frontend/cue/unicode.h"
#include "ir/base/check.h"

namespace oamc {

namespace {

bool isHighSurrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool isLowSurrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Decodes the pieces of one literal one after the other.
class StringDecoder {
 public:
  StringDecoder(const StringForm& form, Arena& arena, SyntaxErrorList& errors) : form_(form), arena_(arena), errors_(errors) {
    introducer_ = "\\" + std::string(form.hashes, '#');
  }

  /// Takes the closing line off the last piece of a multi-line literal: it holds the indentation of all lines.
  void takeIndent(StringPiece& last) {
    std::size_t newline = last.text.rfind('\n');
    std::string_view closingLine = newline == std::string_view::npos ? last.text : last.text.substr(newline + 1);
    if (newline == std::string_view::npos || closingLine.find_first_not_of(" \t\r") != std::string_view::npos) {
      std::uint32_t quotes = last.begin + static_cast<std::uint32_t>(last.text.size());
      errors_.add(diag::ClosingQuotes, quotes, quotes + form_.delimiterSize(), form_.closing());
      ignoresIndent_ = true;
      return;
    }
    indent_ = closingLine;
    last.text.remove_suffix(closingLine.size());
    closesOnOwnLine_ = true;
  }

  std::string_view decode(const StringPiece& piece, bool isFirst, bool isLast) {
    text_ = piece.text;
    begin_ = piece.begin;
    at_ = 0;
    out_.clear();
    if (!form_.isMultiline && text_.find(introducer_) == std::string_view::npos) return text_;
    if (form_.isMultiline) {
      if (isFirst && text_.starts_with('\r')) ++at_;
      if (isFirst && at_ < text_.size() && text_[at_] == '\n') ++at_;
      // The newline before the closing quotes is not content; it may be the one after the opening quotes, which is skipped already.
      if (isLast && closesOnOwnLine_ && text_.size() > at_) text_.remove_suffix(1);
      if (isFirst) skipIndent(isLast);
    }
    while (at_ < text_.size()) decodeNext(isLast);
    return arena_.copyText(out_);
  }

 private:
  void decodeNext(bool isLast) {
    char byte = text_[at_];
    if (byte == '\\' && text_.substr(at_).starts_with(introducer_)) return decodeEscape();
    if (form_.isMultiline && byte == '\r') {
      ++at_;
      return;
    }
    out_.push_back(byte);
    ++at_;
    if (byte == '\n') skipIndent(isLast);
  }

  /// At the start of a line: skips the indentation. An empty line needs none.
  void skipIndent(bool isLast) {
    if (ignoresIndent_) return;
    std::string_view line = text_.substr(at_);
    if (line.starts_with(indent_)) {
      at_ += indent_.size();
      return;
    }
    if (line.starts_with('\n') || line.starts_with("\r\n") || (line.empty() && isLast)) return;
    std::size_t size = std::min(line.find_first_not_of(" \t"), line.size());
    std::uint32_t place = begin_ + static_cast<std::uint32_t>(at_);
    errors_.add(diag::WrongIndentation, place, place + std::max<std::uint32_t>(1, static_cast<std::uint32_t>(size)), form_.closing())
        .hint("every line of the text begins with the blanks that stand before the closing quotes");
    ignoresIndent_ = true;
  }

  void decodeEscape() {
    escapeBegin_ = at_;
    at_ += introducer_.size();
    if (at_ >= text_.size()) return refuse(diag::UnknownEscape, 0);
    char byte = text_[at_];
    constexpr std::string_view kNames = "abfnrtv\\/";
    constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\/";
    if (std::size_t known = kNames.find(byte); known != std::string_view::npos) {
      out_.push_back(kValues[known]);
      ++at_;
    } else if (byte == form_.quote) {
      out_.push_back(byte);
      ++at_;
    } else if (byte == 'u' || byte == 'U') {
      decodeCodePoint(byte == 'u' ? 4 : 8);
    } else if (form_.quote == '\'' && byte == 'x') {
      ++at_;
      decodeByte(2, 16);
    } else if (form_.quote == '\'' && byte >= '0' && byte <= '7') {
      decodeByte(3, 8);
    } else {
      CodePoint next = firstCodePoint(text_.substr(at_));
      refuse(diag::UnknownEscape, std::max<std::uint32_t>(next.size, 1));
    }
  }

  void decodeCodePoint(std::size_t digits) {
    ++at_;
    std::optional<std::uint32_t> unit = readDigits(digits, 16);
    if (!unit) return refuse(diag::MalformedEscape, 0);
    char32_t character = *unit;
    if (isHighSurrogate(character) && text_.substr(at_).starts_with(introducer_ + "u")) {
      std::size_t resume = at_;
      at_ += introducer_.size() + 1;
      std::optional<std::uint32_t> low = readDigits(4, 16);
      if (low && isLowSurrogate(*low)) {
        character = 0x10000 + ((character - 0xD800) << 10) + (*low - 0xDC00);
      } else {
        at_ = resume;
      }
    }
    if (character > 0x10FFFF || isHighSurrogate(character) || isLowSurrogate(character)) return refuse(diag::MalformedEscape, 0);
    std::array<char, 4> bytes;
    out_.append(bytes.data(), encodeUtf8(character, bytes.data()));
  }

  void decodeByte(std::size_t digits, std::uint32_t radix) {
    std::optional<std::uint32_t> value = readDigits(digits, radix);
    if (!value || *value > 255) return refuse(diag::MalformedEscape, 0);
    out_.push_back(static_cast<char>(*value));
  }

  std::optional<std::uint32_t> readDigits(std::size_t count, std::uint32_t radix) {
    std::uint32_t value = 0;
    for (; count != 0; --count, ++at_) {
      char byte = at_ < text_.size() ? text_[at_] : '\0';
      std::uint32_t digit = radix;
      if (byte >= '0' && byte <= '9') digit = static_cast<std::uint32_t>(byte - '0');
      if (byte >= 'a' && byte <= 'f') digit = static_cast<std::uint32_t>(byte - 'a') + 10;
      if (byte >= 'A' && byte <= 'F') digit = static_cast<std::uint32_t>(byte - 'A') + 10;
      if (digit >= radix) return std::nullopt;
      value = value * radix + digit;
    }
    return value;
  }

  /// Reports the escape from its backslash to `extra` bytes behind the place reached, and goes on there.
  template <typename Row>
  void refuse(Row row, std::uint32_t extra) {
    at_ = std::min(at_ + extra, text_.size());
    std::string_view shown = text_.substr(escapeBegin_, at_ - escapeBegin_);
    if (shown.ends_with('\n')) shown.remove_suffix(1);
    std::uint32_t place = begin_ + static_cast<std::uint32_t>(escapeBegin_);
    SyntaxError& error = errors_.add(row, place, place + static_cast<std::uint32_t>(shown.size()), shown);
    if constexpr (Row::kRow.code == diag::UnknownEscape.kRow.code) {
      error.hint("a backslash itself is written `" + introducer_ + "\\`; in `#\"…\"#` backslashes are ordinary characters");
    }
  }

  const StringForm& form_;
  Arena& arena_;
  SyntaxErrorList& errors_;
  std::string introducer_;
  std::string_view indent_;
  bool closesOnOwnLine_ = false;
  bool ignoresIndent_ = false;

  std::string_view text_;
  std::uint32_t begin_ = 0;
  std::size_t at_ = 0;
  std::size_t escapeBegin_ = 0;
  std::string out_;
};

}  // namespace

std::span<const std::string_view> decodeString(const StringForm& form, std::span<const StringPiece> pieces, Arena& arena, SyntaxErrorList& errors) {
  OAMC_CHECK(!pieces.empty(), "a literal has at least one piece");
  StringDecoder decoder(form, arena, errors);
  StringPiece last = pieces.back();
  if (form.isMultiline) decoder.takeIndent(last);
  std::span<std::string_view> texts = arena.createArray<std::string_view>(pieces.size());
  for (std::size_t index = 0; index < pieces.size(); ++index) {
    bool isLast = index + 1 == pieces.size();
    texts[index] = decoder.decode(isLast ? last : pieces[index], index == 0, isLast);
  }
  return texts;
}

}  // namespace oamc
