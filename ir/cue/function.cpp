#include "ir/cue/function.h"

#include <algorithm>

namespace oamc {

std::string_view parameterName(const FunctionDef& function, std::size_t index) {
  std::string_view rest = function.signature.substr(1);
  int depth = 0;
  for (std::size_t at = 0; at < rest.size() && index > 0; ++at) {
    char c = rest[at];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c != ',' || depth != 0) continue;
    rest.remove_prefix(at + 2);
    at = 0;
    --index;
  }
  return rest.substr(0, rest.find(':'));
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
