#pragma once

namespace oamc {

/// What the generated parser tells while it reads a CUE file, innermost construct first. Each event is named after the construct it ends or, with
/// `…Start`, begins; the token that triggered it is the one consumed last. The default of every event is to do nothing, so that a parse for its
/// errors alone needs no listener of its own.
class CueEvents {
 public:
  virtual ~CueEvents() = default;

  virtual void file() {}

  virtual void declarationSeparator() {}
  virtual void attributeDeclaration() {}
  virtual void structEllipsis() {}
  virtual void structEllipsisType() {}
  virtual void letName() {}
  virtual void let() {}
  virtual void comprehensionDeclaration() {}
  virtual void package() {}
  virtual void import() {}
  virtual void importStart() {}
  virtual void importName() {}
  virtual void importPath() {}

  virtual void fieldStart() {}  ///< before the first token of a field or an embedding
  virtual void alias() {}       ///< the expression before `=` is on top
  virtual void aliased() {}
  virtual void marker() {}
  virtual void label() {}  ///< at `:`; the expression before it is on top
  virtual void fieldAttribute() {}
  virtual void field() {}

  virtual void comprehensionStart() {}  ///< before `for` or `if`
  virtual void clauseStart() {}
  virtual void clauseName() {}
  virtual void forClause() {}
  virtual void ifClause() {}
  virtual void letClause() {}
  virtual void comprehension() {}

  virtual void exprStart() {}
  virtual void binaryOperator() {}
  virtual void exprEnd() {}
  virtual void prefixOperator() {}
  virtual void unaryEnd() {}  ///< an operand with its prefix operators and suffixes is complete

  virtual void literal() {}
  virtual void open() {}  ///< `(` of a group, `[` of an index or a slice
  virtual void paren() {}
  virtual void interpolationStart() {}
  virtual void interpolationText() {}
  virtual void interpolationEnd() {}
  virtual void structStart() {}
  virtual void structEnd() {}
  virtual void listStart() {}
  virtual void listEnd() {}
  virtual void item() {}  ///< an element of a list or an argument of a call
  virtual void itemSeparator() {}
  virtual void listEllipsis() {}
  virtual void listEllipsisType() {}
  virtual void selector() {}
  virtual void index() {}
  virtual void slice() {}
  virtual void sliceToEnd() {}
  virtual void sliceFromStart() {}
  virtual void sliceOfAll() {}
  virtual void callStart() {}
  virtual void call() {}
};

}  // namespace oamc
