#pragma once

#include "ir/base/source.h"
#include "ir/cue/module.h"
#include "ir/cue/tree.h"
#include "ir/data/data.h"

namespace oamc {

struct Vertex;
struct LoadedModule;

/// Memo of one `let` declaration in one environment.
struct LetCell {
  const Decl* decl;
  Vertex* value;
  LetCell* next;
};

struct Reference;

/// The instance of a scope that expressions are evaluated in. References are compiled to (scopes up, label); the same expression in another
/// environment is another value (spec/cue.md 2.8).
struct Environment {
  Environment* up = nullptr;
  const LoadedModule* module = nullptr;
  Vertex* vertex = nullptr;  ///< struct and alias scopes: the struct, or the aliased value; null for clauses
  union {
    Vertex* value = nullptr;  ///< clauses: the value of a `let`, or the field or element of a `for`, whose label is the key
    Reference* via;           ///< struct scopes: the reference that brought the literal
  };
  LetCell* lets = nullptr;
};

/// Through what a conjunct was inserted, for closedness (spec/cue.md 2.4). Groups form a forest by `parent`; children of a vertex keep the groups of
/// the conjuncts that declare them.
struct Group {
  Group* parent = nullptr;
  Group* embedScope = nullptr;  ///< the scope opened by an embedded `&`, if the group sits in one
  Group* topLiteral = nullptr;  ///< the topmost struct literal that it is embedded in
  Group* closer = nullptr;      ///< of a literal: the last embedded value that closed it; of an embedded value: the one that closed the same literal before
  bool isPackage = false;       ///< the one literal that all files of an instance make up
  bool isReference = false;     ///< everything in it came through one reference
  bool isClosed = false;
  bool isRecursive = false;  ///< closes children too (definitions, not close())
  SourceSpan span;           ///< the reference or call that closes
};

/// A reference that brought conjuncts into a vertex; chained outwards. Detects structural cycles and positions fields in the export order.
struct Reference {
  const Expr* expr = nullptr;
  const LoadedModule* module = nullptr;
  Vertex* target = nullptr;
  Vertex* into = nullptr;  ///< the vertex that took the target's conjuncts
  Reference* outer = nullptr;
  bool isRepeated = false;  ///< the vertex, or one around it, has taken the target before: nothing that comes through it counts for the order of fields
  bool isInCycle = false;   ///< cyclic, or brought by a cyclic one: what comes through it is nothing new
  bool isCyclic = false;    ///< the same reference to the same target lies further out, or the target is an ancestor
};

/// One constraint on a vertex: an expression in an environment, or a value made by the evaluator. 40 bytes.
struct Conjunct {
  const Expr* expr = nullptr;
  union {
    Environment* env = nullptr;  ///< expressions of a module
    const Data* data;            ///< kDataRef
    Vertex* vertex;              ///< kVertexRef
    Tree* tree;                  ///< kTreeRef, kChoice
  };
  Group* group = nullptr;
  const Decl* decl = nullptr;  ///< the declaration, of the environment's module, that gave the vertex this conjunct; for order and tags
  Reference* via = nullptr;    ///< the innermost reference that it came through

  bool sameAs(const Conjunct& other) const { return expr == other.expr && env == other.env && group == other.group; }
  const LoadedModule& declModule() const { return *env->module; }
};

}  // namespace oamc
