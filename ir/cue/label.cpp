#include "ir/cue/label.h"

#include <algorithm>

namespace oamc {

namespace {

std::string quoted(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\', out += letter;
    else if (letter == '\n') out += "\\n";
    else if (letter == '\t') out += "\\t";
    else if (static_cast<unsigned char>(letter) < 0x20) out += "\\u00", out += kHex[(letter >> 4) & 15], out += kHex[letter & 15];
    else out += letter;
  }
  return out + "\"";
}

}  // namespace

bool isIdentifier(std::string_view text) {
  auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '$' || (c & 0x80) != 0; };
  auto isPart = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && isLetter(text.front()) && std::ranges::all_of(text, isPart);
}

std::string_view fieldName(Label label, const SymbolTable& symbols) {
  std::string_view text = symbols.text(label.symbol());
  bool isHidden = label.kind() == LabelKind::kHidden || label.kind() == LabelKind::kHiddenDefinition;
  return isHidden ? text.substr(0, text.find('\0')) : text;
}

std::string labelName(Label label, const SymbolTable& symbols) {
  return label.isIndex() ? std::to_string(label.index()) : std::string(fieldName(label, symbols));
}

std::string labelText(Label label, const SymbolTable& symbols) {
  std::string name = labelName(label, symbols);
  return label.isString() && !isIdentifier(name) ? quoted(name) : name;
}

}  // namespace oamc
