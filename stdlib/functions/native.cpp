#include "stdlib/functions/native.h"

#include <charconv>

#include "ir/data/text/json_writer.h"
#include "stdlib/functions/decimal.h"

namespace oamc {

namespace {

constexpr std::size_t kMaxShown = 40;  // bytes of a value in a message

std::string place(std::size_t index) { return "argument " + std::to_string(index + 1); }

template <typename Element, typename Read>
Outcome<std::vector<Element>> readElements(const Data& list, std::size_t index, Kind required, Read read) {
  std::vector<Element> elements;
  elements.reserve(list.items().size());
  for (const Data& item : list.items()) {
    if (!contains(required, kindOf(item))) {
      return fail("element " + std::to_string(elements.size()) + " of " + place(index) + " is " + describe(item) + ", but must be a " + kindText(required));
    }
    elements.push_back(read(item));
  }
  return elements;
}

/// Takes a lower bound of the text of `value` from `budget`; false when that is used up.
bool spend(const Data& value, std::size_t& budget) {
  std::size_t own = 1 + (value.kind() == DataKind::kString || value.kind() == DataKind::kBytes ? value.text().size() : 0);
  if (own > budget) return false;
  budget -= own;
  if (value.isList()) return std::ranges::all_of(value.items(), [&](const Data& item) { return spend(item, budget); });
  if (value.isObject()) return std::ranges::all_of(value.members(), [&](const Member& member) { return spend(member.value, budget); });
  return true;
}

template <typename Text>
Data textList(const std::vector<Text>& texts, Arena& arena) {
  std::span<Data> items = arena.createArray<Data>(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) items[i] = toData(texts[i], arena);
  return Data::list(items);
}

}  // namespace

std::optional<FunctionFailure> checkResultSize(std::size_t size, std::size_t limit, std::string_view unit) {
  if (size <= limit) return std::nullopt;
  return fail("the result would have " + std::to_string(size) + " " + std::string(unit) + ", a function may build at most " + std::to_string(limit));
}

std::optional<FunctionFailure> checkTextSize(const Data& value) {
  std::size_t budget = kMaxResultBytes;
  if (spend(value, budget)) return std::nullopt;
  return fail("the text of the value would have more than " + std::to_string(kMaxResultBytes) + " bytes, a function may build at most that");
}

Kind kindOf(const Data& value) {
  switch (value.kind()) {
    case DataKind::kNull: return Kind::kNull;
    case DataKind::kBool: return Kind::kBool;
    case DataKind::kNumber: return value.number().isInt() ? Kind::kInt : Kind::kFloat;
    case DataKind::kString: return Kind::kString;
    case DataKind::kBytes: return Kind::kBytes;
    case DataKind::kList: return Kind::kList;
    case DataKind::kObject: return Kind::kStruct;
  }
  return Kind::kBottom;
}

std::string describe(const Data& value) {
  if (value.isList()) return "a list";
  if (value.isObject()) return "a struct";
  std::string text = writeJson(value);
  if (text.size() > kMaxShown) return "a " + kindText(kindOf(value));
  return "`" + text + "` (" + kindText(kindOf(value)) + ")";
}

Outcome<bool> Argument<bool>::read(const Data& argument, std::size_t) { return argument.boolean(); }

Outcome<std::int64_t> Argument<std::int64_t>::read(const Data& argument, std::size_t index) {
  if (std::optional<std::int64_t> value = argument.number().toInt64()) return *value;
  return fail(place(index) + " is " + describe(argument) + ", but must be an integer of at most 64 bits");
}

Outcome<Integer> Argument<Integer>::read(const Data& argument, std::size_t) { return Integer{argument.number()}; }

Outcome<Number> Argument<Number>::read(const Data& argument, std::size_t) { return argument.number(); }

Outcome<double> Argument<double>::read(const Data& argument, std::size_t index) {
  std::string text = argument.number().text();
  double value = 0;
  std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc()) return value;
  // Too small becomes zero, too large is an error; the library leaves `value` alone in both cases.
  if (text.find("E-") != std::string::npos) return 0.0;
  return fail(place(index) + " is " + describe(argument) + ", but must be in the range of float64");
}

Outcome<std::string_view> Argument<std::string_view>::read(const Data& argument, std::size_t) { return argument.text(); }

Outcome<TextOrBytes> Argument<TextOrBytes>::read(const Data& argument, std::size_t) { return TextOrBytes{argument.text()}; }

Outcome<Null> Argument<Null>::read(const Data&, std::size_t) { return Null{}; }

Outcome<Data> Argument<Data>::read(const Data& argument, std::size_t) { return argument; }

Outcome<StructData> Argument<StructData>::read(const Data& argument, std::size_t) { return StructData{argument}; }

Outcome<std::span<const Data>> Argument<std::span<const Data>>::read(const Data& argument, std::size_t) { return argument.items(); }

Outcome<std::vector<std::string_view>> Argument<std::vector<std::string_view>>::read(const Data& argument, std::size_t index) {
  return readElements<std::string_view>(argument, index, Kind::kString, [](const Data& item) { return item.text(); });
}

Outcome<std::vector<Number>> Argument<std::vector<Number>>::read(const Data& argument, std::size_t index) {
  return readElements<Number>(argument, index, Kind::kNumber, [](const Data& item) { return item.number(); });
}

Data toData(bool value, Arena&) { return Data::boolean(value); }
Data toData(std::int64_t value, Arena& arena) { return Data::number(Number::fromInt(value), arena); }
Data toData(const Number& value, Arena& arena) { return Data::number(value, arena); }
Data toData(const Decimals& number, Arena& arena) {
  if (!number.value.isIntegral()) return toData(number.value.withKind(false), arena);
  // Written out, so that 1E+3 becomes 1000; there is no exponent when the text has none.
  std::string text = number.value.text();
  if (text.find_first_of(".E") == std::string::npos) return toData(number.value.withKind(true), arena);
  Decimal value = toDecimal(number.value);
  value.coefficient = abs(toBigInteger(number.value));
  value.exponent = 0;
  return toData(*toNumber(value, true, arena), arena);
}
Data toData(const std::string& text, Arena& arena) { return Data::string(arena.copyText(text)); }
Data toData(std::string_view text, Arena&) { return Data::string(text); }
Data toData(const Bytes& bytes, Arena& arena) { return Data::bytes(arena.copyText(bytes.bytes)); }
Data toData(const std::vector<Data>& items, Arena& arena) { return Data::list(arena.copyArray(std::span<const Data>(items))); }
Data toData(const std::vector<std::string_view>& texts, Arena& arena) { return textList(texts, arena); }
Data toData(const std::vector<std::string>& texts, Arena& arena) { return textList(texts, arena); }

}  // namespace oamc
