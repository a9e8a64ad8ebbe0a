#include "ir/cue/function.h"

#include <algorithm>

namespace oamc {

namespace {

/// `name: type` of one parameter as the signature has it.
std::string_view parameterText(const FunctionDef& function, std::size_t index) {
  std::string_view rest = function.signature.substr(1);
  int depth = 0;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    char c = rest[at];
    if (c == ')' && depth == 0) return index == 0 ? rest.substr(0, at) : std::string_view();
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c != ',' || depth != 0) continue;
    if (index == 0) return rest.substr(0, at);
    rest.remove_prefix(at + 2);
    at = static_cast<std::size_t>(-1);
    --index;
  }
  return {};
}

}  // namespace

std::string_view parameterName(const FunctionDef& function, std::size_t index) {
  std::string_view text = parameterText(function, index);
  return text.substr(0, text.find(':'));
}

Kind FunctionDef::elementKind(std::size_t parameter) const {
  std::string_view text = parameterText(*this, parameter);
  if (text.ends_with(": [...string]")) return Kind::kString;
  if (text.ends_with(": [...number]")) return Kind::kNumber;
  if (text.ends_with(": [...int]")) return Kind::kInt;
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
