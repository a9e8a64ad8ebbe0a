#include "ir/cue/function.h"

#include <algorithm>

namespace oamc {

Kind FunctionDef::elementKind(std::size_t parameter) const {
  std::string_view rest = signature;
  for (std::size_t i = 0; i < parameter; ++i) rest.remove_prefix(std::min(rest.find(',') + 1, rest.size()));
  std::string_view own = rest.substr(0, rest.find_first_of(",)"));
  constexpr std::string_view kList = "[...";
  std::size_t list = own.find(kList);
  if (list == std::string_view::npos) return Kind::kTop;
  std::string_view element = own.substr(list + kList.size());
  element = element.substr(0, element.find(']'));
  if (element == "string") return Kind::kString;
  if (element == "number") return Kind::kNumber;
  if (element == "int") return Kind::kInt;
  return Kind::kTop;
}

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
