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

/// A field, element, let cell or intermediate value: gathers conjuncts and unifies them when somebody asks. Lives in the evaluator's memory; most of what an
/// evaluation takes are vertices, so what only some of them need stands in their node. 136 bytes.
struct Vertex {
  Vertex* parent = nullptr;
  Label label;
  union {
    std::uint16_t stackIndex = 0;  ///< while running
    std::uint16_t blockedOn;       ///< while suspended: the lowest stack index it waits for
  };
  std::uint16_t depth = 0;  ///< number of parents, at most kDeepest
  SourceSpan valueSpan;     ///< where the scalar is written or, while there is none, what restricted the kinds last
  Kind kind = Kind::kTop;   ///< kinds still possible
  ArcState state : 2 = ArcState::kMember;
  VertexStatus status : 2 = VertexStatus::kNew;
  DeepStatus deep : 2 = DeepStatus::kUnknown;
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
  bool hasSites : 1 = false;       ///< some comprehension of its parent declares it: Node::sites
  Atom atom;                       ///< the scalar, once known
  const Reason* bottom = nullptr;  ///< the chain of failures; the first has the lowest kind
  Vertex* forward = nullptr;       ///< the value is there: a shared target, the only surviving candidate, or the one that is being built
  ConjunctList conjuncts;
  ArenaVector<Vertex*> arcs;  ///< fields and elements in creation order
  Node* node = nullptr;       ///< what evaluation knows beyond the above; most scalars need none

  static constexpr std::uint16_t kDeepest = 0xFFFF;
};
static_assert(sizeof(Vertex) == 136);

}  // namespace oamc
