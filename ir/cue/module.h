#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ir/base/source.h"
#include "ir/cue/kind.h"
#include "ir/cue/label.h"

namespace oamc {

/// Stands for "none" wherever a module holds an index.
inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

/// What an Expr is; the comment says what its fields mean. `expr` is an index into Module::exprs, `text` into Module::texts, `label` into Module::labels,
/// `list[a, b)` the run of `b` entries of Module::lists that begins at `a`.
enum class ExprOp : std::uint8_t {
  kNull,
  kTrue,
  kFalse,
  kNumber,         ///< a: number (Module::numbers)
  kString,         ///< a: text; flag kMultiline
  kBytes,          ///< a: text; flag kMultiline
  kBottom,         ///< `_|_` as a value
  kTop,            ///< `_`
  kType,           ///< a: Kind mask (`int`, `number`, `string`, …); ranges like `uint8` are lowered to kAnd of kType and kBound
  kFieldRef,       ///< a: scopes up, b: label. The field `label` of the vertex of that scope
  kLetRef,         ///< a: scopes up, b: decl (kLet) of that scope
  kClauseRef,      ///< a: scopes up, b: 0 key, 1 value of a `for`, 2 the value of a `let` clause
  kNodeRef,        ///< a: scopes up to a kAlias scope: the vertex that the alias names (`a: X={}`, `X=[p]: v`)
  kLabelRef,       ///< a: scopes up to a kAlias scope: the label of that vertex, as a string (`[X=p]: v`)
  kDynamicRef,     ///< a: scopes up, b: decl (kDynamic) of that scope: the field it made (`X=(e): v`)
  kImportRef,      ///< a: import (Module::imports)
  kBuiltin,        ///< a: text: a core function: len close and or div mod quo rem error matchN matchIf
  kSelector,       ///< a: expr, b: label
  kIndex,          ///< a: expr, b: expr
  kSlice,          ///< a: expr, b: expr or kNoIndex, c: expr or kNoIndex
  kUnary,          ///< aux: Operation (kAdd, kSubtract, kNot), a: expr
  kBinary,         ///< aux: Operation, a: expr, b: expr
  kPresence,       ///< `a == _|_` (aux 0) and `a != _|_` (aux 1), either side; a: the other operand
  kBound,          ///< aux: Operation (kEqual … kNotMatch), a: expr; kEqual only under `@experiment(structcmp)`
  kAnd,            ///< list[a, b): operands of a chain of `&`, flattened
  kDisjunction,    ///< list[a, b): terms of one chain of `|`; kDefaultMark is set in a marked term's entry
  kInterpolation,  ///< list[a, b): kString (kBytes if flag kBytesForm) and expressions alternating, texts first and last
  kCall,           ///< a: expr (the function), list[b, c): arguments
  kStruct,         ///< decls[a, b) in source order; a scope
  kList,           ///< list[a, b): elements (kComprehension for comprehensions); c: element type after them or kNoIndex; flag kOpenList
  kComprehension,  ///< clauses[a, b); c: expr (kStruct, the body). Each `for` and `let` clause is a scope
  kAlias,          ///< a: expr; a scope whose vertex is the one that receives this conjunct
  // The following never stand in a module: the evaluator makes conjuncts of them.
  kDataRef,    ///< a Data tree; flag kOpenList: lists that are field values are open
  kVertexRef,  ///< another vertex, as a reference to it
  kTreeRef,    ///< an E-tree (ir/cue/tree.h)
  kChoice,     ///< a disjunction of the vertices in the elements of a Tree (`or`)
};

/// Whether such an expression stands in modules; a conjunct with another one has a value instead of an environment.
constexpr bool isOfModule(ExprOp op) { return op < ExprOp::kDataRef; }

enum class Operation : std::uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kMatch,
  kNotMatch,
  kLogicalAnd,
  kLogicalOr,
  kNot,
};

/// Flags of Expr::flags.
inline constexpr std::uint8_t kMultiline = 1;          ///< the literal was written with three quotes
inline constexpr std::uint8_t kBytesForm = 2;          ///< an interpolation of bytes
inline constexpr std::uint8_t kOpenList = 4;           ///< the list ends with `...`
inline constexpr std::uint8_t kDefinitionPath = 8;     ///< a reference, selector or index whose path text names a definition: it closes (spec/cue.md 2.4)
inline constexpr std::uint8_t kHasEllipsis = 16;       ///< a struct with `...`
inline constexpr std::uint8_t kHasEmbedding = 32;      ///< a struct with embeddings, comprehensions, dynamic fields or patterns
inline constexpr std::uint8_t kStructComparison = 64;  ///< a kBinary `==` or `!=` that compares values of any kind (`@experiment(structcmp)`, spec/cue.md 2.12)

inline constexpr std::uint8_t kConstant = 128;  ///< made of literals, types and bounds alone: it means the same in every environment

inline constexpr std::uint8_t kDataMember = 64;  ///< kDataRef: the data is the value of a Member

/// Set in an entry of a disjunction's list when the term carries `*`.
inline constexpr std::uint32_t kDefaultMark = 0x80000000;

/// One expression: 24 bytes, trivially copyable, usable in place from a mapped image.
struct Expr {
  ExprOp op;
  std::uint8_t aux = 0;
  std::uint8_t flags = 0;
  std::uint8_t reserved = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t begin = 0;  ///< span in the module's file
  std::uint32_t end = 0;
};

enum class DeclKind : std::uint8_t { kField, kDynamic, kPattern, kLet, kEmbedding, kComprehension, kEllipsis };
enum class FieldMark : std::uint8_t { kMember, kRequired, kOptional };

/// One declaration of a struct literal.
struct Decl {
  DeclKind kind;
  FieldMark mark = FieldMark::kMember;
  std::uint16_t reserved = 0;
  std::uint32_t label = kNoIndex;  ///< kField, kLet: label
  std::uint32_t key = kNoIndex;    ///< kDynamic: expr of the label; kPattern: expr of the pattern
  std::uint32_t value = kNoIndex;  ///< expr; kComprehension: a kComprehension
  std::uint32_t begin = 0;         ///< span of the label (or of the whole declaration where there is none)
  std::uint32_t end = 0;
  std::uint32_t docs = kNoIndex;        ///< Module::docs
  std::uint32_t attributes = kNoIndex;  ///< first of the run of Module::attributes whose `decl` is this one
};

enum class ClauseKind : std::uint8_t { kFor, kIf, kLet };

struct Clause {
  ClauseKind kind;
  std::uint32_t expr = kNoIndex;
  std::uint32_t begin = 0;  ///< the whole clause
  std::uint32_t end = 0;
};

/// The comment groups of one declaration, each a text whose lines are separated by "\n" (slashes removed).
struct Docs {
  std::uint32_t firstGroup = 0;  ///< run of Module::docGroups
  std::uint32_t groupCount = 0;
};
struct DocGroup {
  enum class Place : std::uint8_t { kAbove, kTrailing, kChain };  ///< see ast::Field; spec/rendering.md 4.3
  Place place;
  std::uint32_t chainDepth;  ///< kChain: labels between the comment and the field
  std::uint32_t text;        ///< Module::texts
  std::uint32_t begin;       ///< offset of the first line's slashes
};

struct AttributeText {
  std::uint32_t decl;
  std::uint32_t name;  ///< Module::texts
  std::uint32_t body;  ///< Module::texts
};

struct ModuleLabel {
  LabelKind kind;
  std::uint32_t text;  ///< Module::texts
};

struct ModuleImport {
  std::uint32_t path;     ///< Module::texts
  std::uint32_t package;  ///< the package's name: qualifier, or last element of the path
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct TextRange {
  std::uint32_t offset;
  std::uint32_t length;
};

/// A lowered CUE file: flat tables that refer to each other by index. The spans may look into vectors (ModuleTables) or into a mapped image.
struct Module {
  FileId file = FileId::kNone;
  std::uint32_t root = kNoIndex;  ///< the kStruct of the file's top-level declarations
  std::span<const Expr> exprs;
  std::span<const Decl> decls;
  std::span<const Clause> clauses;
  std::span<const std::uint32_t> lists;
  std::span<const ModuleLabel> labels;
  std::span<const ModuleImport> imports;
  std::span<const Docs> docs;
  std::span<const DocGroup> docGroups;
  std::span<const AttributeText> attributes;
  std::span<const TextRange> texts;
  std::span<const std::uint32_t> numbers;          ///< texts: decimal lexemes; the kind is int when there is neither point nor exponent
  std::span<const std::uint32_t> numberSpellings;  ///< texts: as written, one for each number
  std::string_view blob;                           ///< the bytes of all texts
  std::string_view packageName;                    ///< empty without a package clause

  std::string_view text(std::uint32_t index) const { return blob.substr(texts[index].offset, texts[index].length); }
  SourceSpan span(const Expr& expr) const { return {file, expr.begin, expr.end}; }
  SourceSpan span(const Decl& decl) const { return {file, decl.begin, decl.end}; }
  SourceSpan span(const Clause& clause) const { return {file, clause.begin, clause.end}; }
};

/// A package that can be imported, with its lowered files.
struct ImportedPackage {
  std::string path;
  std::vector<const Module*> files;
};

/// Owns the tables of a module that was lowered in this process.
struct ModuleTables {
  FileId file = FileId::kNone;
  std::uint32_t root = kNoIndex;
  std::vector<Expr> exprs;
  std::vector<Decl> decls;
  std::vector<Clause> clauses;
  std::vector<std::uint32_t> lists;
  std::vector<ModuleLabel> labels;
  std::vector<ModuleImport> imports;
  std::vector<Docs> docs;
  std::vector<DocGroup> docGroups;
  std::vector<AttributeText> attributes;
  std::vector<TextRange> texts;
  std::vector<std::uint32_t> numbers;
  std::vector<std::uint32_t> numberSpellings;
  std::string blob;
  std::string packageName;

  /// A view that is valid while the tables are neither changed nor moved.
  Module view() const;
};

}  // namespace oamc
