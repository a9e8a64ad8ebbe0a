#include "stdlib/functions/go_format.h"

#include <algorithm>

#include "ir/data/text/utf8.h"
#include "stdlib/functions/decimal.h"
#include "stdlib/functions/float_text.h"
#include "stdlib/functions/quote.h"
#include "stdlib/functions/unicode.h"

namespace oamc::go {

namespace {

constexpr std::int64_t kMaxWidth = 1'000'000;  // what Go refuses, too

/// One `%` directive.
struct Directive {
  char32_t verb = 'v';
  bool isMinus = false;
  bool isPlus = false;
  bool isSharp = false;
  bool isSpace = false;
  bool isZero = false;
  std::optional<std::int64_t> width;
  std::optional<std::int64_t> precision;
};

std::string inBase(BigInteger magnitude, unsigned base, bool isUpper) {
  const char* digits = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string reversed;
  do {
    reversed += digits[static_cast<unsigned>(magnitude % base)];
    magnitude /= base;
  } while (magnitude != 0);
  std::ranges::reverse(reversed);
  return reversed;
}

std::string hexBytes(std::string_view text, bool isUpper) {
  std::string hex;
  for (unsigned char byte : text) {
    std::string pair = inBase(byte, 16, isUpper);
    hex += pair.size() < 2 ? "0" + pair : pair;
  }
  return hex;
}

std::string_view firstCodePoints(std::string_view text, std::int64_t count) {
  std::size_t at = 0;
  for (; at < text.size() && count > 0; --count) at += decodeUtf8(text.substr(at)).size;
  return text.substr(0, at);
}

class Formatter {
 public:
  explicit Formatter(const Directive& directive) : directive_(directive) {}

  std::string format(const Value& value) {
    if (directive_.verb == 'T') return padded(typeName(value), false);
    switch (value.data.kind()) {
      case DataKind::kNull: return directive_.verb == 'v' ? padded("<nil>", false) : "%!" + verb() + "(<nil>)";
      case DataKind::kBool:
        if (directive_.verb != 't' && directive_.verb != 'v') return wrongVerb(value);
        return padded(value.data.boolean() ? "true" : "false", false);
      case DataKind::kNumber: return value.data.number().isInt() ? integer(value) : real(value);
      case DataKind::kString: return text(value);
      case DataKind::kBytes: return bytes(value);
      case DataKind::kList: return list(value.data.items());
      case DataKind::kObject: return map(value.data);
    }
    return {};
  }

 private:
  std::string verb() const {
    std::string name;
    appendUtf8(name, directive_.verb);
    return name;
  }

  std::string wrongVerb(const Value& value) {
    Directive plain;
    return "%!" + verb() + "(" + typeName(value) + "=" + Formatter(plain).format(value) + ")";
  }

  /// `isNumber`: zeros may fill up after the sign.
  std::string padded(const std::string& text, bool isNumber) const {
    auto size = static_cast<std::int64_t>(unicode::countCodePoints(text));
    if (!directive_.width || *directive_.width <= size) return text;
    auto missing = static_cast<std::size_t>(*directive_.width - size);
    if (directive_.isMinus) return text + std::string(missing, ' ');
    if (!directive_.isZero || !isNumber) return std::string(missing, ' ') + text;
    std::size_t sign = text[0] == '-' || text[0] == '+' || text[0] == ' ' ? 1 : 0;
    return text.substr(0, sign) + std::string(missing, '0') + text.substr(sign);
  }

  std::string withSign(bool isNegative, const std::string& magnitude) const {
    return (isNegative ? "-" : directive_.isPlus ? "+" : directive_.isSpace ? " " : "") + magnitude;
  }

  std::string integer(const Value& value) {
    BigInteger number = toBigInteger(value.data.number());
    bool isNegative = number < 0;
    BigInteger magnitude = abs(number);
    auto digits = [&](unsigned base, std::string_view prefix, bool isUpper) {
      std::string text = inBase(magnitude, base, isUpper);
      if (directive_.precision && static_cast<std::int64_t>(text.size()) < *directive_.precision)
        text.insert(0, static_cast<std::size_t>(*directive_.precision) - text.size(), '0');
      return padded(withSign(isNegative, (directive_.isSharp ? std::string(prefix) : "") + text), !directive_.precision);
    };
    bool isCodePoint = !isNegative && magnitude <= 0x10FFFF;
    auto codePoint = static_cast<char32_t>(isCodePoint ? static_cast<std::uint32_t>(magnitude) : 0xFFFD);
    switch (directive_.verb) {
      case 'v':
      case 'd': return digits(10, "", false);
      case 'b': return digits(2, "0b", false);
      case 'o': return digits(8, "0", false);
      case 'O': return padded(withSign(isNegative, "0o" + inBase(magnitude, 8, false)), true);
      case 'x': return digits(16, "0x", false);
      case 'X': return digits(16, "0X", true);
      case 'q': return padded(quoteCodePoint(codePoint, directive_.isPlus ? QuoteStyle::kAscii : QuoteStyle::kPrintable), false);
      case 'c': {
        std::string character;
        appendUtf8(character, codePoint);
        return padded(character, false);
      }
      case 'U': {
        std::string hex = inBase(magnitude, 16, true);
        return padded("U+" + (hex.size() < 4 ? std::string(4 - hex.size(), '0') : "") + hex, false);
      }
      default: break;
    }
    bool isBig = !value.data.number().toInt64();
    if (isBig && directive_.verb == 's') return digits(10, "", false);
    return wrongVerb(value);
  }

  std::string real(const Value& value) {
    constexpr std::string_view kVerbs = "eEfFgGvxXb";
    if (directive_.verb > 127 || kVerbs.find(static_cast<char>(directive_.verb)) == std::string_view::npos) return wrongVerb(value);
    Outcome<double> number = Argument<double>::read(value.data, 0);
    if (std::holds_alternative<FunctionFailure>(number)) return value.data.number().isNegative() ? "-Inf" : "+Inf";
    char letter = directive_.verb == 'v' ? 'g' : directive_.verb == 'F' ? 'f' : static_cast<char>(directive_.verb);
    bool isShortest = letter == 'g' || letter == 'G' || letter == 'x' || letter == 'X' || letter == 'b';
    std::int64_t precision = directive_.precision.value_or(isShortest ? -1 : 6);
    std::string text = formatFloat(std::get<double>(number), {.letter = letter, .precision = static_cast<int>(precision)});
    bool isNegative = text[0] == '-';
    return padded(withSign(isNegative, isNegative ? text.substr(1) : text), true);
  }

  std::string text(const Value& value) {
    std::string_view text = value.data.text();
    if (directive_.precision && directive_.verb != 'x' && directive_.verb != 'X') text = firstCodePoints(text, *directive_.precision);
    switch (directive_.verb) {
      case 'v': return padded(directive_.isSharp ? quoteText(text, '"', QuoteStyle::kPrintable) : std::string(text), false);
      case 's': return padded(std::string(text), false);
      case 'q': return padded(quoteText(text, '"', directive_.isPlus ? QuoteStyle::kAscii : QuoteStyle::kPrintable), false);
      case 'x': return padded(hexBytes(text, false), false);
      case 'X': return padded(hexBytes(text, true), false);
      default: return wrongVerb(value);
    }
  }

  std::string bytes(const Value& value) {
    if (directive_.verb != 'v' && directive_.verb != 'd') return text(value);
    std::string list = "[";
    for (unsigned char byte : value.data.text()) list += (list.size() > 1 ? " " : "") + std::to_string(byte);
    return list + "]";
  }

  std::string list(std::span<const Data> items) {
    std::string text = isGoSyntax() ? "[]interface {}{" : "[";
    bool isFirst = true;
    for (const Data& item : items) text += (std::exchange(isFirst, false) ? "" : isGoSyntax() ? ", " : " ") + format({item});
    return text + (isGoSyntax() ? "}" : "]");
  }

  /// Maps print in the order of their keys.
  std::string map(const Data& object) {
    std::vector<Member> members(object.members().begin(), object.members().end());
    std::ranges::sort(members, {}, &Member::key);
    std::string text = isGoSyntax() ? "map[string]interface {}{" : "map[";
    bool isFirst = true;
    for (const Member& member : members)
      text += (std::exchange(isFirst, false) ? "" : isGoSyntax() ? ", " : " ") + format({Data::string(member.key)}) + ":" + format({member.value});
    return text + (isGoSyntax() ? "}" : "]");
  }

  bool isGoSyntax() const { return directive_.isSharp && directive_.verb == 'v'; }

  const Directive& directive_;
};

/// Reads a format and its arguments from left to right.
class FormattedPrinter {
 public:
  FormattedPrinter(std::string_view format, std::span<const Value> arguments) : rest_(format), arguments_(arguments) {}

  Outcome<std::string> run() {
    while (!rest_.empty()) {
      std::size_t plain = std::min(rest_.find('%'), rest_.size());
      out_ += rest_.substr(0, plain);
      rest_.remove_prefix(plain);
      if (rest_.empty()) break;
      rest_.remove_prefix(1);
      out_ += directive();
      if (auto tooLarge = checkResultSize(out_.size(), kMaxResultBytes, "bytes")) return *tooLarge;
    }
    if (!isReordered_ && next_ < arguments_.size()) appendSuperfluous();
    return std::move(out_);
  }

 private:
  std::string directive() {
    Directive directive;
    readFlags(directive);
    readIndex();
    directive.width = readSize(directive, "%!(BADWIDTH)");
    if (!rest_.empty() && rest_[0] == '.') {
      rest_.remove_prefix(1);
      readIndex();
      directive.precision = readSize(directive, "%!(BADPREC)").value_or(0);
    }
    readIndex();
    if (rest_.empty()) return "%!(NOVERB)";
    CodePoint verb = decodeUtf8(rest_);
    std::string name(rest_.substr(0, verb.size));
    rest_.remove_prefix(verb.size);
    if (verb.value == '%') return "%";
    if (isBadIndex_) return "%!" + name + "(BADINDEX)";
    if (next_ >= arguments_.size()) return "%!" + name + "(MISSING)";
    directive.verb = verb.value;
    if (directive.verb == 'v') directive.isPlus = false;  // it would name fields, which maps do not have
    return Formatter(directive).format(arguments_[next_++]);
  }

  void readFlags(Directive& directive) {
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      switch (rest_[0]) {
        case '-': directive.isMinus = true; break;
        case '+': directive.isPlus = true; break;
        case '#': directive.isSharp = true; break;
        case ' ': directive.isSpace = true; break;
        case '0': directive.isZero = true; break;
        default: return;
      }
    }
  }

  std::optional<std::int64_t> readNumber() {
    std::int64_t value = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits) value = std::min(value * 10 + (rest_[digits] - '0'), kMaxWidth + 1);
    rest_.remove_prefix(digits);
    if (digits == 0 || value > kMaxWidth) return std::nullopt;
    return value;
  }

  /// `[2]`: the next argument, counted from 1.
  void readIndex() {
    if (rest_.empty() || rest_[0] != '[') return;
    isReordered_ = true;
    rest_.remove_prefix(1);
    std::optional<std::int64_t> index = readNumber();
    bool isClosed = !rest_.empty() && rest_[0] == ']';
    if (isClosed) rest_.remove_prefix(1);
    isBadIndex_ = !isClosed || !index || *index < 1 || static_cast<std::size_t>(*index) > arguments_.size();
    if (!isBadIndex_) next_ = static_cast<std::size_t>(*index) - 1;
  }

  /// Digits, or `*` for an argument that says it; `problem` is written when that is no int.
  std::optional<std::int64_t> readSize(Directive& directive, std::string_view problem) {
    if (rest_.empty() || rest_[0] != '*') return readNumber();
    rest_.remove_prefix(1);
    const Data* argument = next_ < arguments_.size() ? &arguments_[next_++].data : nullptr;
    bool isInt = argument != nullptr && argument->kind() == DataKind::kNumber && argument->number().isInt();
    std::optional<std::int64_t> size = isInt ? argument->number().toInt64() : std::nullopt;
    if (!size || *size > kMaxWidth || *size < -kMaxWidth) {
      out_ += problem;
      return std::nullopt;
    }
    if (*size < 0) directive.isMinus = true;
    return std::abs(*size);
  }

  void appendSuperfluous() {
    out_ += "%!(EXTRA ";
    Directive plain;
    for (std::size_t i = next_; i < arguments_.size(); ++i) {
      const Value& value = arguments_[i];
      out_ += i > next_ ? ", " : "";
      out_ += value.data.isNull() ? "<nil>" : typeName(value) + "=" + Formatter(plain).format(value);
    }
    out_ += ")";
  }

  std::string_view rest_;
  std::span<const Value> arguments_;
  std::size_t next_ = 0;
  bool isReordered_ = false;
  bool isBadIndex_ = false;
  std::string out_;
};

}  // namespace

std::string typeName(const Value& value) {
  switch (value.data.kind()) {
    case DataKind::kNull: return "<nil>";
    case DataKind::kBool: return "bool";
    case DataKind::kNumber:
      if (!value.data.number().isInt()) return "float64";
      return value.isOwnNumber ? "int" : value.data.number().toInt64() ? "int64" : "*big.Int";
    case DataKind::kString: return "string";
    case DataKind::kBytes: return "[]uint8";
    case DataKind::kList: return "[]interface {}";
    case DataKind::kObject: return "map[string]interface {}";
  }
  return {};
}

std::string print(std::span<const Value> values) {
  Directive plain;
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && !values[i - 1].data.isString() && !values[i].data.isString()) text += ' ';
    text += Formatter(plain).format(values[i]);
  }
  return text;
}

std::string printLine(std::span<const Value> values) {
  Directive plain;
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "" : " ") + Formatter(plain).format(values[i]);
  return text + "\n";
}

Outcome<std::string> printFormatted(std::string_view format, std::span<const Value> arguments) { return FormattedPrinter(format, arguments).run(); }

}  // namespace oamc::go
