#include "stdlib/functions/native.h"
#include "stdlib/functions/packages.h"

namespace oamc::patch {

namespace {

constexpr FunctionDef kFunctions[] = {
    specialRow("Merge", "(value: {...}, patch: {...}) {...}", {Kind::kStruct, Kind::kStruct}, Kind::kStruct, SpecialFunction::kPatchMerge,
               "A struct with a patch merged into it as the `patch` of a trait is.", "patch.Merge({a: {b: 1}}, {a: c: 2}) ⇒ {a: {b: 1, c: 2}}"),
};

}  // namespace

PackageDef package() { return {"oamc/patch", kFunctions, {}}; }

}  // namespace oamc::patch
