#include "tests/unit/frontend/cue/ast_dump.h"

#include <array>
#include <string_view>
#include <vector>

#include "frontend/cue/format.h"

namespace oamc {

namespace {

class AstDump {
 public:
  void file(const ast::File& file) {
    out_ += "(file";
    if (!file.package.empty()) out_ += " package=" + std::string(file.package);
    for (const ast::Attribute& attribute : file.attributes) out_ += " " + std::string(attribute.text);
    for (const ast::Import& import : file.imports) {
      out_ += " (import " + std::string(import.name) + "<" + std::string(import.path) + ">" + std::string(import.package) + ")";
    }
    declarations(file.body->declarations);
    out_ += ")";
  }

  void expr(const ast::Expr& expr) {
    switch (expr.kind) {
      case ast::ExprKind::kIdentifier: out_ += static_cast<const ast::Identifier&>(expr).name; return;
      case ast::ExprKind::kNull: out_ += "null"; return;
      case ast::ExprKind::kTrue: out_ += "true"; return;
      case ast::ExprKind::kFalse: out_ += "false"; return;
      case ast::ExprKind::kBottom: out_ += "_|_"; return;
      case ast::ExprKind::kBad: out_ += "BAD"; return;
      case ast::ExprKind::kNumber: return number(static_cast<const ast::Number&>(expr));
      case ast::ExprKind::kString: return string(static_cast<const ast::String&>(expr));
      case ast::ExprKind::kInterpolation: return list("interpolate", static_cast<const ast::Interpolation&>(expr).parts);
      case ast::ExprKind::kStruct:
        out_ += "{";
        declarations(static_cast<const ast::StructLiteral&>(expr).declarations);
        out_ += "}";
        return;
      case ast::ExprKind::kList: return list("list", static_cast<const ast::ListLiteral&>(expr).elements);
      case ast::ExprKind::kUnary: {
        const auto& unary = static_cast<const ast::Unary&>(expr);
        const std::array<const ast::Expr*, 1> operand{unary.operand};
        return list(operatorText(unary.op), operand);
      }
      case ast::ExprKind::kBinary: return binary(static_cast<const ast::Binary&>(expr));
      case ast::ExprKind::kSelector: {
        const auto& selector = static_cast<const ast::Selector&>(expr);
        out_ += "(. ";
        this->expr(*selector.operand);
        out_ += " " + (selector.isQuoted ? quoteCue(selector.name, false) : std::string(selector.name)) + ")";
        return;
      }
      case ast::ExprKind::kIndex: {
        const auto& index = static_cast<const ast::Index&>(expr);
        const std::array<const ast::Expr*, 2> parts{index.operand, index.index};
        return list("index", parts);
      }
      case ast::ExprKind::kSlice: {
        const auto& slice = static_cast<const ast::Slice&>(expr);
        const std::array<const ast::Expr*, 3> parts{slice.operand, slice.low, slice.high};
        return list("slice", parts);
      }
      case ast::ExprKind::kCall:
        out_ += "(call ";
        this->expr(*static_cast<const ast::Call&>(expr).function);
        for (const ast::Expr* argument : static_cast<const ast::Call&>(expr).arguments) {
          out_ += " ";
          this->expr(*argument);
        }
        out_ += ")";
        return;
      case ast::ExprKind::kParen: {
        const std::array<const ast::Expr*, 1> inner{static_cast<const ast::Paren&>(expr).inner};
        return list("paren", inner);
      }
      case ast::ExprKind::kComprehension: return comprehension(static_cast<const ast::Comprehension&>(expr));
      case ast::ExprKind::kEllipsis: {
        const std::array<const ast::Expr*, 1> type{static_cast<const ast::Ellipsis&>(expr).type};
        return list("...", type);
      }
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void number(const ast::Number& number) {
    out_ += number.text;
    if (number.decimal != number.text) out_ += "=" + std::string(number.decimal);
  }

  void string(const ast::String& string) {
    if (string.isMultiline) out_ += "m";
    out_ += quoteCue(string.value, string.isBytes);
  }

  /// The chain `a op b op c` is written without recursion: it may be long.
  void binary(const ast::Binary& binary) {
    std::string closers;
    std::vector<const ast::Binary*> spine{&binary};
    while (spine.back()->left->kind == ast::ExprKind::kBinary) spine.push_back(static_cast<const ast::Binary*>(spine.back()->left));
    for (const ast::Binary* node : spine) out_ += "(" + std::string(operatorText(node->op)) + " ";
    expr(*spine.back()->left);
    for (auto node = spine.rbegin(); node != spine.rend(); ++node) {
      out_ += " ";
      expr(*(*node)->right);
      out_ += ")";
    }
  }

  void list(std::string_view name, std::span<const ast::Expr* const> parts) {
    out_ += "(" + std::string(name);
    for (const ast::Expr* part : parts) {
      out_ += " ";
      if (part == nullptr) {
        out_ += "-";
      } else {
        expr(*part);
      }
    }
    out_ += ")";
  }

  void comprehension(const ast::Comprehension& comprehension) {
    out_ += "(comprehension";
    for (const ast::Clause& clause : comprehension.clauses) {
      constexpr std::array<std::string_view, 3> kNames = {"for", "if", "let"};
      out_ += " (" + std::string(kNames[static_cast<std::size_t>(clause.kind)]);
      if (!clause.key.empty()) out_ += " " + std::string(clause.key);
      if (!clause.value.empty()) out_ += " " + std::string(clause.value);
      out_ += " ";
      expr(*clause.expr);
      out_ += ")";
    }
    out_ += " ";
    expr(*comprehension.body);
    out_ += ")";
  }

  void declarations(std::span<const ast::Declaration* const> declarations) {
    for (const ast::Declaration* declaration : declarations) {
      out_ += " ";
      this->declaration(*declaration);
    }
  }

  void declaration(const ast::Declaration& declaration) {
    switch (declaration.kind) {
      case ast::DeclarationKind::kField: return field(static_cast<const ast::Field&>(declaration));
      case ast::DeclarationKind::kLet:
        out_ += "(let " + std::string(static_cast<const ast::Let&>(declaration).name) + " ";
        expr(*static_cast<const ast::Let&>(declaration).value);
        out_ += ")";
        return;
      case ast::DeclarationKind::kEmbedding:
        out_ += "(embed";
        docs(" docs", static_cast<const ast::Embedding&>(declaration).docs);
        out_ += " ";
        expr(*static_cast<const ast::Embedding&>(declaration).value);
        out_ += ")";
        return;
      case ast::DeclarationKind::kComprehension: return comprehension(*static_cast<const ast::ComprehensionDeclaration&>(declaration).comprehension);
      case ast::DeclarationKind::kEllipsis: out_ += "..."; return;
      case ast::DeclarationKind::kAttribute: out_ += static_cast<const ast::AttributeDeclaration&>(declaration).attribute.text; return;
    }
  }

  void field(const ast::Field& field) {
    constexpr std::array<std::string_view, 3> kMarkers = {"", "?", "!"};
    out_ += field.inChain ? "(chained " : "(field ";
    if (field.alias != nullptr) out_ += std::string(field.alias->name) + "=";
    label(field);
    out_ += kMarkers[static_cast<std::size_t>(field.marker)];
    docs(" docs", field.comments->docs);
    docs(" trailing", field.comments->trailingDocs);
    docs(" chain", field.comments->chainDocs);
    out_ += " ";
    if (field.valueAlias != nullptr) out_ += std::string(field.valueAlias->name) + "=";
    expr(*field.value);
    for (const ast::Attribute& attribute : field.attributes) out_ += " " + std::string(attribute.text);
    out_ += ")";
  }

  void label(const ast::Field& field) {
    switch (field.labelKind) {
      case ast::LabelKind::kIdentifier: out_ += field.name; return;
      case ast::LabelKind::kString: out_ += quoteCue(field.name, false); return;
      case ast::LabelKind::kInterpolation: return expr(*field.labelExpr);
      case ast::LabelKind::kParen: {
        const std::array<const ast::Expr*, 1> inner{field.labelExpr};
        return list("dynamic", inner);
      }
      case ast::LabelKind::kPattern: {
        const std::array<const ast::Expr*, 1> inner{field.labelExpr};
        return list("pattern" + (field.patternAlias == nullptr ? "" : " " + std::string(field.patternAlias->name) + "="), inner);
      }
    }
  }

  void docs(std::string_view name, std::span<const ast::CommentGroup> groups) {
    for (const ast::CommentGroup& group : groups) {
      out_ += std::string(name) + "<";
      for (const ast::CommentLine& line : group.lines) out_ += (&line == group.lines.data() ? "" : "|") + std::string(line.text);
      out_ += ">";
    }
  }

  static std::string_view operatorText(ast::Operator op) {
    constexpr std::array<std::string_view, 17> kTexts = {"|", "&", "||", "&&", "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "+", "-", "*", "/", "!"};
    return kTexts[static_cast<std::size_t>(op)];
  }

  std::string out_;
};

}  // namespace

std::string dumpAst(const ast::File& file) {
  AstDump dump;
  dump.file(file);
  return dump.take();
}

std::string dumpAst(const ast::Expr& expr) {
  AstDump dump;
  dump.expr(expr);
  return dump.take();
}

}  // namespace oamc
