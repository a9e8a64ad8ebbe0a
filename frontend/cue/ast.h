#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ir/base/source.h"

/// The syntax tree of a CUE file: what was written, with comments, nothing resolved. Nodes live in the arena that was given to the parser; texts point
/// into the source text or into that arena. A closed set: switch over `kind` and let the compiler find missing cases.
namespace oamc::ast {

enum class ExprKind : std::uint8_t {
  kIdentifier,  ///< also `_`, `#A`, `_h` and predeclared names
  kNull,
  kTrue,
  kFalse,
  kBottom,  ///< `_|_`
  kNumber,
  kString,         ///< also bytes; without interpolations
  kInterpolation,  ///< string or bytes with `\(e)`
  kStruct,
  kList,
  kUnary,
  kBinary,
  kSelector,
  kIndex,
  kSlice,
  kCall,
  kParen,
  kComprehension,  ///< as a list element
  kEllipsis,       ///< `...` or `...T`, the last element of a list
  kBad,            ///< stands where a syntax error was reported
};

/// Binary operators and, where they exist as prefix, unary ones (bounds: `<3`, `=~"x"`, `!="a"`; default mark: `*x`).
enum class Operator : std::uint8_t {
  kOr,
  kAnd,
  kLogicalOr,
  kLogicalAnd,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kMatch,
  kNotMatch,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNot,
};

struct Expr {
  ExprKind kind;
  bool isBytes = false;      ///< kString, kInterpolation: in single quotes
  bool isMultiline = false;  ///< kString, kInterpolation: in three quotes
  SourceSpan span;
};

struct Identifier : Expr {
  std::string_view name;  ///< NFC-normalised
};

struct Number : Expr {
  std::string_view text;     ///< as written
  std::string_view decimal;  ///< a decimal lexeme of equal value and kind (`0x1F` is "31", `1.5Ki` is "1536", `1_000` is "1000")
};

struct String : Expr {
  std::string_view value;  ///< decoded; for bytes any bytes
};

/// `parts` alternate text, expression, text, …, text; texts are String nodes of the same form (perhaps empty).
struct Interpolation : Expr {
  std::span<const Expr* const> parts;
};

struct Declaration;
struct StructLiteral : Expr {
  std::span<const Declaration* const> declarations;
};

struct ListLiteral : Expr {
  std::span<const Expr* const> elements;  ///< a kEllipsis, if any, is last
};

struct Unary : Expr {
  Operator op;
  SourceSpan opSpan;
  const Expr* operand;
};

struct Binary : Expr {
  Operator op;
  SourceSpan opSpan;
  const Expr* left;
  const Expr* right;
};

struct Selector : Expr {
  const Expr* operand;
  std::string_view name;
  SourceSpan nameSpan;
  bool isQuoted = false;  ///< `x."a-b"`: always a regular field
};

struct Index : Expr {
  const Expr* operand;
  const Expr* index;
};

struct Slice : Expr {
  const Expr* operand;
  const Expr* low;   ///< null: from the start
  const Expr* high;  ///< null: to the end
};

struct Call : Expr {
  const Expr* function;
  std::span<const Expr* const> arguments;
};

struct Paren : Expr {
  const Expr* inner;
};

/// What stands inside of any number of parentheses.
inline const Expr& withoutParens(const Expr& expr) {
  const Expr* inner = &expr;
  while (inner->kind == ExprKind::kParen) inner = static_cast<const Paren*>(inner)->inner;
  return *inner;
}

struct Ellipsis : Expr {
  const Expr* type;  ///< null: `...`
};

enum class ClauseKind : std::uint8_t { kFor, kIf, kLet };

struct Clause {
  ClauseKind kind;
  SourceSpan span;
  std::string_view key;  ///< `for key, value in`; empty when there is one variable
  SourceSpan keySpan;
  std::string_view value;  ///< the loop variable, or the name of a `let`
  SourceSpan valueSpan;
  const Expr* expr;  ///< source, condition, or value
};

struct Comprehension : Expr {
  std::span<const Clause> clauses;
  const StructLiteral* body;
};

/// One group of `//` lines, each without the slashes and with its span (from the slashes to the end of the line).
struct CommentLine {
  std::string_view text;
  SourceSpan span;
};
struct CommentGroup {
  std::span<const CommentLine> lines;
};

struct Attribute {
  std::string_view text;  ///< with `@` and parentheses
  std::string_view name;
  std::string_view body;
  SourceSpan span;
};

enum class DeclarationKind : std::uint8_t { kField, kLet, kEmbedding, kComprehension, kEllipsis, kAttribute };
enum class LabelKind : std::uint8_t { kIdentifier, kString, kInterpolation, kParen, kPattern };
enum class Marker : std::uint8_t { kNone, kOptional, kRequired };

struct Declaration {
  DeclarationKind kind;
  SourceSpan span;
};

/// The name of `name=…`.
struct Alias {
  std::string_view name;
  SourceSpan span;
};

/// The comment groups of a field (spec/rendering.md 4.3). Directly above it means that no blank line lies between.
struct FieldComments {
  std::span<const CommentGroup> docs;          ///< directly above the field
  std::span<const CommentGroup> trailingDocs;  ///< directly before the closing brace, for the last field of a braced struct
  /// Above a chain: in its last field before a computed label or a pattern, in its innermost field if there is none. What stands before the closing brace comes
  /// after it.
  std::span<const CommentGroup> chainDocs;
  std::span<const CommentGroup> above;  ///< above the declaration that begins with this field, whatever it documents
};

inline constexpr FieldComments kNoComments{};

/// `alias=label marker: valueAlias=value @attributes`. A chain `a: b: 1` is a field whose value is a StructLiteral with one declaration and `inChain` set.
struct Field : Declaration {
  LabelKind labelKind;
  Marker marker = Marker::kNone;
  bool inChain = false;  ///< this field was written after another label, without braces
  SourceSpan labelSpan;
  std::string_view name;                ///< kIdentifier: the identifier; kString: the decoded text
  const Expr* labelExpr = nullptr;      ///< kInterpolation, kParen (the inner expression), kPattern
  const Alias* alias = nullptr;         ///< X of `X=label: v`
  const Alias* patternAlias = nullptr;  ///< X of `[X=p]: v`
  const Alias* valueAlias = nullptr;    ///< X of `label: X=v`
  const Expr* value = nullptr;
  const FieldComments* comments = &kNoComments;
  std::span<const Attribute> attributes;
  std::uint32_t chainDepth = 0;  ///< labels of the chain before this one
};

struct Let : Declaration {
  std::string_view name;
  SourceSpan nameSpan;
  const Expr* value = nullptr;
};

struct Embedding : Declaration {
  const Expr* value = nullptr;
  std::span<const CommentGroup> docs;
};

struct ComprehensionDeclaration : Declaration {
  const Comprehension* comprehension = nullptr;
};

struct EllipsisDeclaration : Declaration {
  const Expr* type = nullptr;  ///< `...T` is refused by the parser in structs; kept null
};

struct AttributeDeclaration : Declaration {
  Attribute attribute;
};

struct Import {
  std::string_view path;     ///< without version and package name
  std::string_view package;  ///< the qualifier after `:`, or empty
  SourceSpan pathSpan;
  std::string_view name;  ///< the local name if one is written
  SourceSpan nameSpan;
};

struct File {
  FileId file;
  std::string_view package;  ///< empty without a package clause
  SourceSpan packageSpan;
  std::span<const Attribute> attributes;  ///< those of the preamble
  bool hasStructComparison = false;       ///< `@experiment(structcmp)`: `==` and `!=` compare values of any kind
  std::span<const Import> imports;
  const StructLiteral* body = nullptr;  ///< the top-level declarations; its span is the whole file
};

}  // namespace oamc::ast
