#include "tests/unit/passes/patch/tree_notation.h"

#include "ir/base/check.h"

namespace oamc {

namespace {

class TreeReader {
 public:
  TreeReader(std::string_view text, Arena& arena, SymbolTable& symbols) : text_(text), arena_(arena), symbols_(symbols) {}

  Tree* fields(char end) {
    Tree* tree = node(TreeKind::kStruct);
    while (!accept(end)) {
      TreeField field = this->field();
      tree->fields.push(arena_, field);
      accept(',');
    }
    return tree;
  }

 private:
  TreeField field() {
    TreeField field;
    bool isDefinition = peek() == '#';
    field.label = Label::of(isDefinition ? LabelKind::kDefinition : LabelKind::kString, symbols_.intern(word()));
    if (accept('?')) field.mark = FieldMark::kOptional;
    while (accept('@')) {
      std::string_view key = word();
      OAMC_CHECK(accept('='), "a mark has a value");
      std::size_t end = text_.find_first_of("@:", at_);
      (key == "patchKey" ? field.tags.patchKey : field.tags.patchStrategy) = text_.substr(at_, end - at_);
      at_ = end;
    }
    OAMC_CHECK(accept(':'), "a field has a value");
    field.value = value();
    return field;
  }

  Tree* value() {
    if (accept('{')) return fields('}');
    if (accept('[')) return list();
    if (accept('*')) {
      Tree* tree = node(TreeKind::kOther);
      tree->literal = scalar();
      return tree;
    }
    Tree* tree = node(TreeKind::kLiteral);
    tree->literal = scalar();
    return tree;
  }

  Tree* list() {
    Tree* tree = node(TreeKind::kList);
    while (!accept(']')) {
      if (peek() == '.') {
        at_ += 3;
        tree->isOpen = true;
      } else {
        tree->elements.push(arena_, value());
      }
      accept(',');
    }
    return tree;
  }

  Data scalar() {
    if (accept('\'')) {
      std::size_t begin = at_;
      at_ = text_.find('\'', begin) + 1;
      return Data::string(text_.substr(begin, at_ - 1 - begin));
    }
    std::string_view text = word();
    if (text == "null") return Data::null();
    if (text == "true" || text == "false") return Data::boolean(text == "true");
    return Data::number(*Number::parse(text, arena_), arena_);
  }

  std::string_view word() {
    skip();
    std::size_t begin = at_;
    at_ = std::min(text_.find_first_of(" ,:@=?[]{}", at_), text_.size());
    return text_.substr(begin, at_ - begin);
  }

  char peek() {
    skip();
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool accept(char letter) {
    if (peek() != letter) return false;
    ++at_;
    return true;
  }

  void skip() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  Tree* node(TreeKind kind) {
    Tree* tree = arena_.create<Tree>();
    tree->kind = kind;
    return tree;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Arena& arena_;
  SymbolTable& symbols_;
};

std::string scalarText(const Data& data) {
  switch (data.kind()) {
    case DataKind::kNull: return "null";
    case DataKind::kBool: return data.boolean() ? "true" : "false";
    case DataKind::kNumber: return data.number().text();
    case DataKind::kString:
    case DataKind::kBytes: return "'" + std::string(data.text()) + "'";
    case DataKind::kList:
    case DataKind::kObject: break;
  }
  return "?";
}

std::string fieldsText(const Tree& tree, const SymbolTable& symbols) {
  std::string out;
  for (const TreeField& field : tree.fields) {
    if (!out.empty()) out += ", ";
    out += labelName(field.label, symbols);
    if (field.mark == FieldMark::kOptional) out += '?';
    out += ": " + writeTree(*field.value, symbols);
  }
  return out;
}

std::string elementsText(const Tree& tree, const SymbolTable& symbols) {
  std::string out;
  for (const Tree* element : tree.elements) out += (out.empty() ? "" : ", ") + writeTree(*element, symbols);
  if (tree.isOpen) out += out.empty() ? "..." : ", ...";
  return out;
}

}  // namespace

Tree* readTree(std::string_view text, Arena& arena, SymbolTable& symbols) { return TreeReader(text, arena, symbols).fields('\0'); }

std::string writeTree(const Tree& tree, const SymbolTable& symbols) {
  switch (tree.kind) {
    case TreeKind::kLiteral: return scalarText(tree.literal);
    case TreeKind::kShared:
    case TreeKind::kOther: return "*" + scalarText(tree.literal);
    case TreeKind::kStruct: return "{" + fieldsText(tree, symbols) + "}";
    case TreeKind::kList: return "[" + elementsText(tree, symbols) + "]";
  }
  return {};
}

}  // namespace oamc
