#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ir/base/arena.h"
#include "ir/cue/kind.h"
#include "ir/data/data.h"
#include "ir/data/regex.h"

namespace oamc {

/// Why a function gave no value. The evaluator adds `error in call to pkg.Fn:` and the places.
struct FunctionFailure {
  enum class Class : std::uint8_t { kError, kIncomplete };
  Class failureClass = Class::kError;
  std::string message;
  std::vector<std::string> path = {};  ///< labels and indices inside of the result, when a part of it is wrong: conflicting keys in parsed text
};

using FunctionResult = std::variant<Data, FunctionFailure>;

/// What a running function may use. Results may share memory with arguments and with `arena`, which outlives the evaluation.
struct CallContext {
  std::span<const Data> arguments;
  Arena& arena;
  RegexCache& regexes;
  const SourceManager* sources;  ///< for FunctionDef::keepsSpelling
};

/// Computes the value of a call whose arguments are concrete, have the declared kinds and the declared number.
using NativeFunction = FunctionResult (*)(CallContext& call);

/// Functions whose arguments are constraints rather than data; the evaluator implements them itself (passes/eval/call_special.cpp).
enum class SpecialFunction : std::uint8_t {
  kNone,
  kListSort,
  kListSortStable,
  kListIsSorted,
  kListMatchN,
  kJsonValidate,
  kYamlValidate,
  kYamlValidatePartial,
  kStructMinFields,
  kStructMaxFields,
  kListMinItems,
  kListMaxItems,
  kListUniqueItems,
  kPatchMerge,
};

/// One function of a package (spec/cue.md 3).
struct FunctionDef {
  std::string_view name;
  std::string_view signature;  ///< as documented: `(s: string, sep: string) [...string]`
  std::uint8_t parameterCount;
  Kind parameters[6];  ///< allowed kinds of each argument; kInt refuses floats
  Kind result;
  NativeFunction function;  ///< null when `special` names it
  SpecialFunction special;
  std::string_view doc;                 ///< one sentence
  std::string_view example;             ///< `strings.ToUpper("a") ⇒ "A"`: executed by a test; the right side is JSON, or an error class
  std::uint8_t optionalParameters = 0;  ///< how many of the last parameters may be left out
  bool keepsSpelling = false;           ///< the arguments have spans only where a literal keeps its spelling (spec/cue.md 2.16)
  bool movesElements = false;           ///< elements of lists are moved, never looked at: they need not be concrete, and keep what they are

  /// The kinds that elements of the list which a parameter takes may have, by the signature; all kinds if it does not say.
  Kind elementKind(std::size_t parameter) const;

  /// With so many arguments it is a validator: one is missing, which will be the value that it meets.
  bool validatesWith(std::uint32_t given) const { return result == Kind::kBool && optionalParameters == 0 && given + 1 == parameterCount; }
};

/// The name of the parameter at `index` in the function's signature: `s`.
std::string_view parameterName(const FunctionDef& function, std::size_t index);

/// A constant of a package, or a value written in CUE (`list.Ascending`): `value` is a CUE expression.
struct ConstantDef {
  std::string_view name;
  std::string_view value;
  std::string_view doc;
};

struct PackageDef {
  std::string_view path;  ///< `encoding/json`
  std::span<const FunctionDef> functions;
  std::span<const ConstantDef> constants;

  const FunctionDef* find(std::string_view name) const;
  const ConstantDef* findConstant(std::string_view name) const;
};

/// All packages that are there, sorted by path; given to the evaluator by the command line.
using FunctionLibrary = std::span<const PackageDef>;

const PackageDef* findPackage(FunctionLibrary library, std::string_view path);

}  // namespace oamc
