#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "frontend/cue/ast.h"

namespace oamc {

/// What the text of a file shows to be a list, for the rewrite of old list arithmetic (spec/rendering.md 2.7): list literals, calls of package
/// `list`, and names that some field of the file gives such a value. Scopes are ignored, as the rewrite does.
class KnownLists {
 public:
  explicit KnownLists(const ast::StructLiteral& body);

  bool contains(const ast::Expr& expr) const;

 private:
  /// A field whose value waits until other names are known to be lists.
  struct Field {
    std::string_view parent;
    std::string_view label;
    const ast::Expr* value;
  };
  /// Names that must be known before an answer can change.
  using Blockers = std::vector<std::string>;

  static std::vector<Field> fieldsOf(const ast::StructLiteral& body);
  bool isList(const ast::Expr& expr, Blockers& blockers) const;
  bool isSum(const ast::Binary& sum, Blockers& blockers) const;
  bool isProduct(const ast::Binary& product, Blockers& blockers) const;
  bool isListValue(const ast::Expr& value, Blockers& blockers) const;
  bool isKnownName(std::string name, Blockers& blockers) const;
  void settle(std::vector<Field> fields);

  std::unordered_set<std::string> names_;  ///< `label` and `parent.label`
};

}  // namespace oamc
