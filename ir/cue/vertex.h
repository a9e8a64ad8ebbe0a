#pragma once

#include <cstdint>
#include <span>

#include "ir/base/arena.h"
#include "ir/cue/label.h"
#include "ir/cue/module.h"
#include "ir/cue/reason.h"
#include "ir/cue/tree.h"
#include "ir/cue/value.h"
#include "ir/data/data.h"

namespace oamc {

struct Vertex;
struct Node;
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
  Vertex* vertex = nullptr;  ///< struct and alias scopes: the struct, or the aliased value
  Vertex* key = nullptr;     ///< `for` scopes: the key
  Vertex* value = nullptr;   ///< `for` and `let` clause scopes: the value
  LetCell* lets = nullptr;
  Reference* via = nullptr;  ///< struct scopes: the reference that brought the literal
};

/// Through what a conjunct was inserted, for closedness (spec/cue.md 2.4). Groups form a forest by `parent`; children of a vertex keep the groups of
/// the conjuncts that declare them.
struct Group {
  Group* parent = nullptr;
  Group* embedScope = nullptr;  ///< the scope opened by an embedded `&`, if the group sits in one
  Group* topLiteral = nullptr;  ///< the topmost struct literal that it is embedded in
  Group* closer = nullptr;      ///< of a literal: the last embedded value that closed it
  Group* nextCloser = nullptr;  ///< of an embedded value: the one that closed the same literal before
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

/// One constraint on a vertex: an expression in an environment, or a value made by the evaluator. 48 bytes.
struct Conjunct {
  const Expr* expr = nullptr;
  union {
    Environment* env = nullptr;  ///< expressions of a module
    const Data* data;            ///< kDataRef
    Vertex* vertex;              ///< kVertexRef
    Tree* tree;                  ///< kTreeRef, kChoice
  };
  Group* group = nullptr;
  const Decl* decl = nullptr;  ///< the declaration that gave the vertex this conjunct, for order and tags
  const LoadedModule* declModule = nullptr;
  Reference* via = nullptr;  ///< the innermost reference that it came through

  bool sameAs(const Conjunct& other) const { return expr == other.expr && env == other.env && group == other.group; }
};

/// A place where a field is declared, whether the declaration took effect or not.
struct DeclarationSite {
  const Decl* decl;
  const LoadedModule* module;
  Reference* via = nullptr;
  const Environment* outer = nullptr;  ///< the environment of the literal that it lies in
  std::uint32_t before = 0;            ///< conjuncts that the field had when the declaration was met
};

/// How far a field exists; lower values win (spec/cue.md 2.5).
enum class ArcState : std::uint8_t {
  kMember,
  kRequired,  ///< `a!`
  kOptional,  ///< `a?`
  kPending,   ///< a static label of a comprehension that did not fire (yet)
};

enum class VertexStatus : std::uint8_t {
  kNew,        ///< conjuncts wait to be inserted
  kRunning,    ///< on the evaluation stack
  kSuspended,  ///< waits for a vertex that is on the stack
  kDone,
};

/// What evaluating everything below has found; see Engine::complete.
enum class DeepStatus : std::uint8_t { kUnknown, kRunning, kGood, kFatal };

/// Default modes of disjunction results (spec/cue.md 2.2).
enum class DefaultMode : std::uint8_t { kMaybe, kIs, kNot };

struct Disjunct {
  Vertex* value;
  DefaultMode mode;
};

/// A field, element, let cell or intermediate value: gathers conjuncts and unifies them when somebody asks. Lives in the evaluator's memory.
struct Vertex {
  Vertex* parent = nullptr;
  Label label;
  ArcState state = ArcState::kMember;
  VertexStatus status = VertexStatus::kNew;
  DeepStatus deep = DeepStatus::kUnknown;
  bool isNamed : 1 = false;   ///< an arc of its parent; false for roots, let cells, candidates and operands
  bool isFrozen : 1 = false;  ///< its field set was iterated
  bool isClosedList : 1 = false;
  bool isOpen : 1 = false;            ///< has a `...`
  bool isShared : 1 = false;          ///< `forward` is the one target of its references
  bool sharesDefinition : 1 = false;  ///< one of these references closes
  bool hasStruct : 1 = false;         ///< a struct literal or data object contributed
  bool isOpened : 1 = false;          ///< selected in without having a name: closes nothing; alternatives are still chosen by what they close
  bool isImported : 1 = false;        ///< the root of an imported package
  bool isTentative : 1 = false;       ///< below a candidate that still lacks terms: what is missing is no failure yet
  bool hasCyclic : 1 = false;         ///< some conjunct came through a cyclic reference
  bool hasNonCyclic : 1 = false;
  Kind kind = Kind::kTop;          ///< kinds still possible
  std::uint32_t inserted = 0;      ///< conjuncts that were inserted
  std::uint32_t stackIndex = 0;    ///< while running
  std::uint32_t blockedOn = 0;     ///< while suspended: the lowest stack index it waits for
  std::uint32_t depth = 0;         ///< number of parents
  std::uint32_t walk = 0;          ///< the last walk that passed here
  SourceSpan valueSpan;            ///< where the scalar is written or, while there is none, what restricted the kinds last
  Atom atom;                       ///< the scalar, once known
  const Reason* bottom = nullptr;  ///< the chain of failures; the first has the lowest kind
  Vertex* forward = nullptr;       ///< the value is there: a shared target or the only surviving candidate
  std::span<Disjunct> disjuncts;   ///< two or more results of disjunctions
  ArenaVector<Conjunct> conjuncts;
  ArenaVector<Vertex*> arcs;                  ///< fields and elements in creation order
  ArenaVector<DeclarationSite> pendingSites;  ///< its declarations in comprehensions of the parent, fired or not; their comments count (spec/rendering.md 4.3)
  struct ArcIndex* arcIndex = nullptr;        ///< hash of the arcs, from 16 on
  Node* node = nullptr;                       ///< what evaluation knows beyond the above; most scalars need none
};

}  // namespace oamc
