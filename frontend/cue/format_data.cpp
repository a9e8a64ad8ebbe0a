#include <vector>

#include "frontend/cue/format.h"
#include "ir/base/arena.h"
#include "ir/cue/label.h"

namespace oamc {

namespace {

/// Makes the syntax tree that a value would have been parsed from. Recursion follows the value, whose depth its producer bounds.
class TreeOfData {
 public:
  explicit TreeOfData(Arena& arena) : arena_(arena) {}

  const ast::Expr* expr(const Data& value) {
    switch (value.kind()) {
      case DataKind::kNull: return word(ast::ExprKind::kNull);
      case DataKind::kBool: return word(value.boolean() ? ast::ExprKind::kTrue : ast::ExprKind::kFalse);
      case DataKind::kNumber: return number(value.number());
      case DataKind::kString:
      case DataKind::kBytes: return string(value);
      case DataKind::kList: return list(value);
      case DataKind::kObject: return object(value, true);
    }
    return nullptr;
  }

  /// Without braces it is the inner part of a chain of labels.
  const ast::StructLiteral* object(const Data& value, bool hasBraces) {
    std::vector<const ast::Declaration*> fields;
    for (const Member& member : value.members()) fields.push_back(field(member, !hasBraces));
    auto* literal = arena_.create<ast::StructLiteral>();
    literal->kind = ast::ExprKind::kStruct;
    literal->declarations = arena_.copyArray<const ast::Declaration*>(fields);
    return literal;
  }

 private:
  const ast::Expr* word(ast::ExprKind kind) {
    auto* made = arena_.create<ast::Expr>();
    made->kind = kind;
    return made;
  }

  const ast::Expr* number(const Number& number) {
    auto* literal = arena_.create<ast::Number>();
    literal->kind = ast::ExprKind::kNumber;
    literal->text = literal->decimal = arena_.copyText(number.text());
    return literal;
  }

  const ast::Expr* string(const Data& value) {
    auto* literal = arena_.create<ast::String>();
    literal->kind = ast::ExprKind::kString;
    literal->value = value.text();
    literal->isBytes = value.kind() == DataKind::kBytes;
    literal->isMultiline = value.text().find('\n') != std::string_view::npos;
    return literal;
  }

  const ast::Expr* list(const Data& value) {
    std::vector<const ast::Expr*> elements;
    for (const Data& item : value.items()) elements.push_back(expr(item));
    auto* literal = arena_.create<ast::ListLiteral>();
    literal->kind = ast::ExprKind::kList;
    literal->elements = arena_.copyArray<const ast::Expr*>(elements);
    return literal;
  }

  const ast::Field* field(const Member& member, bool isInChain) {
    auto* field = arena_.create<ast::Field>();
    field->kind = ast::DeclarationKind::kField;
    field->labelKind = needsQuotes(member.key) ? ast::LabelKind::kString : ast::LabelKind::kIdentifier;
    field->name = member.key;
    field->inChain = isInChain;
    bool hasOne = member.value.isObject() && member.value.members().size() == 1;
    field->value = hasOne ? object(member.value, false) : expr(member.value);
    return field;
  }

  /// Keys of exported values are regular fields; written plainly, names that begin with `_` or `#` would not be.
  static bool needsQuotes(std::string_view key) { return !isIdentifier(key) || key.front() == '_' || key.front() == '#'; }

  Arena& arena_;
};

}  // namespace

std::string formatCue(const Data& value) {
  Arena arena;
  TreeOfData tree(arena);
  if (!value.isObject()) return formatCueExpr(*tree.expr(value)) + "\n";
  ast::File file{};
  file.body = tree.object(value, true);
  return formatCue(file);
}

}  // namespace oamc
