#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::list {

namespace {

using Items = std::span<const Data>;

FunctionFailure negative(std::string_view what, std::int64_t value) { return fail(std::string(what) + " " + std::to_string(value) + " is negative"); }

Outcome<Data> drop(Items items, std::int64_t count) {
  if (count < 0) return negative("count", count);
  return Data::list(items.subspan(std::min(static_cast<std::size_t>(count), items.size())));
}

Outcome<Data> take(Items items, std::int64_t count) {
  if (count < 0) return negative("count", count);
  return Data::list(items.first(std::min(static_cast<std::size_t>(count), items.size())));
}

Outcome<Data> slice(Items items, std::int64_t from, std::int64_t to) {
  if (from < 0) return negative("index", from);
  if (from > to) return fail("index " + std::to_string(from) + " is greater than the end index " + std::to_string(to));
  if (static_cast<std::uint64_t>(to) > items.size()) {
    return fail("index " + std::to_string(to) + " is out of range, the list has " + std::to_string(items.size()) + " elements");
  }
  return Data::list(items.subspan(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
}

std::vector<Data> reverse(Items items) { return {items.rbegin(), items.rend()}; }

Outcome<std::vector<Data>> repeat(Items items, std::int64_t count) {
  if (count < 0) return negative("count", count);
  std::vector<Data> repeated;
  if (items.empty()) return repeated;
  if (static_cast<std::uint64_t>(count) > kMaxResultItems / items.size()) {
    return fail("repeating " + std::to_string(items.size()) + " elements " + std::to_string(count) + " times builds more than " +
                std::to_string(kMaxResultItems) + " elements");
  }
  repeated.reserve(items.size() * static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) repeated.insert(repeated.end(), items.begin(), items.end());
  return repeated;
}

Outcome<std::vector<Data>> concat(Items lists) {
  std::vector<Data> all;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (!lists[i].isList()) return fail("element " + std::to_string(i) + " of argument 1 is " + describe(lists[i]) + ", but must be a list");
    Items items = lists[i].items();
    if (auto tooLarge = checkResultSize(all.size() + items.size(), kMaxResultItems, "elements")) return *tooLarge;
    all.insert(all.end(), items.begin(), items.end());
  }
  return all;
}

/// Appends the elements, those of lists in place of the lists down to `depth` levels (negative: all). False when there are too many.
bool flattenInto(std::vector<Data>& flat, Items items, std::int64_t depth) {
  for (const Data& item : items) {
    if (flat.size() >= kMaxResultItems) return false;
    if (!item.isList() || depth == 0) flat.push_back(item);
    else if (!flattenInto(flat, item.items(), depth - 1)) return false;
  }
  return true;
}

Outcome<std::vector<Data>> flattenN(Data list, std::int64_t depth) {
  if (!list.isList()) return fail("argument 1 is " + describe(list) + ", but must be a list");
  std::vector<Data> flat;
  if (!flattenInto(flat, list.items(), std::max<std::int64_t>(depth, -1))) {
    return fail("the result would have more than " + std::to_string(kMaxResultItems) + " elements, a function may build at most that");
  }
  return flat;
}

bool isElement(Items items, Data value) {
  return std::ranges::any_of(items, [&](const Data& item) { return kindOf(item) == kindOf(value) && equal(item, value); });
}

/// Numbers out of range of the reference's decimals end a computation.
FunctionFailure overflow() { return fail("the exponent of the result is out of range"); }

Outcome<std::vector<Data>> range(CallContext& call, Number start, Number limit, Number step) {
  if (step.isZero()) return fail("step 0 does not lead from " + start.text() + " to " + limit.text() + ", it must not be zero");
  bool isForward = !step.isNegative();
  auto isBefore = [&](const Number& value) { return isForward ? compare(value, limit) < 0 : compare(value, limit) > 0; };
  if (!isBefore(start) && compare(start, limit) != 0) {
    return fail("step " + step.text() + " does not lead from " + start.text() + " to " + limit.text() + ", the end must be " +
                (isForward ? "greater" : "less") + " than the start");
  }
  std::vector<Data> values;
  for (Number next = start; isBefore(next);) {
    if (auto tooLarge = checkResultSize(values.size() + 1, kMaxResultItems, "elements")) return *tooLarge;
    values.push_back(toData(Decimals{next}, call.arena));
    std::optional<Number> sum = add(next, step, call.arena);
    if (!sum) return overflow();
    next = *sum;
  }
  return values;
}

using Operation = std::optional<Number> (*)(const Number&, const Number&, Arena&);

Outcome<Decimals> fold(CallContext& call, const std::vector<Number>& numbers, std::int64_t initial, Operation operation) {
  Number result = Number::fromInt(initial);
  for (const Number& number : numbers) {
    std::optional<Number> next = operation(result, number, call.arena);
    if (!next) return overflow();
    result = *next;
  }
  return Decimals{result};
}

std::optional<Number> sumOf(const Number& a, const Number& b, Arena& arena) { return add(a, b, arena); }
std::optional<Number> productOf(const Number& a, const Number& b, Arena& arena) { return multiply(a, b, arena); }

Outcome<Decimals> sum(CallContext& call, std::vector<Number> numbers) { return fold(call, numbers, 0, sumOf); }

Outcome<Decimals> product(CallContext& call, std::vector<Number> numbers) { return fold(call, numbers, 1, productOf); }

FunctionFailure emptyList(std::string_view what) { return fail("the list is empty, it has no " + std::string(what)); }

Outcome<Decimals> average(CallContext& call, std::vector<Number> numbers) {
  if (numbers.empty()) return emptyList("average");
  Outcome<Decimals> total = fold(call, numbers, 0, sumOf);
  if (std::holds_alternative<FunctionFailure>(total)) return total;
  std::optional<Number> quotient = divide(std::get<Decimals>(total).value, Number::fromInt(static_cast<std::int64_t>(numbers.size())), call.arena);
  if (!quotient) return overflow();
  return Decimals{*quotient};
}

bool isLess(const Number& a, const Number& b) { return compare(a, b) < 0; }

Outcome<Decimals> largest(std::vector<Number> numbers) {
  if (numbers.empty()) return emptyList("largest element");
  return Decimals{*std::ranges::max_element(numbers, isLess)};
}

Outcome<Decimals> smallest(std::vector<Number> numbers) {
  if (numbers.empty()) return emptyList("smallest element");
  return Decimals{*std::ranges::min_element(numbers, isLess)};
}

std::vector<std::string_view> sortStrings(std::vector<std::string_view> texts) {
  std::ranges::sort(texts);
  return texts;
}

bool isSortedStrings(std::vector<std::string_view> texts) { return std::ranges::is_sorted(texts); }

constexpr Kind kAny = Kind::kTop;

constexpr FunctionDef kFunctions[] = {
    row<average>("Avg", "(xs: [...number]) number", "The arithmetic mean of the numbers of a list that is not empty.", "list.Avg([1, 2]) ⇒ 1.5"),
    moving(row<concat>("Concat", "(a: [...[...]]) [...]", "The elements of some lists in one list.", "list.Concat([[1], [2, 3]]) ⇒ [1, 2, 3]")),
    row<isElement>("Contains", "(a: [...], v: _) bool", "Whether a value is an element of a list.", "list.Contains([1, {a: 1}], {a: 1}) ⇒ true"),
    moving(row<drop>("Drop", "(x: [...], n: int) [...]", "A list without its first elements.", "list.Drop([1, 2, 3], 2) ⇒ [3]")),
    moving(row<flattenN>("FlattenN", "(a: _, depth: int) [...]", "A list with the elements of the lists in it, down to some depth; -1 is every depth.",
                         "list.FlattenN([1, [2, [3]]], 1) ⇒ [1, 2, [3]]")),
    specialRow("IsSorted", "(list: [...], cmp: {x: _, y: _, less: bool}) bool", {Kind::kList, kAny}, Kind::kBool, SpecialFunction::kListIsSorted,
               "Whether a list is in the order of a comparer.", "list.IsSorted([1, 2], list.Ascending) ⇒ true"),
    row<isSortedStrings>("IsSortedStrings", "(a: [...string]) bool", "Whether texts are in bytewise order.", R"(list.IsSortedStrings(["a", "b"]) ⇒ true)"),
    specialRow("MatchN", "(list: [...], n: int, matchValue: _) bool", {Kind::kList, kAny, kAny}, Kind::kBool, SpecialFunction::kListMatchN,
               "Whether the number of elements that satisfy a constraint satisfies another one.", "list.MatchN([1, 2], >=1, int) ⇒ true"),
    row<largest>("Max", "(xs: [...number]) number", "The largest number of a list that is not empty.", "list.Max([1, 3, 2]) ⇒ 3"),
    specialRow("MaxItems", "(list: [...], n: int) bool", {Kind::kList, Kind::kInt}, Kind::kBool, SpecialFunction::kListMaxItems,
               "Whether a list has at most so many elements.", "list.MaxItems([1, 2], 1) ⇒ false"),
    row<smallest>("Min", "(xs: [...number]) number", "The smallest number of a list that is not empty.", "list.Min([3, 1, 2]) ⇒ 1"),
    specialRow("MinItems", "(list: [...], n: int) bool", {Kind::kList, Kind::kInt}, Kind::kBool, SpecialFunction::kListMinItems,
               "Whether a list has at least so many elements.", "list.MinItems([1, 2], 2) ⇒ true"),
    row<product>("Product", "(xs: [...number]) number", "The product of the numbers of a list.", "list.Product([1.5, 2]) ⇒ 3"),
    row<range>("Range", "(start: number, limit: number, step: number) [...number]", "The numbers from a start up to a limit, which is not included.",
               "list.Range(0, 1, 0.25) ⇒ [0, 0.25, 0.50, 0.75]"),
    moving(row<repeat>("Repeat", "(x: [...], count: int) [...]", "A list repeated.", "list.Repeat([1, 2], 2) ⇒ [1, 2, 1, 2]")),
    moving(row<reverse>("Reverse", "(x: [...]) [...]", "A list from its last to its first element.", "list.Reverse([1, 2, 3]) ⇒ [3, 2, 1]")),
    moving(row<slice>("Slice", "(x: [...], i: int, j: int) [...]", "The elements from one index up to another.", "list.Slice([1, 2, 3], 1, 2) ⇒ [2]")),
    specialRow("Sort", "(list: [...], cmp: {x: _, y: _, less: bool}) [...]", {Kind::kList, kAny}, Kind::kList, SpecialFunction::kListSort,
               "A list in the order of a comparer.", "list.Sort([3, 1, 2], list.Ascending) ⇒ [1, 2, 3]"),
    specialRow("SortStable", "(list: [...], cmp: {x: _, y: _, less: bool}) [...]", {Kind::kList, kAny}, Kind::kList, SpecialFunction::kListSortStable,
               "A list in the order of a comparer; equal elements keep their order.", "list.SortStable([3, 1, 2], list.Descending) ⇒ [3, 2, 1]"),
    row<sortStrings>("SortStrings", "(a: [...string]) [...string]", "Texts in bytewise order.", R"(list.SortStrings(["b", "a"]) ⇒ ["a", "b"])"),
    row<sum>("Sum", "(xs: [...number]) number", "The sum of the numbers of a list.", "list.Sum([1, 2.50]) ⇒ 3.50"),
    moving(row<take>("Take", "(x: [...], n: int) [...]", "The first elements of a list.", "list.Take([1, 2, 3], 2) ⇒ [1, 2]")),
    specialRow("UniqueItems", "(list: [...]) bool", {Kind::kList}, Kind::kBool, SpecialFunction::kListUniqueItems,
               "Whether no two elements of a list are equal.", "list.UniqueItems([1, 2, 1]) ⇒ false"),
};

constexpr ConstantDef kConstants[] = {
    {"Ascending", "{T: number | string, x: T, y: T, less: x < y}", "A comparer of numbers or texts."},
    {"Comparer", "{T: _, x: T, y: T, less: bool}", "The form of a comparer."},
    {"Descending", "{T: number | string, x: T, y: T, less: x > y}", "A comparer of numbers or texts, largest first."},
};

}  // namespace

PackageDef package() { return {"list", kFunctions, kConstants}; }

}  // namespace oamc::list
