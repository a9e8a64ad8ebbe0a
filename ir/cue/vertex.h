#pragma once

#include <cstdint>
#include <span>

#include "ir/base/arena.h"
#include "ir/cue/conjunct_list.h"
#include "ir/cue/label.h"
#include "ir/cue/reason.h"
#include "ir/cue/value.h"

namespace oamc {

struct Node;

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
  Kind kind = Kind::kTop;      ///< kinds still possible
  std::uint32_t inserted = 0;  ///< conjuncts that were inserted
  union {
    std::uint32_t stackIndex = 0;  ///< while running
    std::uint32_t blockedOn;       ///< while suspended: the lowest stack index it waits for
  };
  std::uint32_t depth = 0;         ///< number of parents
  std::uint32_t walk = 0;          ///< the last walk that passed here
  SourceSpan valueSpan;            ///< where the scalar is written or, while there is none, what restricted the kinds last
  Atom atom;                       ///< the scalar, once known
  const Reason* bottom = nullptr;  ///< the chain of failures; the first has the lowest kind
  Vertex* forward = nullptr;       ///< the value is there: a shared target or the only surviving candidate
  ConjunctList conjuncts;
  ArenaVector<Disjunct> disjuncts;            ///< two or more results of disjunctions
  ArenaVector<Vertex*> arcs;                  ///< fields and elements in creation order
  ArenaVector<DeclarationSite> pendingSites;  ///< its declarations in comprehensions of the parent, fired or not; their comments count (spec/rendering.md 4.3)
  Node* node = nullptr;                       ///< what evaluation knows beyond the above; most scalars need none
};

}  // namespace oamc
