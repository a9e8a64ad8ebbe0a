#include "passes/eval/report.h"

#include <algorithm>

#include "ir/base/suggest.h"

namespace oamc {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

/// How a file without aliases writes a path or what is selected in it: `json.Marshal` for `encoding/json.Marshal`.
std::string_view localName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// The words of a name in camel case, in lower case: `UpperCase` has `upper` and `case`.
std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> result;
  for (char letter : name) {
    if (result.empty() || (letter >= 'A' && letter <= 'Z')) result.emplace_back();
    result.back() += lower(letter);
  }
  return result;
}

/// The functions of a package that share a word of some length with `name`: what another language calls `UpperCase` is `ToUpper` here.
std::vector<std::string_view> relatives(std::string_view name, std::span<const std::string_view> functions) {
  constexpr std::size_t kTelling = 4;
  std::vector<std::string> wanted = words(name);
  std::vector<std::string_view> found;
  for (std::string_view function : functions) {
    std::vector<std::string> own = words(function);
    bool isShared =
        std::ranges::any_of(own, [&](const std::string& word) { return word.size() >= kTelling && std::ranges::find(wanted, word) != wanted.end(); });
    if (isShared) found.push_back(function);
  }
  return found;
}

}  // namespace

Failed ReasonReporter::callFailed(const Reason& reason) {
  auto builder = sink_.report(diag::CallFailed, reason.spanX, "`" + std::string(reason.text) + "`", reason.detail);
  if (reason.target != nullptr)
    for (const Conjunct& conjunct : reason.target->conjuncts)
      builder.related(engine_.spanOf(conjunct), conjunct.expr->op == ExprOp::kDataRef ? "the value comes from here" : "declared here");
  std::size_t dot = reason.text.rfind('.');
  const PackageDef* package = dot == std::string_view::npos ? nullptr : findPackage(engine_.options().functions, reason.text.substr(0, dot));
  const FunctionDef* function = package == nullptr ? nullptr : package->find(reason.text.substr(dot + 1));
  if (function != nullptr) builder.hint("`" + std::string(localName(reason.text)) + std::string(function->signature) + "`");
  return builder.emit();
}

Failed ReasonReporter::argumentCount(const Reason& reason) {
  auto builder = sink_.report(diag::ArgumentCount, reason.spanX, reason.text, std::to_string(reason.numberY), std::to_string(reason.numberX));
  if (!reason.detail.empty()) builder.hint("`" + std::string(localName(reason.text)) + std::string(reason.detail) + "`");
  return builder.emit();
}

Failed ReasonReporter::unknownPackage(const Reason& reason) {
  std::vector<std::string_view> known;
  for (const PackageDef& package : engine_.options().functions) known.push_back(package.path);
  if (engine_.options().compiler != nullptr) std::ranges::copy(engine_.options().compiler->packagePaths(), std::back_inserter(known));
  auto builder = sink_.report(diag::PackageNotFound, reason.spanX, reason.text);
  if (auto near = suggest(reason.text, known)) builder.hint("did you mean `" + std::string(*near) + "`?");
  std::string_view family = reason.text.substr(0, reason.text.find('/') + 1);
  std::erase_if(known, [&](std::string_view path) { return family.empty() || !path.starts_with(family); });
  if (!known.empty()) builder.hint("there are " + quotedList(known));
  return builder.emit();
}

Failed ReasonReporter::listArithmetic(const Reason& reason) {
  bool isSum = reason.text == "Concat";
  auto [module, sum] = enclosing(reason.spanX, [](const Expr& expr) { return expr.op == ExprOp::kBinary; });
  SourceSpan place = reason.spanX;
  std::string call = "list." + std::string(reason.text);
  if (sum != nullptr) {
    const Expr& left = module->exprs[sum->a];
    const Expr& right = module->exprs[sum->b];
    std::size_t at = engine_.options().sources->text(SourceSpan{module->file, left.end, right.begin}).find(isSum ? '+' : '*');
    if (at != std::string_view::npos) place = {module->file, left.end + static_cast<std::uint32_t>(at), left.end + static_cast<std::uint32_t>(at) + 1};
    std::string first = sourceText(module->span(left));
    std::string second = sourceText(module->span(right));
    call += isSum ? "([" + first + ", " + second + "])" : "(" + first + ", " + second + ")";
  }
  return sink_.report(diag::ListArithmetic, place).hint("write `" + call + "` with `import \"list\"`").emit();
}

Failed ReasonReporter::notCallable(const Reason& reason) {
  std::size_t dot = reason.text.rfind('.');
  if (dot == std::string_view::npos) return sink_.report(diag::UnknownFunction, reason.spanX, reason.text).emit();
  std::string_view name = reason.text.substr(dot + 1);
  SourceSpan place = reason.spanX;
  if (place.valid() && engine_.options().sources->text(place).ends_with(name)) place.begin = place.end - static_cast<std::uint32_t>(name.size());
  auto builder = sink_.report(diag::UnknownFunction, place, reason.text);
  const PackageDef* package = findPackage(engine_.options().functions, reason.text.substr(0, dot));
  if (package == nullptr) return builder.emit();
  std::string prefix = std::string(package->path.substr(package->path.rfind('/') + 1)) + ".";
  std::vector<std::string_view> names;
  for (const FunctionDef& function : package->functions) names.push_back(function.name);
  for (const ConstantDef& constant : package->constants) names.push_back(constant.name);
  auto near = suggest(name, names);
  if (near) builder.hint("did you mean `" + prefix + std::string(*near) + "`?").fix(place, std::string(*near));
  auto hasIt = [&](const PackageDef& other) { return other.find(name) != nullptr; };
  auto other = std::ranges::find_if(engine_.options().functions, hasIt);
  if (other != engine_.options().functions.end()) return builder.hint("the package `" + std::string(other->path) + "` has `" + std::string(name) + "`").emit();
  std::vector<std::string_view> alike = relatives(name, names);
  if (!alike.empty()) builder.hint("the package `" + std::string(package->path) + "` has " + quotedList(alike));
  else if (!near) builder.hint("the package `" + std::string(package->path) + "` has " + quotedList(names));
  return builder.emit();
}

}  // namespace oamc
