#include "ir/data/text/json_writer.h"
#include "ir/data/text/utf8.h"
#include "stdlib/functions/json_tokens.h"
#include "stdlib/functions/members.h"
#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::json {

namespace {

/// Builds the value whose tokens start at `next_`. Depth is bounded by the tokenizer.
class Builder {
 public:
  Builder(const std::vector<Token>& tokens, Arena& arena) : next_(tokens.begin()), arena_(arena) {}

  Outcome<Data> build() {
    const Token& token = *next_++;
    switch (token.kind) {
      case TokenKind::kOpenObject: return buildObject();
      case TokenKind::kOpenList: return buildList();
      case TokenKind::kString: return buildString(token.text);
      case TokenKind::kNumber: return buildNumber(token.text);
      case TokenKind::kTrue: return Data::boolean(true);
      case TokenKind::kFalse: return Data::boolean(false);
      case TokenKind::kNull:
      case TokenKind::kCloseObject:
      case TokenKind::kCloseList:
      case TokenKind::kColon:
      case TokenKind::kComma: break;
    }
    return Data::null();
  }

 private:
  Outcome<Data> buildObject() {
    MemberBuilder members;
    while (next_->kind != TokenKind::kCloseObject) {
      if (next_->kind == TokenKind::kComma) ++next_;
      Outcome<Data> key = buildString((next_++)->text);
      ++next_;  // the colon
      if (std::holds_alternative<FunctionFailure>(key)) return key;
      Outcome<Data> value = build();
      if (std::holds_alternative<FunctionFailure>(value)) return value;
      if (auto conflict = members.add(std::get<Data>(key).text(), std::get<Data>(value), arena_)) return *conflict;
    }
    ++next_;
    return members.build(arena_);
  }

  Outcome<Data> buildList() {
    std::vector<Data> items;
    while (next_->kind != TokenKind::kCloseList) {
      if (next_->kind == TokenKind::kComma) ++next_;
      Outcome<Data> item = build();
      if (std::holds_alternative<FunctionFailure>(item)) return item;
      items.push_back(std::get<Data>(item));
    }
    ++next_;
    return toData(items, arena_);
  }

  Outcome<Data> buildString(std::string_view quoted) {
    Outcome<std::string> content = unquote(quoted);
    if (auto* failure = std::get_if<FunctionFailure>(&content)) return *failure;
    return toData(std::get<std::string>(content), arena_);
  }

  Outcome<Data> buildNumber(std::string_view text) {
    bool negative = text.starts_with('-');
    std::optional<Number> number = Number::parse(text.substr(negative ? 1 : 0), arena_);
    if (!number) return fail("the exponent of `" + std::string(text) + "` is out of range");
    return toData(negative ? negate(*number) : *number, arena_);
  }

  std::vector<Token>::const_iterator next_;
  Arena& arena_;
};

std::optional<FunctionFailure> checkUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    CodePoint next = decodeUtf8(text.substr(at));
    if (!next.valid) return fail("invalid JSON: byte " + std::to_string(at) + " is not UTF-8");
    at += next.size;
  }
  return std::nullopt;
}

FunctionResult unmarshal(CallContext& call, TextOrBytes json) {
  if (auto failure = checkUtf8(json.text)) return *failure;
  Outcome<std::vector<Token>> tokens = tokenize(json.text);
  if (auto* failure = std::get_if<FunctionFailure>(&tokens)) return *failure;
  return Builder(std::get<std::vector<Token>>(tokens), call.arena).build();
}

Outcome<std::vector<Data>> unmarshalStream(CallContext& call, TextOrBytes json) {
  if (auto failure = checkUtf8(json.text)) return *failure;
  std::vector<Data> values;
  Tokenizer tokenizer(json.text);
  while (!tokenizer.atEnd()) {
    std::vector<Token> tokens;
    if (auto failure = tokenizer.readValue(tokens)) return *failure;
    FunctionResult value = Builder(tokens, call.arena).build();
    if (auto* failure = std::get_if<FunctionFailure>(&value)) return *failure;
    values.push_back(std::get<Data>(value));
  }
  return values;
}

Outcome<std::string> marshal(Data value) {
  if (auto tooLarge = checkTextSize(value)) return *tooLarge;
  return writeJson(value);
}

Outcome<std::string> marshalStream(std::span<const Data> values) {
  if (auto tooLarge = checkTextSize(Data::list(values))) return *tooLarge;
  std::string stream;
  for (const Data& value : values) {
    appendJson(stream, value);
    stream += '\n';
  }
  return stream;
}

bool valid(TextOrBytes json) { return std::holds_alternative<std::vector<Token>>(tokenize(json.text)); }

Outcome<std::string> compact(TextOrBytes json) {
  Outcome<std::vector<Token>> tokens = tokenize(json.text);
  if (auto* failure = std::get_if<FunctionFailure>(&tokens)) return *failure;
  std::string out;
  for (const Token& token : std::get<std::vector<Token>>(tokens)) out += token.text;
  return out;
}

Outcome<std::string> indent(TextOrBytes json, std::string_view prefix, std::string_view step) {
  Outcome<std::vector<Token>> outcome = tokenize(json.text);
  if (auto* failure = std::get_if<FunctionFailure>(&outcome)) return *failure;
  const auto& tokens = std::get<std::vector<Token>>(outcome);
  std::string out;
  std::size_t depth = 0;
  auto breakLine = [&] {
    out.append("\n").append(prefix);
    for (std::size_t i = 0; i < depth; ++i) out += step;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    TokenKind kind = tokens[i].kind;
    bool opens = kind == TokenKind::kOpenObject || kind == TokenKind::kOpenList;
    bool closes = kind == TokenKind::kCloseObject || kind == TokenKind::kCloseList;
    bool isEmpty = closes && (tokens[i - 1].kind == TokenKind::kOpenObject || tokens[i - 1].kind == TokenKind::kOpenList);
    if (closes) --depth;
    if (closes && !isEmpty) breakLine();
    out += tokens[i].text;
    if (kind == TokenKind::kColon) out += ' ';
    if (opens) ++depth;
    bool nextCloses = opens && (tokens[i + 1].kind == TokenKind::kCloseObject || tokens[i + 1].kind == TokenKind::kCloseList);
    if ((opens && !nextCloses) || kind == TokenKind::kComma) breakLine();
    if (auto tooLarge = checkResultSize(out.size(), kMaxResultBytes, "bytes")) return *tooLarge;
  }
  // White space behind the value stays.
  std::size_t end = json.text.find_last_not_of(" \t\r\n") + 1;
  return out.append(json.text.substr(end));
}

std::string htmlEscape(TextOrBytes json) {
  std::string out;
  for (std::string_view rest = json.text; !rest.empty();) {
    CodePoint next = decodeUtf8(rest);
    switch (next.value) {
      case '<': out += "\\u003c"; break;
      case '>': out += "\\u003e"; break;
      case '&': out += "\\u0026"; break;
      case 0x2028: out += "\\u2028"; break;
      case 0x2029: out += "\\u2029"; break;
      default: out += rest.substr(0, next.size);
    }
    rest.remove_prefix(next.size);
  }
  return out;
}

constexpr FunctionDef kFunctions[] = {
    row<compact>("Compact", "(src: bytes | string) string", "JSON text without white space between its tokens.",
                 R"(json.Compact("{ \"a\" : 1 }") ⇒ "{\"a\":1}")"),
    row<htmlEscape>("HTMLEscape", "(src: bytes | string) string", "JSON text with `<`, `>`, `&`, U+2028 and U+2029 as escape sequences.",
                    R"(json.HTMLEscape("{\"a\":\"<\"}") ⇒ "{\"a\":\"\\u003c\"}")"),
    row<indent>("Indent", "(src: bytes | string, prefix: string, indent: string) string", "JSON text with one line for each member and element.",
                R"(json.Indent("{\"a\":1}", "", "  ") ⇒ "{\n  \"a\": 1\n}")"),
    row<marshal>("Marshal", "(v: _) string", "A value as JSON text in one line.",
                 R"(json.Marshal({b: 1, a: [2.50, "x<>&"]}) ⇒ "{\"b\":1,\"a\":[2.50,\"x<>&\"]}")"),
    row<marshalStream>("MarshalStream", "(v: [...]) string", "The elements of a list as lines of JSON text.",
                       R"(json.MarshalStream([1, {a: 2}]) ⇒ "1\n{\"a\":2}\n")"),
    row<unmarshal>("Unmarshal", "(b: bytes | string) _", "The value that JSON text describes; a key that occurs again must have the same value.",
                   R"(json.Unmarshal("{\"a\": 1.0}") ⇒ {"a": 1.0})"),
    row<unmarshalStream>("UnmarshalStream", "(data: bytes | string) [...]", "The values that follow each other in a text.",
                         R"(json.UnmarshalStream("1 {\"a\": 2}") ⇒ [1, {"a": 2}])"),
    row<valid>("Valid", "(data: bytes | string) bool", "Whether a text is one JSON value.", R"(json.Valid("[1,]") ⇒ false)"),
    specialRow("Validate", "(b: bytes | string, v: _) bool", {Kind::kString | Kind::kBytes, Kind::kTop}, Kind::kBool, SpecialFunction::kJsonValidate,
               "Whether a text is JSON whose value satisfies a constraint.", R"(json.Validate("{\"a\": 1}", {a: int}) ⇒ true)"),
};

}  // namespace

PackageDef package() { return {"encoding/json", kFunctions, {}}; }

}  // namespace oamc::json
