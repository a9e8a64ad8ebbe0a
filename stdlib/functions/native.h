#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "ir/cue/function.h"

namespace oamc {

/// A value, or why there is none.
template <typename T>
using Outcome = std::variant<T, FunctionFailure>;

inline FunctionFailure fail(std::string message) { return {FunctionFailure::Class::kError, std::move(message)}; }

/// The largest text or list a function may build, so that one call cannot take the memory of the process.
inline constexpr std::size_t kMaxResultBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxResultItems = kMaxResultBytes / sizeof(Data);

/// A failure when a result of `size` pieces (`unit`: `bytes`, `elements`) exceeds `limit`.
std::optional<FunctionFailure> checkResultSize(std::size_t size, std::size_t limit, std::string_view unit);

/// Parameter and result types beside the obvious ones.
struct TextOrBytes {
  std::string_view text;
};
struct Bytes {
  std::string bytes;
};
struct Null {};
struct Integer {  ///< an int of any size
  Number value;
};
struct Decimals {  ///< a computed number, which is an int when it has no fraction
  Number value;
};
struct StructData {
  Data value;
};

/// A failure when the text of `value` would surely exceed `kMaxResultBytes`: shared parts can make a small value large.
std::optional<FunctionFailure> checkTextSize(const Data& value);

Kind kindOf(const Data& value);
/// How a message names a value: `1 (int)`, `"a" (string)`, `a list`.
std::string describe(const Data& value);

/// Reads the argument at `index` (from 0), whose kind was checked by the caller.
template <typename T>
struct Argument;

#define OAMC_ARGUMENT(type, kindSet)                                    \
  template <>                                                           \
  struct Argument<type> {                                               \
    static constexpr Kind kKind = kindSet;                              \
    static Outcome<type> read(const Data& argument, std::size_t index); \
  }

OAMC_ARGUMENT(bool, Kind::kBool);
OAMC_ARGUMENT(std::int64_t, Kind::kInt);
OAMC_ARGUMENT(Integer, Kind::kInt);
OAMC_ARGUMENT(Number, Kind::kNumber);
OAMC_ARGUMENT(double, Kind::kNumber);
OAMC_ARGUMENT(std::string_view, Kind::kString);
OAMC_ARGUMENT(TextOrBytes, Kind::kString | Kind::kBytes);
OAMC_ARGUMENT(Null, Kind::kNull);
OAMC_ARGUMENT(Data, Kind::kTop);
OAMC_ARGUMENT(StructData, Kind::kStruct);
OAMC_ARGUMENT(std::span<const Data>, Kind::kList);
OAMC_ARGUMENT(std::vector<std::string_view>, Kind::kList);
OAMC_ARGUMENT(std::vector<Number>, Kind::kList);

#undef OAMC_ARGUMENT

/// A parameter that may be left out.
template <typename T>
struct Argument<std::optional<T>> {
  static constexpr Kind kKind = Argument<T>::kKind;
};

/// Turns a computed result into Data; texts are copied into the arena, views must already live there or in the arguments.
Data toData(bool value, Arena& arena);
Data toData(std::int64_t value, Arena& arena);
Data toData(const Number& value, Arena& arena);
Data toData(const std::string& text, Arena& arena);
Data toData(std::string_view text, Arena& arena);
Data toData(const Bytes& bytes, Arena& arena);
Data toData(const std::vector<Data>& items, Arena& arena);
Data toData(const std::vector<std::string_view>& texts, Arena& arena);
Data toData(const std::vector<std::string>& texts, Arena& arena);
Data toData(const Decimals& number, Arena& arena);
inline Data toData(const Data& value, Arena&) { return value; }
inline Data toData(const Integer& value, Arena& arena) { return toData(value.value.withKind(true), arena); }

template <typename T>
struct ResultKind;
template <typename T>
struct ResultKind<Outcome<T>> : ResultKind<T> {};
template <>
struct ResultKind<Data> {
  static constexpr Kind kKind = Kind::kTop;
};
template <>
struct ResultKind<bool> {
  static constexpr Kind kKind = Kind::kBool;
};
template <typename T>
requires std::is_same_v<T, Number> || std::is_same_v<T, Decimals>
struct ResultKind<T> {
  static constexpr Kind kKind = Kind::kNumber;
};
template <>
struct ResultKind<Bytes> {
  static constexpr Kind kKind = Kind::kBytes;
};
template <typename T>
struct ResultKind<std::vector<T>> {
  static constexpr Kind kKind = Kind::kList;
};
template <typename T>
requires std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>
struct ResultKind<T> {
  static constexpr Kind kKind = Kind::kString;
};
template <typename T>
requires std::is_same_v<T, std::int64_t> || std::is_same_v<T, Integer>
struct ResultKind<T> {
  static constexpr Kind kKind = Kind::kInt;
};

namespace native {

template <typename T>
Outcome<T> readArgument(const CallContext& call, std::size_t index, const T*) {
  return Argument<T>::read(call.arguments[index], index);
}

template <typename T>
Outcome<std::optional<T>> readArgument(const CallContext& call, std::size_t index, const std::optional<T>*) {
  if (index >= call.arguments.size()) return std::optional<T>();
  Outcome<T> given = Argument<T>::read(call.arguments[index], index);
  if (auto* failure = std::get_if<FunctionFailure>(&given)) return std::move(*failure);
  return std::optional<T>(std::get<T>(std::move(given)));
}

template <typename T>
FunctionResult toResult(const T& value, Arena& arena) {
  return toData(value, arena);
}

template <typename T>
FunctionResult toResult(const Outcome<T>& outcome, Arena& arena) {
  if (auto* failure = std::get_if<FunctionFailure>(&outcome)) return *failure;
  return toData(std::get<T>(outcome), arena);
}

/// Reads the arguments one after the other and calls `function` with them; the first that cannot be read is the result.
template <typename... Parameters, std::size_t... Index, typename Function>
FunctionResult callWith(CallContext& call, std::index_sequence<Index...>, Function function) {
  std::tuple<Outcome<Parameters>...> arguments{readArgument(call, Index, static_cast<const Parameters*>(nullptr))...};
  const FunctionFailure* failures[] = {nullptr, std::get_if<FunctionFailure>(&std::get<Index>(arguments))...};
  for (const FunctionFailure* failure : failures) {
    if (failure != nullptr) return *failure;
  }
  return toResult(function(std::get<Parameters>(std::move(std::get<Index>(arguments)))...), call.arena);
}

template <typename Result, typename... Parameters>
struct Signature {
  static constexpr std::uint8_t kCount = sizeof...(Parameters);
  static constexpr Kind kKinds[6] = {Argument<Parameters>::kKind...};
  static constexpr Kind kResult = ResultKind<Result>::kKind;
};

template <typename Pointer>
struct Adapter;

template <typename Result, typename... Parameters>
struct Adapter<Result (*)(Parameters...)> : Signature<Result, Parameters...> {
  template <auto Function>
  static FunctionResult call(CallContext& context) {
    return callWith<Parameters...>(context, std::index_sequence_for<Parameters...>{}, Function);
  }
};

template <typename Result, typename... Parameters>
struct Adapter<Result (*)(CallContext&, Parameters...)> : Signature<Result, Parameters...> {
  template <auto Function>
  static FunctionResult call(CallContext& context) {
    auto bound = [&](auto&&... arguments) { return Function(context, std::forward<decltype(arguments)>(arguments)...); };
    return callWith<Parameters...>(context, std::index_sequence_for<Parameters...>{}, bound);
  }
};

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <typename Result, typename... Parameters>
constexpr std::uint8_t countOptional(Result (*)(Parameters...)) {
  return static_cast<std::uint8_t>((0 + ... + (kIsOptional<Parameters> ? 1 : 0)));
}

}  // namespace native

/// The row of a C++ function: the kinds of its parameters and result follow from its types. A first parameter `CallContext&` is not one of the CUE function.
template <auto Function>
constexpr FunctionDef row(std::string_view name, std::string_view signature, std::string_view doc, std::string_view example) {
  using Adapter = native::Adapter<decltype(Function)>;
  FunctionDef def{};
  def.name = name;
  def.signature = signature;
  def.parameterCount = Adapter::kCount;
  std::ranges::copy(Adapter::kKinds, def.parameters);
  def.result = Adapter::kResult;
  def.function = &Adapter::template call<Function>;
  def.special = SpecialFunction::kNone;
  def.doc = doc;
  def.example = example;
  def.optionalParameters = native::countOptional(Function);
  return def;
}

/// The row of a function that only moves the elements of lists.
constexpr FunctionDef moving(FunctionDef def) {
  def.movesElements = true;
  return def;
}

/// The row of a function that shows how literals are written.
constexpr FunctionDef spelling(FunctionDef def) {
  def.keepsSpelling = true;
  return def;
}

/// The row of a function that the evaluator implements itself because it takes constraints.
constexpr FunctionDef specialRow(std::string_view name, std::string_view signature, std::initializer_list<Kind> parameters, Kind result,
                                 SpecialFunction special, std::string_view doc, std::string_view example) {
  FunctionDef def{};
  def.name = name;
  def.signature = signature;
  def.parameterCount = static_cast<std::uint8_t>(parameters.size());
  std::ranges::copy(parameters, def.parameters);
  def.result = result;
  def.function = nullptr;
  def.special = special;
  def.doc = doc;
  def.example = example;
  return def;
}

}  // namespace oamc
