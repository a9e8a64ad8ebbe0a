#include "stdlib/functions/template_functions.h"

#include <algorithm>

#include "ir/data/text/utf8.h"
#include "stdlib/functions/html.h"
#include "stdlib/functions/unicode.h"
#include "stdlib/functions/url.h"

namespace oamc::text_template {

namespace {

using Values = std::span<const go::Value>;
using Function = Outcome<go::Value> (*)(Values arguments, Arena& arena);

constexpr std::size_t kAny = 1000;

struct Row {
  std::string_view name;
  std::size_t fewest;
  std::size_t most;
  Function function;
};

go::Value ownInt(std::size_t value, Arena& arena) { return {Data::number(Number::fromInt(static_cast<std::int64_t>(value)), arena), true}; }
go::Value boolean(bool value) { return {Data::boolean(value)}; }
go::Value string(const std::string& text, Arena& arena) { return {Data::string(arena.copyText(text))}; }

bool hasBytes(const Data& value) { return value.isString() || value.kind() == DataKind::kBytes; }

/// The length of what has one.
std::optional<std::size_t> sizeOf(const Data& value) {
  if (hasBytes(value)) return value.text().size();
  if (value.isList()) return value.items().size();
  if (value.isObject()) return value.members().size();
  return std::nullopt;
}

/// An index of 0 to `limit`.
Outcome<std::size_t> indexOf(const go::Value& value, std::size_t limit) {
  const Data& data = value.data;
  if (data.kind() != DataKind::kNumber || !data.number().isInt()) return fail("the index " + describe(data) + " is no int");
  std::optional<std::int64_t> index = data.number().toInt64();
  if (!index || *index < 0 || static_cast<std::uint64_t>(*index) > limit) return fail("the index " + data.number().text() + " is out of range");
  return static_cast<std::size_t>(*index);
}

Outcome<go::Value> elementOf(const Data& value, const go::Value& key, Arena& arena) {
  if (value.isObject()) {
    if (!key.data.isString()) return fail("the key " + describe(key.data) + " is no string");
    const Data* member = value.find(key.data.text());
    return go::Value{member == nullptr ? Data() : *member};
  }
  std::optional<std::size_t> size = sizeOf(value);
  if (!size) return fail(describe(value) + " has no elements");
  Outcome<std::size_t> index = indexOf(key, *size);
  if (auto* failure = std::get_if<FunctionFailure>(&index)) return *failure;
  std::size_t at = std::get<std::size_t>(index);
  if (at == *size) return fail("the index " + std::to_string(at) + " is out of range");
  if (value.isList()) return go::Value{value.items()[at]};
  return ownInt(static_cast<unsigned char>(value.text()[at]), arena);
}

Outcome<go::Value> index(Values arguments, Arena& arena) {
  go::Value value = arguments[0];
  for (const go::Value& key : arguments.subspan(1)) {
    Outcome<go::Value> element = elementOf(value.data, key, arena);
    if (std::holds_alternative<FunctionFailure>(element)) return element;
    value = std::get<go::Value>(element);
  }
  return value;
}

Outcome<go::Value> slice(Values arguments, Arena&) {
  const Data& value = arguments[0].data;
  std::optional<std::size_t> size = value.isObject() ? std::nullopt : sizeOf(value);
  if (!size) return fail(describe(value) + " cannot be sliced");
  if (value.isString() && arguments.size() > 3) return fail("a string is sliced with at most two indices");
  std::size_t bounds[] = {0, *size, *size};
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    Outcome<std::size_t> bound = indexOf(arguments[i], *size);
    if (auto* failure = std::get_if<FunctionFailure>(&bound)) return *failure;
    bounds[i - 1] = std::get<std::size_t>(bound);
  }
  if (bounds[0] > bounds[1] || bounds[1] > bounds[2]) return fail("the indices of a slice must not decrease");
  std::size_t count = bounds[1] - bounds[0];
  if (value.isList()) return go::Value{Data::list(value.items().subspan(bounds[0], count))};
  std::string_view text = value.text().substr(bounds[0], count);
  return go::Value{value.isString() ? Data::string(text) : Data::bytes(text)};
}

Outcome<go::Value> length(Values arguments, Arena& arena) {
  if (std::optional<std::size_t> size = sizeOf(arguments[0].data)) return ownInt(*size, arena);
  return fail(describe(arguments[0].data) + " has no length");
}

Outcome<go::Value> isNot(Values arguments, Arena&) { return boolean(!isTrue(arguments[0].data)); }

Outcome<go::Value> refuseCall(Values arguments, Arena&) { return fail(describe(arguments[0].data) + " is no function"); }

bool isBasic(const Data& value) { return !value.isList() && !value.isObject() && value.kind() != DataKind::kBytes; }

/// Ints and floats do not compare with each other.
std::optional<FunctionFailure> checkComparable(const Data& a, const Data& b) {
  for (const Data& value : {a, b})
    if (!isBasic(value)) return fail(describe(value) + " cannot be compared");
  if (kindOf(a) != kindOf(b)) return fail(describe(a) + " and " + describe(b) + " cannot be compared, they are of different kinds");
  return std::nullopt;
}

/// Equal to one of the others. Nothing, as a missing field, only equals nothing.
Outcome<go::Value> isEqual(Values arguments, Arena&) {
  if (arguments.size() < 2) return fail("`eq` needs something to compare with");
  const Data& first = arguments[0].data;
  for (const go::Value& other : arguments.subspan(1)) {
    bool isNothing = first.isNull() || other.data.isNull();
    if (!isNothing)
      if (auto failure = checkComparable(first, other.data)) return *failure;
    if (isNothing ? first.isNull() && other.data.isNull() : equal(first, other.data)) return boolean(true);
  }
  return boolean(false);
}

Outcome<go::Value> isNotEqual(Values arguments, Arena& arena) {
  Outcome<go::Value> result = isEqual(arguments, arena);
  if (std::holds_alternative<FunctionFailure>(result)) return result;
  return boolean(!std::get<go::Value>(result).data.boolean());
}

template <bool (*Holds)(std::strong_ordering)>
Outcome<go::Value> isOrdered(Values arguments, Arena&) {
  const Data& a = arguments[0].data;
  const Data& b = arguments[1].data;
  if (auto failure = checkComparable(a, b)) return *failure;
  if (a.isString()) return boolean(Holds(a.text() <=> b.text()));
  if (a.kind() == DataKind::kNumber) return boolean(Holds(compare(a.number(), b.number())));
  return fail(describe(a) + " has no order");
}

bool isLess(std::strong_ordering order) { return order < 0; }
bool isLessEqual(std::strong_ordering order) { return order <= 0; }
bool isGreater(std::strong_ordering order) { return order > 0; }
bool isGreaterEqual(std::strong_ordering order) { return order >= 0; }

/// What the escaping functions work on: all arguments as one text.
std::string joined(Values arguments) {
  std::vector<go::Value> shown(arguments.begin(), arguments.end());
  for (go::Value& value : shown)
    if (value.data.isNull()) value.data = Data::string("<no value>");
  return go::print(shown);
}

std::string escapeQuery(std::string_view text) { return net::escapeUrl(text, net::UrlPart::kQuery); }

template <std::string (*Escape)(std::string_view)>
Outcome<go::Value> escaped(Values arguments, Arena& arena) {
  return string(Escape(joined(arguments)), arena);
}

Outcome<go::Value> print(Values arguments, Arena& arena) { return string(go::print(arguments), arena); }
Outcome<go::Value> printLine(Values arguments, Arena& arena) { return string(go::printLine(arguments), arena); }

Outcome<go::Value> printFormatted(Values arguments, Arena& arena) {
  if (!arguments[0].data.isString()) return fail("the format " + describe(arguments[0].data) + " is no string");
  Outcome<std::string> text = go::printFormatted(arguments[0].data.text(), arguments.subspan(1));
  if (auto* failure = std::get_if<FunctionFailure>(&text)) return *failure;
  return string(std::get<std::string>(text), arena);
}

Outcome<go::Value> evaluatedByCaller(Values, Arena&) { return fail("`and` and `or` evaluate their arguments one by one"); }

constexpr Row kRows[] = {
    {"and", 1, kAny, evaluatedByCaller},
    {"call", 1, kAny, refuseCall},
    {"eq", 1, kAny, isEqual},
    {"ge", 2, 2, isOrdered<isGreaterEqual>},
    {"gt", 2, 2, isOrdered<isGreater>},
    {"html", 0, kAny, escaped<escapeHtml>},
    {"index", 1, kAny, index},
    {"js", 0, kAny, escaped<escapeJavaScript>},
    {"le", 2, 2, isOrdered<isLessEqual>},
    {"len", 1, 1, length},
    {"lt", 2, 2, isOrdered<isLess>},
    {"ne", 2, 2, isNotEqual},
    {"not", 1, 1, isNot},
    {"or", 1, kAny, evaluatedByCaller},
    {"print", 0, kAny, print},
    {"printf", 1, kAny, printFormatted},
    {"println", 0, kAny, printLine},
    {"slice", 1, 4, slice},
    {"urlquery", 0, kAny, escaped<escapeQuery>},
};

}  // namespace

bool isFunction(std::string_view name) { return std::ranges::find(kRows, name, &Row::name) != std::end(kRows); }

std::vector<std::string_view> functionNames() {
  std::vector<std::string_view> names;
  for (const Row& row : kRows) names.push_back(row.name);
  return names;
}

bool isTrue(const Data& value) {
  switch (value.kind()) {
    case DataKind::kNull: return false;
    case DataKind::kBool: return value.boolean();
    case DataKind::kNumber: return !value.number().isZero();
    case DataKind::kString:
    case DataKind::kBytes:
    case DataKind::kList:
    case DataKind::kObject: return sizeOf(value) != 0;
  }
  return false;
}

Outcome<go::Value> callFunction(std::string_view name, Values arguments, Arena& arena) {
  const Row& row = *std::ranges::find(kRows, name, &Row::name);
  if (arguments.size() < row.fewest || arguments.size() > row.most) {
    return fail("`" + std::string(name) + "` takes " + (row.most == kAny ? "at least " : "") + std::to_string(row.fewest) +
                (row.most != kAny && row.most != row.fewest ? " to " + std::to_string(row.most) : "") + " arguments, but " + std::to_string(arguments.size()) +
                " are given");
  }
  return row.function(arguments, arena);
}

std::string escapeJavaScript(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string escaped;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint next = decodeUtf8(text.substr(at));
    std::string_view bytes = text.substr(at, next.size);
    at += next.size;
    char32_t c = next.value;
    bool isQuoted = c == '\\' || c == '\'' || c == '"';
    bool isEncoded = c == '<' || c == '>' || c == '&' || c == '=' || c < 0x20 || (c >= 0x7F && !unicode::isPrint(c));
    if (isQuoted) escaped += '\\';
    if (!isEncoded) {
      escaped += bytes;
      continue;
    }
    escaped += "\\u";
    for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) escaped += kHex[(c >> static_cast<unsigned>(shift)) & 0xFU];
  }
  return escaped;
}

}  // namespace oamc::text_template
