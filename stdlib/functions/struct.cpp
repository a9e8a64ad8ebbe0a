#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::structs {

namespace {

constexpr FunctionDef kFunctions[] = {
    specialRow("MaxFields", "(object: {...}, n: int) bool", {Kind::kStruct, Kind::kInt}, Kind::kBool, SpecialFunction::kStructMaxFields,
               "Whether a struct has at most so many fields.", "struct.MaxFields({a: 1}, 1) ⇒ true"),
    specialRow("MinFields", "(object: {...}, n: int) bool", {Kind::kStruct, Kind::kInt}, Kind::kBool, SpecialFunction::kStructMinFields,
               "Whether a struct has at least so many fields.", "struct.MinFields({a: 1}, 1) ⇒ true"),
};

}  // namespace

PackageDef package() { return {"struct", kFunctions, {}}; }

}  // namespace oamc::structs
