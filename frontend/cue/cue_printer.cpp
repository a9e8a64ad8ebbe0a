#include "frontend/cue/cue_printer.h"

#include "frontend/cue/format.h"
#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

/// The group before the closing brace of the struct whose last declaration goes from `first` to `innermost`. That of a chain follows the one above it.
std::span<const ast::CommentGroup> docsBelow(const ast::Field& first, const ast::Field& innermost) {
  if (!innermost.inChain) return innermost.comments->trailingDocs;
  std::span<const ast::CommentGroup> above = first.comments->above;
  std::span<const ast::CommentGroup> chain = innermost.comments->chainDocs;
  bool hasAbove = !above.empty() && !chain.empty() && chain[0].lines.data() == above[0].lines.data();
  return chain.subspan(hasAbove ? 1 : 0);
}

/// The next field of a chain `a: b: v`, or null where the value begins.
const ast::Field* chained(const ast::Field& field) {
  if (field.value->kind != ast::ExprKind::kStruct) return nullptr;
  std::span<const ast::Declaration* const> declarations = static_cast<const ast::StructLiteral&>(*field.value).declarations;
  if (declarations.size() != 1 || declarations[0]->kind != ast::DeclarationKind::kField) return nullptr;
  const auto& inner = static_cast<const ast::Field&>(*declarations[0]);
  return inner.inChain ? &inner : nullptr;
}

const ast::Field& innermost(const ast::Field& field) {
  const ast::Field* last = &field;
  while (const ast::Field* next = chained(*last)) last = next;
  return *last;
}

}  // namespace

std::string formatCue(const ast::File& file) {
  CuePrinter printer;
  printer.printFile(file);
  return printer.take();
}

std::string formatCueExpr(const ast::Expr& expr) {
  CuePrinter printer;
  printer.printExpr(expr);
  return printer.take();
}

void CuePrinter::printFile(const ast::File& file) {
  for (const ast::Attribute& attribute : file.attributes) out_.append(attribute.text).append("\n");
  if (!file.package.empty()) out_.append("package ").append(file.package).append("\n");
  for (const ast::Import& import : file.imports) printImport(import);
  for (const ast::Declaration* declaration : file.body->declarations) {
    printDeclaration(*declaration);
    out_.push_back('\n');
  }
}

void CuePrinter::printImport(const ast::Import& import) {
  out_.append("import ");
  if (!import.name.empty()) out_.append(import.name).append(" ");
  std::string path(import.path);
  if (!import.package.empty()) path.append(":").append(import.package);
  out_.append(quoteCue(path, false)).append("\n");
}

/// Each on a line of its own; the caller has opened the brace and closes it.
void CuePrinter::printDeclarations(const ast::StructLiteral& body) {
  ++indent_;
  for (const ast::Declaration* declaration : body.declarations) {
    newline();
    printDeclaration(*declaration);
  }
  printClosingComments(*body.declarations.back());
  --indent_;
  newline();
}

void CuePrinter::printDeclaration(const ast::Declaration& declaration) {
  switch (declaration.kind) {
    case ast::DeclarationKind::kField: {
      const auto& field = static_cast<const ast::Field&>(declaration);
      printComments(field.comments->above);
      return printField(field);
    }
    case ast::DeclarationKind::kLet: {
      const auto& let = static_cast<const ast::Let&>(declaration);
      out_.append("let ").append(let.name).append(" = ");
      return printExpr(*let.value);
    }
    case ast::DeclarationKind::kEmbedding: {
      const auto& embedding = static_cast<const ast::Embedding&>(declaration);
      printComments(embedding.docs);
      return printExpr(*embedding.value);
    }
    case ast::DeclarationKind::kComprehension: return printComprehension(*static_cast<const ast::ComprehensionDeclaration&>(declaration).comprehension);
    case ast::DeclarationKind::kEllipsis: out_.append("..."); return;
    case ast::DeclarationKind::kAttribute: out_.append(static_cast<const ast::AttributeDeclaration&>(declaration).attribute.text); return;
  }
}

void CuePrinter::printField(const ast::Field& first) {
  const ast::Field* field = &first;
  printLabel(*field);
  while (const ast::Field* next = chained(*field)) {
    field = next;
    printLabel(*field);
  }
  printAliased(field->valueAlias, *field->value);
  for (const ast::Attribute& attribute : field->attributes) out_.append(" ").append(attribute.text);
}

void CuePrinter::printLabel(const ast::Field& field) {
  printAlias(field.alias);
  switch (field.labelKind) {
    case ast::LabelKind::kIdentifier: out_.append(field.name); break;
    case ast::LabelKind::kString: out_.append(quoteCue(field.name, validUtf8Prefix(field.name) != field.name.size())); break;
    case ast::LabelKind::kInterpolation: printExpr(*field.labelExpr); break;
    case ast::LabelKind::kParen:
      out_.push_back('(');
      printExpr(*field.labelExpr);
      out_.push_back(')');
      break;
    case ast::LabelKind::kPattern:
      out_.push_back('[');
      printAliased(field.patternAlias, *field.labelExpr);
      out_.push_back(']');
      break;
  }
  if (field.marker == ast::Marker::kOptional) out_.push_back('?');
  if (field.marker == ast::Marker::kRequired) out_.push_back('!');
  out_.append(": ");
}

void CuePrinter::printAlias(const ast::Alias* alias) {
  if (alias != nullptr) out_.append(alias->name).append("=");
}

void CuePrinter::printAliased(const ast::Alias* alias, const ast::Expr& expr) {
  printAlias(alias);
  std::size_t begin = out_.size();
  printExpr(expr);
  // `X==~"a"` would not be an alias.
  if (alias != nullptr && out_[begin] == '=') out_.insert(begin, " ");
}

void CuePrinter::printComments(std::span<const ast::CommentGroup> groups) {
  for (const ast::CommentGroup& group : groups) {
    for (const ast::CommentLine& line : group.lines) {
      out_.append("//").append(line.text);
      newline();
    }
  }
}

void CuePrinter::printClosingComments(const ast::Declaration& last) {
  if (last.kind != ast::DeclarationKind::kField) return;
  const auto& field = static_cast<const ast::Field&>(last);
  for (const ast::CommentGroup& group : docsBelow(field, innermost(field))) {
    for (const ast::CommentLine& line : group.lines) {
      newline();
      out_.append("//").append(line.text);
    }
  }
}

void CuePrinter::printComprehension(const ast::Comprehension& comprehension) {
  for (const ast::Clause& clause : comprehension.clauses) {
    switch (clause.kind) {
      case ast::ClauseKind::kFor:
        out_.append("for ");
        if (!clause.key.empty()) out_.append(clause.key).append(", ");
        out_.append(clause.value).append(" in ");
        break;
      case ast::ClauseKind::kIf: out_.append("if "); break;
      case ast::ClauseKind::kLet: out_.append("let ").append(clause.value).append(" = "); break;
    }
    printExpr(*clause.expr);
    out_.push_back(' ');
  }
  printExpr(*comprehension.body);
}

}  // namespace oamc
