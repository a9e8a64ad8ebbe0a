#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ir/base/symbol.h"

namespace oamc {

enum class LabelKind : std::uint8_t {
  kString,            ///< a regular field
  kIndex,             ///< a list element; the value is the index
  kDefinition,        ///< `#a`
  kHidden,            ///< `_a`, private to its package
  kHiddenDefinition,  ///< `_#a`, private to its package
};

/// The name of an arc: its kind in three bits, a symbol or an index in the others. The symbol of a hidden label is the text of the label, a NUL and
/// the path of its package, so that hidden fields of different packages never meet (spec/cue.md 2.8).
class Label {
 public:
  Label() = default;
  static Label string(Symbol symbol) { return Label(LabelKind::kString, static_cast<std::uint32_t>(symbol)); }
  static Label index(std::uint32_t index) { return Label(LabelKind::kIndex, index); }
  static Label of(LabelKind kind, Symbol symbol) { return Label(kind, static_cast<std::uint32_t>(symbol)); }

  LabelKind kind() const { return static_cast<LabelKind>(bits_ & 7U); }
  bool isString() const { return kind() == LabelKind::kString; }
  bool isIndex() const { return kind() == LabelKind::kIndex; }
  /// Fields that are exported and seen by `for` and patterns.
  bool isRegular() const { return isString() || isIndex(); }
  bool isDefinition() const { return kind() == LabelKind::kDefinition || kind() == LabelKind::kHiddenDefinition; }
  std::uint32_t index() const { return bits_ >> 3U; }
  Symbol symbol() const { return Symbol{bits_ >> 3U}; }
  std::uint32_t bits() const { return bits_; }

  bool operator==(const Label&) const = default;

 private:
  Label(LabelKind kind, std::uint32_t value) : bits_(value << 3U | static_cast<std::uint32_t>(kind)) {}

  std::uint32_t bits_ = 0;
};

/// The name of a field, without the package of a hidden one.
std::string_view fieldName(Label label, const SymbolTable& symbols);

/// The same, or the decimal index of an element.
std::string labelName(Label label, const SymbolTable& symbols);

/// The label as CUE source: quoted when it is no identifier.
std::string labelText(Label label, const SymbolTable& symbols);

/// True for texts that need no quotes as a regular label.
bool isIdentifier(std::string_view text);

}  // namespace oamc
