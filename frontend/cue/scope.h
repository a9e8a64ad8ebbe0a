#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "frontend/cue/ast.h"
#include "ir/base/source.h"

namespace oamc {

/// What a name of a scope stands for; says what Binding::target means.
enum class NameKind : std::uint8_t {
  kField,           ///< an identifier label; target: label
  kFieldAlias,      ///< X of `X=label: v`; target: label
  kDynamicAlias,    ///< X of `X=(e): v` and `X="\(e)": v`; target: decl
  kNodeAlias,       ///< X of `a: X=v` and `X=[p]: v`
  kLabelAlias,      ///< X of `[X=p]: v`
  kLet,             ///< target: decl
  kClauseVariable,  ///< of a `for` or `let` clause; target: as the second operand of ExprOp::kClauseRef
  kImport,          ///< target: import
};

/// True for the names that only exist to be referred to: nothing is exported under them, and they must be unique.
bool isAlias(NameKind kind);

struct Binding {
  std::string_view name;
  NameKind kind;
  std::uint32_t target = 0;
  SourceSpan span;         ///< where the name is declared; invalid for names that come from outside the text
  std::uint8_t flags = 0;  ///< flags of every reference to the name (ir/cue/module.h)
  bool used = false;
  bool hidden = false;         ///< a `let` whose own value is being lowered: it does not see itself
  std::uint32_t scope = 0;     ///< set by ScopeStack: number of the scope, outermost 0
  std::uint32_t shadowed = 0;  ///< set by ScopeStack: the binding that the name has outside of the scope
};

/// The scopes around the place that is being lowered (spec/cue.md 2.8), with all their names. Looking up a name takes constant time.
/// Names are views of the syntax tree.
class ScopeStack {
 public:
  /// `fieldDepth` counts the fields whose values enclose the scope. `literal` is the struct whose scope it is, or null.
  void open(std::uint32_t fieldDepth, const ast::StructLiteral* literal = nullptr);
  void close();

  /// Declares a name in the innermost scope. Returns the index of an earlier binding that it must not stand beside: of the same scope
  /// (unless both are fields, or variables of clauses), or of an enclosing one when one of the two is an alias and the other is not. Both
  /// then count as used, since the clash is why one of them is not reached.
  std::optional<std::uint32_t> declare(Binding binding);

  /// The index of the binding that `name` refers to here.
  std::optional<std::uint32_t> find(std::string_view name) const;

  /// Marks import number `import` as used.
  void useImport(std::uint32_t import);

  Binding& binding(std::uint32_t index) { return bindings_[index]; }
  /// The bindings of the innermost scope, in the order of their declaration.
  std::span<const Binding> innermost() const { return std::span(bindings_).subspan(scopes_.back().firstBinding); }
  /// All bindings, outermost first.
  std::span<const Binding> bindings() const { return bindings_; }

  std::uint32_t depth() const { return static_cast<std::uint32_t>(scopes_.size()); }
  /// How many scopes lie between this place and scope number `scope`.
  std::uint32_t up(std::uint32_t scope) const { return depth() - 1 - scope; }
  std::uint32_t fieldDepth(std::uint32_t scope) const { return scopes_[scope].fieldDepth; }
  const ast::StructLiteral* literal(std::uint32_t scope) const { return scopes_[scope].literal; }

 private:
  struct Scope {
    std::uint32_t firstBinding;
    std::uint32_t fieldDepth;
    const ast::StructLiteral* literal;
  };

  std::vector<Scope> scopes_;
  std::vector<Binding> bindings_;
  std::unordered_map<std::string_view, std::uint32_t> innermostByName_;
};

}  // namespace oamc
