#include "ir/cue/function.h"

#include <algorithm>

namespace oamc {

const FunctionDef* PackageDef::find(std::string_view wanted) const {
  auto found = std::ranges::find(functions, wanted, &FunctionDef::name);
  return found == functions.end() ? nullptr : &*found;
}

const ConstantDef* PackageDef::findConstant(std::string_view wanted) const {
  auto found = std::ranges::find(constants, wanted, &ConstantDef::name);
  return found == constants.end() ? nullptr : &*found;
}

const PackageDef* findPackage(FunctionLibrary library, std::string_view path) {
  auto found = std::ranges::find(library, path, &PackageDef::path);
  return found == library.end() ? nullptr : &*found;
}

}  // namespace oamc
