#include <array>
#include <vector>

#include "frontend/cue/cue_printer.h"
#include "frontend/cue/format.h"
#include "frontend/cue/unicode.h"

namespace oamc {

namespace {

/// In the order of ast::Operator.
constexpr std::array<std::string_view, 17> kOperatorTexts = {"|", "&", "||", "&&", "==", "!=", "<", "<=", ">", ">=", "=~", "!~", "+", "-", "*", "/", "!"};

std::string_view textOf(ast::Operator op) { return kOperatorTexts[static_cast<std::size_t>(op)]; }

void appendHex(std::string& out, std::uint32_t value, int digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out.push_back(kDigits[(value >> shift) & 15]);
}

/// Appends one character as it stands in a literal, apart from newlines and quotes, which depend on the literal.
void appendCharacter(std::string& out, std::string_view text, const CodePoint& character, bool isBytes) {
  constexpr char32_t kByteOrderMark = 0xFEFF;
  switch (text.front()) {
    case '\\': out.append("\\\\"); return;
    case '\n': out.append("\\n"); return;
    case '\r': out.append("\\r"); return;
    case '\t': out.append("\\t"); return;
    default: break;
  }
  auto byte = static_cast<unsigned char>(text.front());
  if (character.size == 0 || (isBytes && byte < 0x20)) {
    out.append("\\x");
    appendHex(out, byte, 2);
  } else if (character.value < 0x20 || character.value == kByteOrderMark) {
    out.append("\\u");
    appendHex(out, character.value, 4);
  } else {
    out.append(text.substr(0, character.size));
  }
}

}  // namespace

std::string quoteCue(std::string_view value, bool isBytes) {
  char quote = isBytes ? '\'' : '"';
  std::string out(1, quote);
  while (!value.empty()) {
    CodePoint character = firstCodePoint(value);
    if (value.front() == quote) out.push_back('\\');
    appendCharacter(out, value, character, isBytes);
    value.remove_prefix(character.size == 0 ? 1 : character.size);
  }
  out.push_back(quote);
  return out;
}

void CuePrinter::printExpr(const ast::Expr& expr) {
  switch (expr.kind) {
    case ast::ExprKind::kIdentifier: out_.append(static_cast<const ast::Identifier&>(expr).name); return;
    case ast::ExprKind::kNull: out_.append("null"); return;
    case ast::ExprKind::kTrue: out_.append("true"); return;
    case ast::ExprKind::kFalse: out_.append("false"); return;
    case ast::ExprKind::kBottom:
    case ast::ExprKind::kBad: out_.append("_|_"); return;
    case ast::ExprKind::kNumber: out_.append(static_cast<const ast::Number&>(expr).text); return;
    case ast::ExprKind::kString: return printString(static_cast<const ast::String&>(expr));
    case ast::ExprKind::kInterpolation: return printInterpolation(static_cast<const ast::Interpolation&>(expr));
    case ast::ExprKind::kStruct: return printStruct(static_cast<const ast::StructLiteral&>(expr));
    case ast::ExprKind::kList:
      out_.push_back('[');
      printItems(static_cast<const ast::ListLiteral&>(expr).elements);
      out_.push_back(']');
      return;
    case ast::ExprKind::kUnary: return printUnary(static_cast<const ast::Unary&>(expr));
    case ast::ExprKind::kBinary: return printBinary(static_cast<const ast::Binary&>(expr));
    case ast::ExprKind::kSelector: return printSelector(static_cast<const ast::Selector&>(expr));
    case ast::ExprKind::kIndex:
      printExpr(*static_cast<const ast::Index&>(expr).operand);
      out_.push_back('[');
      printExpr(*static_cast<const ast::Index&>(expr).index);
      out_.push_back(']');
      return;
    case ast::ExprKind::kSlice: return printSlice(static_cast<const ast::Slice&>(expr));
    case ast::ExprKind::kCall:
      printExpr(*static_cast<const ast::Call&>(expr).function);
      out_.push_back('(');
      printItems(static_cast<const ast::Call&>(expr).arguments);
      out_.push_back(')');
      return;
    case ast::ExprKind::kParen:
      out_.push_back('(');
      printExpr(*static_cast<const ast::Paren&>(expr).inner);
      out_.push_back(')');
      return;
    case ast::ExprKind::kComprehension: return printComprehension(static_cast<const ast::Comprehension&>(expr));
    case ast::ExprKind::kEllipsis: {
      out_.append("...");
      const ast::Expr* type = static_cast<const ast::Ellipsis&>(expr).type;
      if (type != nullptr) printExpr(*type);
      return;
    }
  }
}

void CuePrinter::printUnary(const ast::Unary& unary) {
  out_.append(textOf(unary.op));
  // `<-` and `!=` would be other tokens.
  if (unary.operand->kind == ast::ExprKind::kUnary) out_.push_back(' ');
  printExpr(*unary.operand);
}

/// Walks the left spine in a loop: chains of thousands of operands are ordinary.
void CuePrinter::printBinary(const ast::Binary& binary) {
  std::vector<const ast::Binary*> spine{&binary};
  while (spine.back()->left->kind == ast::ExprKind::kBinary) spine.push_back(static_cast<const ast::Binary*>(spine.back()->left));
  printExpr(*spine.back()->left);
  for (auto node = spine.rbegin(); node != spine.rend(); ++node) {
    out_.append(" ").append(textOf((*node)->op)).append(" ");
    printExpr(*(*node)->right);
  }
}

void CuePrinter::printSelector(const ast::Selector& selector) {
  printExpr(*selector.operand);
  // `1.a` would begin with the number `1.`.
  out_.append(selector.operand->kind == ast::ExprKind::kNumber ? " ." : ".");
  out_.append(selector.isQuoted ? quoteCue(selector.name, false) : std::string(selector.name));
}

void CuePrinter::printSlice(const ast::Slice& slice) {
  printExpr(*slice.operand);
  out_.push_back('[');
  if (slice.low != nullptr) printExpr(*slice.low);
  out_.push_back(':');
  if (slice.high != nullptr) printExpr(*slice.high);
  out_.push_back(']');
}

void CuePrinter::printStruct(const ast::StructLiteral& literal) {
  out_.push_back('{');
  if (!literal.declarations.empty()) printDeclarations(literal);
  out_.push_back('}');
}

void CuePrinter::printItems(std::span<const ast::Expr* const> items) {
  bool isFirst = true;
  for (const ast::Expr* item : items) {
    if (!isFirst) out_.append(", ");
    isFirst = false;
    printExpr(*item);
  }
}

void CuePrinter::printString(const ast::String& string) {
  openString(string.isBytes, string.isMultiline);
  printText(string.value, string.isBytes, string.isMultiline);
  closeString(string.isBytes, string.isMultiline);
}

void CuePrinter::printInterpolation(const ast::Interpolation& interpolation) {
  openString(interpolation.isBytes, interpolation.isMultiline);
  for (std::size_t index = 0; index < interpolation.parts.size(); ++index) {
    const ast::Expr& part = *interpolation.parts[index];
    if (index % 2 == 0) {
      printText(static_cast<const ast::String&>(part).value, interpolation.isBytes, interpolation.isMultiline);
    } else {
      out_.append("\\(");
      printExpr(part);
      out_.push_back(')');
    }
  }
  closeString(interpolation.isBytes, interpolation.isMultiline);
}

void CuePrinter::openString(bool isBytes, bool isMultiline) {
  out_.append(isMultiline ? 3 : 1, isBytes ? '\'' : '"');
  if (!isMultiline) return;
  ++indent_;
  newline();
}

void CuePrinter::closeString(bool isBytes, bool isMultiline) {
  if (isMultiline) newline();
  out_.append(isMultiline ? 3 : 1, isBytes ? '\'' : '"');
  if (isMultiline) --indent_;
}

/// In a literal of several lines newlines stay, and every line, also an empty one, is indented.
void CuePrinter::printText(std::string_view value, bool isBytes, bool isMultiline) {
  char quote = isBytes ? '\'' : '"';
  while (!value.empty()) {
    CodePoint character = firstCodePoint(value);
    if (value.front() == '\n' && isMultiline) {
      newline();
    } else {
      if (value.front() == quote) out_.push_back('\\');
      appendCharacter(out_, value, character, isBytes);
    }
    value.remove_prefix(character.size == 0 ? 1 : character.size);
  }
}

}  // namespace oamc
