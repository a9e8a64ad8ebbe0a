#include "frontend/cue/lower_print.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ir/cue/kind.h"

namespace oamc {

namespace {

constexpr std::array<std::string_view, 15> kOperationNames = {"+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "&&", "||", "!"};

/// Prints with a stack of what is still to be printed, so that no chain of operators is too long for it.
class ModulePrinter {
 public:
  explicit ModulePrinter(const Module& module) : module_(module) {}

  std::string print() {
    pending_ = {{.text = {}, .expr = module_.root}};
    while (!pending_.empty()) {
      Piece piece = std::move(pending_.back());
      pending_.pop_back();
      out_ += piece.text;
      if (piece.expr == kNoIndex) continue;
      expand(module_.exprs[piece.expr]);
      std::ranges::reverse(expansion_);
      std::ranges::move(expansion_, std::back_inserter(pending_));
      expansion_.clear();
    }
    return std::move(out_);
  }

 private:
  /// A text, followed by an expression unless that is kNoIndex.
  struct Piece {
    std::string text;
    std::uint32_t expr = kNoIndex;
  };

  void add(std::string_view text, std::uint32_t expr = kNoIndex) { expansion_.push_back({std::string(text), expr}); }
  void addRun(std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t entry : module_.lists.subspan(first, count)) add(" ", entry);
    add(")");
  }
  void addOperation(std::string_view name, std::initializer_list<std::uint32_t> operands) {
    add("(" + std::string(name));
    for (std::uint32_t operand : operands) add(operand == kNoIndex ? " _" : " ", operand);
    add(")");
  }
  std::string label(std::uint32_t index) const {
    std::string_view text = module_.text(module_.labels[index].text);
    std::string name(text.substr(0, text.find('\0')));
    bool isPlain = module_.labels[index].kind != LabelKind::kString || isIdentifier(name);
    return isPlain ? name : '"' + name + '"';
  }
  void addReference(const Expr& expr, std::string_view name) {
    add(std::string(expr.flags & kDefinitionPath ? "#" : "") + std::string(name) + "^" + std::to_string(expr.a));
  }
  std::string text(std::uint32_t index, char quote) const { return quote + std::string(module_.text(index)) + quote; }

  void expand(const Expr& expr);
  void expandDisjunction(const Expr& expr);
  void expandList(const Expr& expr);
  void expandStruct(const Expr& expr);
  void expandDecl(const Decl& decl);
  void expandComprehension(const Expr& expr);

  const Module& module_;
  std::vector<Piece> pending_;
  std::vector<Piece> expansion_;
  std::string out_;
};

void ModulePrinter::expand(const Expr& expr) {
  constexpr std::array<std::string_view, 3> kVariables = {"key", "value", "let"};
  std::string_view closes = expr.flags & kDefinitionPath ? "#" : "";
  switch (expr.op) {
    case ExprOp::kNull: return add("null");
    case ExprOp::kTrue: return add("true");
    case ExprOp::kFalse: return add("false");
    case ExprOp::kNumber: return add(module_.text(module_.numbers[expr.a]));
    case ExprOp::kString: return add(text(expr.a, '"'));
    case ExprOp::kBytes: return add(text(expr.a, '\''));
    case ExprOp::kBottom: return add("_|_");
    case ExprOp::kTop: return add("_");
    case ExprOp::kType: return add(kindText(static_cast<Kind>(expr.a)));
    case ExprOp::kFieldRef: return addReference(expr, label(expr.b));
    case ExprOp::kLetRef: return addReference(expr, "let:" + label(module_.decls[expr.b].label));
    case ExprOp::kClauseRef: return addReference(expr, kVariables[expr.b]);
    case ExprOp::kNodeRef: return addReference(expr, "node");
    case ExprOp::kLabelRef: return addReference(expr, "label");
    case ExprOp::kDynamicRef: return addReference(expr, "dynamic:" + std::to_string(expr.b));
    case ExprOp::kImportRef: return add("import:" + std::string(module_.text(module_.imports[expr.a].path)));
    case ExprOp::kBuiltin: return add("builtin:" + std::string(module_.text(expr.a)));
    case ExprOp::kSelector: return add(std::string(closes) + "(. ", expr.a), add(" " + label(expr.b) + ")");
    case ExprOp::kIndex: return addOperation(std::string(closes) + "index", {expr.a, expr.b});
    case ExprOp::kSlice: return addOperation("slice", {expr.a, expr.b, expr.c});
    case ExprOp::kUnary: return addOperation(kOperationNames[expr.aux], {expr.a});
    case ExprOp::kBinary: return addOperation((expr.flags & kStructComparison ? "any" : "") + std::string(kOperationNames[expr.aux]), {expr.a, expr.b});
    case ExprOp::kPresence: return addOperation(expr.aux == 0 ? "absent" : "present", {expr.a});
    case ExprOp::kBound: return addOperation("bound " + std::string(kOperationNames[expr.aux]), {expr.a});
    case ExprOp::kAnd: return add("(&"), addRun(expr.a, expr.b);
    case ExprOp::kDisjunction: return expandDisjunction(expr);
    case ExprOp::kInterpolation: return add("(interpolate"), addRun(expr.a, expr.b);
    case ExprOp::kCall: return add("(call ", expr.a), addRun(expr.b, expr.c);
    case ExprOp::kStruct: return expandStruct(expr);
    case ExprOp::kList: return expandList(expr);
    case ExprOp::kComprehension: return expandComprehension(expr);
    case ExprOp::kAlias: return addOperation("alias", {expr.a});
    case ExprOp::kDataRef:
    case ExprOp::kVertexRef:
    case ExprOp::kTreeRef:
    case ExprOp::kChoice: return add("(of the evaluator)");
  }
}

void ModulePrinter::expandDisjunction(const Expr& expr) {
  add("(|");
  for (std::uint32_t term : module_.lists.subspan(expr.a, expr.b)) add(term & kDefaultMark ? " *" : " ", term & ~kDefaultMark);
  add(")");
}

void ModulePrinter::expandList(const Expr& expr) {
  std::string_view before = "[";
  for (std::uint32_t element : module_.lists.subspan(expr.a, expr.b)) {
    add(before, element);
    before = ", ";
  }
  if (expr.flags & kOpenList) {
    add(std::string(before) + "...", expr.c);
    before = "";
  }
  add(before == "[" ? "[]" : "]");
}

void ModulePrinter::expandStruct(const Expr& expr) {
  add("{");
  for (const Decl& decl : module_.decls.subspan(expr.a, expr.b)) {
    if (expansion_.size() > 1) add(", ");
    expandDecl(decl);
  }
  add("}");
}

void ModulePrinter::expandDecl(const Decl& decl) {
  std::string_view mark = decl.mark == FieldMark::kOptional ? "?" : decl.mark == FieldMark::kRequired ? "!" : "";
  switch (decl.kind) {
    case DeclKind::kField: return add(label(decl.label) + std::string(mark) + ": ", decl.value);
    case DeclKind::kDynamic: return add("(", decl.key), add(")" + std::string(mark) + ": ", decl.value);
    case DeclKind::kPattern: return add("[", decl.key), add("]: ", decl.value);
    case DeclKind::kLet: return add("let " + label(decl.label) + " = ", decl.value);
    case DeclKind::kEmbedding:
    case DeclKind::kComprehension: return add("", decl.value);
    case DeclKind::kEllipsis: return add("...");
  }
}

void ModulePrinter::expandComprehension(const Expr& expr) {
  for (const Clause& clause : module_.clauses.subspan(expr.a, expr.b)) {
    std::string_view word = clause.kind == ClauseKind::kFor ? "for " : clause.kind == ClauseKind::kIf ? "if " : "let ";
    add(word, clause.expr);
    add(" ");
  }
  add("", expr.c);
}

}  // namespace

std::string printModule(const Module& module) { return ModulePrinter(module).print(); }

}  // namespace oamc
