#pragma once

#include <cstdint>
#include <span>

#include "ir/cue/comment_scopes.h"
#include "ir/cue/function.h"
#include "ir/cue/vertex.h"

namespace oamc {

/// A module with its labels and numbers resolved (shared_modules.h).
struct LoadedModule {
  const Module* module = nullptr;
  std::span<const Label> labels;
  std::span<const Number> numbers;
  mutable std::span<const CommentScope> commentScopes;  ///< by decl; made on first use by reify

  const Expr& expr(std::uint32_t index) const { return module->exprs[index]; }
  std::string_view text(std::uint32_t index) const { return module->text(index); }
  std::span<const std::uint32_t> list(std::uint32_t first, std::uint32_t count) const { return module->lists.subspan(first, count); }
};

/// A conjunct on its way into a vertex, with its place in the structure of embeddings (spec/cue.md 2.4).
struct Insertion {
  Conjunct conjunct;
  Group* embedScope = nullptr;  ///< the scope of an embedded `&` around it
  Group* outer = nullptr;       ///< the struct literal that it is embedded in, if any
  bool isEmbedded = false;
  bool isOperand = false;  ///< one side of an `&`
};

enum class TaskKind : std::uint8_t { kReference, kExpression, kComprehension, kDynamicField, kList };
enum class TaskState : std::uint8_t { kWaiting, kRunning, kBlocked, kDone };

/// Work of a vertex that may need other vertices; processed first in, first out (spec/cue.md 2.15 a).
struct Task {
  TaskKind kind;
  TaskState state = TaskState::kWaiting;
  std::uint16_t blockedOn = 0;
  Insertion insertion;
  const Decl* decl = nullptr;   ///< kDynamicField, kComprehension: the declaration
  Label made;                   ///< kDynamicField: the label it made, once done
  std::uint32_t literal = ~0U;  ///< kComprehension: its plain part among the node's literals
};

/// A bound or `!=` on a scalar with its operand known.
struct Bound {
  Operation operation;
  Atom operand;
  Vertex* structure = nullptr;  ///< operand of `!=` that is a struct or list
  SourceSpan span;
};

/// A function that must accept the final value.
struct Validator {
  const FunctionDef* function;
  const PackageDef* package = nullptr;
  std::span<const Data> arguments;
  std::string_view text;  ///< as it was called, for messages
  SourceSpan span;
  bool isName = false;                ///< no call, the bare name of a function
  std::uint8_t core = 0;              ///< 1: matchN, 2: matchIf
  std::span<Vertex* const> operands;  ///< the arguments of functions that take constraints (matchN, list.MatchN, json.Validate)
};

/// `[p]: v`
struct Pattern {
  const Decl* decl;
  Environment* env;
  Group* group;
  Reference* via;
  Vertex* key;            ///< the pattern as a value
  std::uint32_t applied;  ///< arcs that were looked at
};

/// The `...T` of a list: constrains elements from `from` on.
struct ListTail {
  std::uint32_t from;
  Conjunct conjunct;
  std::uint32_t applied = 0;  ///< arcs that were looked at
};

struct Term {
  Conjunct conjunct;
  bool isMarked;
};

/// A disjunction that arrived at a vertex.
struct Disjunction {
  Insertion insertion;
  std::span<const Term> terms;
  bool hasMarks;
  std::uint32_t occurrence;  ///< how many with the same expression came before
};

enum class LiteralPart : std::uint8_t {
  kWhole,  ///< every declaration
  kBody,   ///< the body of a comprehension without plain declarations
  kPlain,  ///< the fields and lets of a comprehension's body; once, whatever fires
  kRest,   ///< its other declarations; once for each firing
};

/// A struct literal that was walked for a vertex, or an object of data; the export order is computed from these (spec/cue.md 2.15 b).
struct Literal {
  explicit Literal(const Data& object) : data(&object) {}
  Literal(const Expr& literal, const LoadedModule& from, LiteralPart walked, bool counts) : expr(&literal), module(&from), part(walked), isLive(counts) {}

  const Expr* expr = nullptr;  ///< null for data
  union {
    const LoadedModule* module;
    const Data* data;
  };
  LiteralPart part = LiteralPart::kWhole;
  bool isLive = true;  ///< a plain part whose comprehension did not fire does not count
};

/// A `let` met while walking: it holds a place like a field.
struct LetSite {
  const Decl* decl;
  const LoadedModule* module;
  Reference* via;
  std::uint32_t before;  ///< fields that were there already
};

struct Subscriber {
  Vertex* vertex;
  Insertion insertion;  ///< its conjunct's expr and env are replaced by the arriving ones
};

/// A declaration of a field in a comprehension of the struct, whether it took effect or not.
struct DeclarationSite {
  const Vertex* field;
  const Decl* decl;
  const Environment* env;  ///< of the comprehension
  Reference* via;
  std::uint32_t before;  ///< conjuncts that the field had when the declaration was met
};

/// Default modes of disjunction results (spec/cue.md 2.2).
enum class DefaultMode : std::uint8_t { kMaybe, kIs, kNot };

struct Disjunct {
  Vertex* value;
  DefaultMode mode;
};

/// What only lists have.
struct ListFacts {
  ArenaVector<ListTail> tails;
  std::uint32_t minimum = 0;
  std::uint32_t length = 0;  ///< if the list is closed
  SourceSpan span;           ///< what decided the length
};

/// What few vertices have.
struct RareFacts {
  ArenaVector<Validator> validators;
  ArenaVector<Pattern> patterns;
  ArenaVector<Group*> ellipses;  ///< groups with a `...`
  ArenaVector<LetSite> lets;
  ArenaVector<Subscriber> subscribers;
  std::span<std::uint32_t> arcSlots;  ///< hash of the arcs, from 16 on: their places, counted from one
};

/// What the evaluation of a vertex knows beyond the vertex itself.
struct Node {
  ArenaVector<Bound> bounds;
  ArenaVector<Task> tasks;
  ArenaVector<Disjunction> disjunctions;
  ArenaVector<Disjunct> disjuncts;  ///< two or more results of these
  ArenaVector<Group*> groups;       ///< closed groups that were opened here
  ArenaVector<Group*> structs;      ///< groups of the struct literals, data objects and trees that were inserted
  ArenaVector<Literal> literals;
  ArenaVector<DeclarationSite> sites;
  struct Taken {
    Vertex* target;
    Group* parent;
    bool isClosed;
    bool isEmbedded;  ///< by a literal of the vertex itself, as a whole
  };
  ArenaVector<Taken> taken;           ///< references that were followed
  ArenaVector<Label> observedAbsent;  ///< fields that a presence test found missing: they must stay so
  SourceSpan structSpan;              ///< the first literal without embeddings
  bool hasLiteral : 1 = false;        ///< a struct literal was inserted
  bool embedsTop : 1 = false;         ///< some literal embeds `_`, or a constraint that any value may meet
  bool isStructByForm : 1 = false;    ///< some literal is a struct whatever it embeds: it embeds nothing, or has a comprehension
  bool forcesStruct : 1 = false;      ///< a literal without embeddings, or a regular field
  bool isBreaking : 1 = false;        ///< what is missing now is taken as missing, to end a wait for itself
  bool disjunctionsDone : 1 = false;
  bool isDefaultChoice : 1 = false;  ///< a candidate that was taken as the default of several results
  std::uint16_t runningTasks = 0;
  ListFacts* listFacts = nullptr;
  RareFacts* rareFacts = nullptr;

  static inline const ListFacts kNoList;
  static inline const RareFacts kNothingRare;
  const ListFacts& list() const { return listFacts == nullptr ? kNoList : *listFacts; }
  const RareFacts& rare() const { return rareFacts == nullptr ? kNothingRare : *rareFacts; }
  ListFacts& list(Arena& arena) { return *(listFacts == nullptr ? listFacts = arena.create<ListFacts>() : listFacts); }
  RareFacts& rare(Arena& arena) { return *(rareFacts == nullptr ? rareFacts = arena.create<RareFacts>() : rareFacts); }
};

/// The rare facts of a vertex; empty ones if it has none.
inline const RareFacts& rareOf(const Vertex& vertex) { return vertex.node == nullptr ? Node::kNothingRare : vertex.node->rare(); }

/// Two or more results of the disjunctions of a vertex; empty if there is one or none.
inline std::span<const Disjunct> disjunctsOf(const Vertex& vertex) {
  if (vertex.node == nullptr) return {};
  return std::as_const(vertex.node->disjuncts).span();
}

}  // namespace oamc
