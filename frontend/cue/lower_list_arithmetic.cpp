#include <array>

#include "frontend/cue/lower_file.h"

namespace oamc {

namespace {

constexpr std::string_view kListPackage = "list";

}  // namespace

/// Lowers a chain of operators, innermost first, where sums and products of known lists become calls (spec/rendering.md 2.7). The lists of a
/// longer sum make one call.
std::uint32_t FileLowering::listArithmetic(std::span<const ast::Binary* const> chain) {
  std::uint32_t result = expr(*chain.front()->left);
  bool isList = knownLists_->contains(*chain.front()->left);
  std::vector<std::uint32_t> sum;
  auto finishSum = [&](const ast::Binary& last) {
    if (sum.empty()) return;
    result = listCall(last, "Concat", std::array{emitRun(ExprOp::kList, last.span, sum)});
    sum.clear();
  };
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const ast::Binary& step = *chain[i];
    bool rightIsList = knownLists_->contains(*step.right);
    if (step.op == ast::Operator::kAdd && isList && rightIsList) {
      if (sum.empty()) sum.push_back(result);
      sum.push_back(expr(*step.right));
      continue;
    }
    if (i != 0) finishSum(*chain[i - 1]);
    std::uint32_t right = expr(*step.right);
    bool isProduct = step.op == ast::Operator::kMultiply && (isList || rightIsList);
    if (isProduct) {
      result = listCall(step, "Repeat", isList ? std::array{result, right} : std::array{right, result});
    } else {
      result = operation(step, result, right);
    }
    isList = isProduct;
  }
  finishSum(*chain.back());
  return result;
}

std::uint32_t FileLowering::listCall(const ast::Binary& node, std::string_view function, std::span<const std::uint32_t> arguments) {
  std::uint32_t package = emit(ExprOp::kImportRef, node.opSpan, listImport(node.opSpan));
  std::uint32_t callee = emit(ExprOp::kSelector, node.opSpan, package, writer_.label(LabelKind::kString, function));
  std::uint32_t first = writer_.list(arguments);
  return emit(ExprOp::kCall, node.span, callee, first, static_cast<std::uint32_t>(arguments.size()));
}

/// The file's own import of the package, which then counts as used, or an added one.
std::uint32_t FileLowering::listImport(SourceSpan span) {
  if (listImport_) return *listImport_;
  if (file_ != nullptr) {
    for (std::size_t i = 0; i < file_->imports.size(); ++i) {
      if (file_->imports[i].path == kListPackage) listImport_ = static_cast<std::uint32_t>(i);
    }
  }
  if (listImport_) {
    scopes_.useImport(*listImport_);
  } else {
    listImport_ = writer_.import(kListPackage, kListPackage, span);
  }
  return *listImport_;
}

}  // namespace oamc
