// The syntax of CUE v0.14.1 (spec/cue.md 1.2), shaped so that one token of look-ahead decides everywhere: the generated code holds no prediction
// calls. To get there the grammar accepts a little more than the language (any expression before `:`, empty items between commas, an alias for any
// list element); whoever listens to the events refuses the rest. Tokens come from a scanner of our own, which settles contextual keywords and
// inserts commas. An event that needs a token looks at the one consumed last.
parser grammar CueParser;

options { superClass = CueParserBase; }

@parser::postinclude {
#include "grammar/cue_parser_base.h"
}

@parser::members {
  /// Makes the automaton that messages need; the runtime's own way is a static object. To be called before errors are explained.
  static void prepareMessages() { static Initializer automaton; }
}

// In the order of TokenKind (frontend/cue/token.h), which starts at 1.
tokens {
  COMMA, IDENTIFIER, NULL_, TRUE, FALSE, BOTTOM, NUMBER, STRING, INTERPOLATION_START, INTERPOLATION_MIDDLE, INTERPOLATION_END, ATTRIBUTE,
  PACKAGE, IMPORT, FOR, IN, IF, LET,
  LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, LEFT_PAREN, RIGHT_PAREN, COLON, ASSIGN, DOT, ELLIPSIS, QUESTION,
  OR, AND, LOGICAL_OR, LOGICAL_AND, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, MATCH, NOT_MATCH,
  ADD, SUBTRACT, MULTIPLY, DIVIDE, NOT, WORD_OPERATOR, BAD
}

file : declarations EOF {on->file();} ;

// One expression and nothing else.
expressionFile : expr COMMA? EOF ;

declarations : declaration? (COMMA {on->declarationSeparator();} declaration?)* ;

declaration
  : ATTRIBUTE {on->attributeDeclaration();}
  | ELLIPSIS {on->structEllipsis();} (expr {on->structEllipsisType();})?
  | LET IDENTIFIER {on->letName();} ASSIGN expr {on->let();}
  | {on->comprehensionStart();} comprehension {on->comprehensionDeclaration();}
  | PACKAGE IDENTIFIER {on->package();}
  | IMPORT {on->import();} (importSpec | LEFT_PAREN importSpec? (COMMA importSpec?)* RIGHT_PAREN)
  | {on->fieldStart();} aliasable (((QUESTION | NOT) {on->marker();})? COLON {on->label();} aliasable)*
    (ATTRIBUTE {on->fieldAttribute();})* {on->field();}
  ;

importSpec : {on->importStart();} (IDENTIFIER {on->importName();})? STRING {on->importPath();} ;

// `X=e`: before `:` an alias of the field, after the last `:` of the value, as the only element of a list label of the label.
aliasable : expr (ASSIGN {on->alias();} expr {on->aliased();})? ;

comprehension : (forClause | ifClause) COMMA? ((forClause | ifClause | letClause) COMMA?)* structLiteral {on->comprehension();} ;

forClause
  : FOR {on->clauseStart();} IDENTIFIER {on->clauseName();} (COMMA IDENTIFIER {on->clauseName();})? IN expr {on->forClause();} ;

ifClause : IF {on->clauseStart();} expr {on->ifClause();} ;

letClause : LET {on->clauseStart();} IDENTIFIER {on->clauseName();} ASSIGN expr {on->letClause();} ;

// Precedence is settled by the listener: a ladder of rules costs seven contexts for each operand, left recursion costs predictions.
expr
  : {on->exprStart();} unary
    ((OR | AND | LOGICAL_OR | LOGICAL_AND | EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | MATCH | NOT_MATCH
      | ADD | SUBTRACT | MULTIPLY | DIVIDE | WORD_OPERATOR) {on->binaryOperator();} unary)*
    {on->exprEnd();} ;

unary
  : ((ADD | SUBTRACT | NOT | MULTIPLY | EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | MATCH | NOT_MATCH)
     {on->prefixOperator();})*
    ( (IDENTIFIER | NULL_ | TRUE | FALSE | BOTTOM | NUMBER | STRING | BAD) {on->literal();}
    | interpolation
    | structLiteral
    | list
    | LEFT_PAREN {on->open();} expr RIGHT_PAREN {on->paren();}
    )
    suffix* {on->unaryEnd();} ;

interpolation
  : INTERPOLATION_START {on->interpolationStart();} expr (INTERPOLATION_MIDDLE {on->interpolationText();} expr)*
    INTERPOLATION_END {on->interpolationEnd();} ;

structLiteral : LEFT_BRACE {on->structStart();} declarations RIGHT_BRACE {on->structEnd();} ;

list : LEFT_BRACKET {on->listStart();} listItems RIGHT_BRACKET {on->listEnd();} ;

listItems : listItem? (COMMA {on->itemSeparator();} listItem?)* ;

listItem
  : ELLIPSIS {on->listEllipsis();} (expr {on->listEllipsisType();})?
  | {on->comprehensionStart();} comprehension {on->item();}
  | aliasable {on->item();}
  ;

suffix
  : DOT (IDENTIFIER | STRING) {on->selector();}
  | LEFT_BRACKET {on->open();}
    (expr (RIGHT_BRACKET {on->index();} | COLON (expr RIGHT_BRACKET {on->slice();} | RIGHT_BRACKET {on->sliceToEnd();}))
     | COLON (expr RIGHT_BRACKET {on->sliceFromStart();} | RIGHT_BRACKET {on->sliceOfAll();}))
  | LEFT_PAREN {on->callStart();} arguments RIGHT_PAREN {on->call();}
  ;

arguments : argument? (COMMA {on->itemSeparator();} argument?)* ;

argument : expr {on->item();} ;
