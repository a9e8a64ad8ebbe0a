#pragma once

#include <cstdint>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/base/source.h"
#include "ir/cue/label.h"
#include "ir/cue/module.h"
#include "ir/data/data.h"

namespace oamc {

struct Vertex;

/// What a patch reads from the comments of a field (spec/rendering.md 4.3). Empty views: absent.
struct FieldTags {
  std::string_view patchKey;
  std::string_view patchStrategy;
  SourceSpan keySpan;  ///< from the `+` of the mark
  SourceSpan strategySpan;
};

enum class TreeKind : std::uint8_t {
  kLiteral,  ///< `literal`: an evaluated scalar
  kStruct,
  kList,
  kShared,  ///< an evaluated value that nothing else is said about: `vertex`
  kOther,   ///< anything undecided: disjunctions, types, bounds, expressions; the conjuncts of `vertex`
};

struct Tree;

struct TreeField {
  Label label;
  FieldMark mark = FieldMark::kMember;
  Tree* value = nullptr;
  FieldTags tags;
  SourceSpan labelSpan;
};

/// The E-tree of spec/rendering.md 4.4: what the patch engine edits, made by reify() and unified by the evaluator. Nodes are mutable and may be shared
/// between trees, as the reference shares its syntax nodes (4.6 "sharing trap").
struct Tree {
  TreeKind kind = TreeKind::kOther;
  bool isOpen = false;            ///< kList: ends with `...`
  bool isReified = false;         ///< kOther: part of an E-tree, where references of an expression mean the tree; else the vertex is taken as it is
  bool hasElementType = false;    ///< kList: the `...` carries a type: `elementType`
  Data literal;                   ///< kLiteral
  ArenaVector<TreeField> fields;  ///< kStruct
  ArenaVector<Tree*> elements;    ///< kList
  Tree* elementType = nullptr;    ///< kList
  Vertex* vertex = nullptr;       ///< kShared, kOther: its value; else where the node came from, for error places
};

}  // namespace oamc
