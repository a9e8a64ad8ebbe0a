#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ir/base/arena.h"
#include "ir/cue/vertex.h"
#include "ir/data/regex.h"
#include "passes/eval/evaluator.h"
#include "passes/eval/node.h"
#include "passes/eval/shared_modules.h"

namespace oamc {

/// Result of looking at something that may still be under evaluation.
struct Value {
  enum class Tag : std::uint8_t { kAtom, kVertex, kFunction, kPackage, kBottom, kBlocked };
  Tag tag = Tag::kBottom;
  std::uint16_t blockedOn = 0;            ///< kBlocked: lowest stack index waited for
  Atom atom{};                            ///< kAtom
  Vertex* vertex = nullptr;               ///< kVertex; also set for kAtom when the atom is the value of a vertex
  const Reason* reason = nullptr;         ///< kBottom
  const FunctionDef* function = nullptr;  ///< kFunction
  const PackageDef* package = nullptr;    ///< kPackage, kFunction

  static Value ofAtom(Atom atom) { return {.tag = Tag::kAtom, .atom = atom}; }
  static Value ofVertex(Vertex* vertex) { return {.tag = Tag::kVertex, .vertex = vertex}; }
  static Value bottom(const Reason* reason) { return {.tag = Tag::kBottom, .reason = reason}; }
  static Value blocked(std::uint16_t on) { return {.tag = Tag::kBlocked, .blockedOn = on}; }

  bool isAtom() const { return tag == Tag::kAtom; }
  bool isVertex() const { return tag == Tag::kVertex; }
  bool isBottom() const { return tag == Tag::kBottom; }
  bool isBlocked() const { return tag == Tag::kBlocked; }
};

/// The unifier behind Evaluator. README.md describes the algorithm; each file of this folder holds one part of it. All memory is the engine's arena.
class Engine {
 public:
  Engine(const EvaluatorOptions& options, const SharedModules* shared);

  // Building (engine.cpp)
  const LoadedModule& load(const Module& module);
  Vertex* newVertex(Vertex* parent, Label label, bool isNamed);
  Environment* newEnvironment(Environment* up, const LoadedModule* module, Vertex* vertex);
  Vertex* operand(const Expr& expr, Environment* env);  ///< an intermediate value: `expr` in `env`
  void addConjunct(Vertex& vertex, const Conjunct& conjunct);
  void addField(Vertex& vertex, Label label, ArcState state, const Conjunct& conjunct);
  Vertex* findArc(const Vertex& vertex, Label label) const;
  std::optional<std::uint32_t> arcNumber(const Vertex& vertex, Label label) const;  ///< the arc's place among the arcs
  Vertex* arc(Vertex& vertex, Label label, ArcState state);

  // Evaluation on demand (evaluate.cpp)
  void evaluate(Vertex& vertex);
  Vertex* resolved(Vertex* vertex);     ///< follows `forward`; what is there is evaluated
  Vertex* withDefault(Vertex* vertex);  ///< null if a disjunction has no single default
  /// What an evaluated vertex is, if that is data that nobody has looked into yet: a result of a function that was only passed on. Otherwise null.
  static const Data* foldedData(Vertex& vertex);
  /// Evaluates everything below; kFatal if there is a fatal failure. A tree of constants that was found good at one place is not looked at again.
  DeepStatus complete(Vertex& vertex);
  static bool isPlainData(const Vertex& vertex) {
    return vertex.status == VertexStatus::kNew && vertex.arcs.empty() && vertex.bottom == nullptr && vertex.conjuncts.size() == 1 &&
           vertex.conjuncts[0].expr->op == ExprOp::kDataRef;
  }

  // Conjuncts (insert.cpp, insert_struct.cpp, insert_list.cpp)
  void insert(Vertex& vertex, const Insertion& insertion);

  // References and lookups (reference.cpp)
  Value resolve(const Expr& expr, Environment* env);
  Value lookup(Vertex* vertex, Label label, const Expr& site, Environment* env);
  Value valueOf(Vertex* vertex, SourceSpan site);

  // Expressions (expression.cpp, call.cpp, presence.cpp)
  Value value(const Expr& expr, Environment* env);

  // Results (export.cpp, order.cpp, equal.cpp, reify.cpp)
  /// What exportData made, and the parts of it whose values others share.
  std::unordered_map<const Vertex*, Data>& exported() { return exported_; }
  std::optional<Data> exportConcrete(Vertex& vertex, const Reason** problem, bool keepsSpelling = false);
  bool equalVertices(Vertex& a, Vertex& b);
  bool equalFields(Vertex& a, Vertex& b);
  bool equalMembers(Vertex& a, Vertex& b);
  bool isFinal(Vertex& value);
  std::optional<bool> equalData(Vertex& a, Vertex& b, const Reason** problem);
  void exportOrder(Vertex& vertex, std::vector<Vertex*>& fields);
  /// Calls `visit` for the fields of a struct in the order of the export; it may do so again for others meanwhile.
  template <typename Visit>
  void inExportOrder(Vertex& vertex, Visit visit) {
    std::vector<Vertex*>& fields = exporting_.fields;
    std::size_t first = fields.size();
    exportOrder(vertex, fields);
    std::size_t end = fields.size();
    for (std::size_t i = first; i < end; ++i) visit(*fields[i]);
    fields.resize(first);
  }
  Vertex* soleTarget(Vertex& vertex);
  Data dataOf(const Atom& atom, SourceSpan span);
  Atom numberAtom(const Number& number);

  // Failures (failure.cpp)
  Reason* reason(BottomKind kind, ReasonCode code, SourceSpan span);
  void fail(Vertex& vertex, const Reason* reason);
  const Reason* firstFailureBelow(Vertex& vertex);
  const Reason* firstGap(Vertex& vertex);
  const Reason* missingRequired(Vertex& field);
  const std::vector<const LoadedModule*>& modules() const { return modules_; }
  SourceSpan spanOf(const Conjunct& conjunct) const;
  SourceSpan spanOf(const Vertex& vertex) const;
  SourceSpan placeOf(const Vertex& vertex) const;  ///< of the value or of the nearest one around it that is written somewhere
  SourceSpan spanOf(const Expr& expr, const Environment* env) const { return env->module->module->span(expr); }
  static SourceSpan keySpan(const Conjunct& conjunct);  ///< of a member of data: where its key is written
  SourceSpan labelSpan(const Vertex& vertex) const;     ///< where the field's name is written, in data if it is there too
  std::string pathOf(const Vertex* vertex) const;
  bool isInput(SourceSpan span) const;  ///< the place lies in data, not in a CUE module: the user's input

  Arena& arena() { return arena_; }
  SymbolTable& symbols() { return symbols_; }
  const EvaluatorOptions& options() const { return options_; }
  EvaluationCounters counters() const;

  void beginRendering();
  bool isExhausted() const { return exhausted_ != nullptr; }

  // Roots (engine.cpp)
  Vertex* instance(std::span<const Module* const> files, std::span<const NamedData> inputs);
  Vertex* rootOf(const Expr& expr, const void* payload);  ///< a value of a kDataRef, kVertexRef or kTreeRef conjunct

 private:
  friend class Evaluator;
  friend class DisjunctionResolver;
  friend class Exporter;
  friend class FieldOrder;
  friend class Reifier;

  // share.cpp
  bool tryShare(Vertex& vertex);
  bool share(Vertex& vertex, Vertex& target);
  Vertex* movedVertex(const Conjunct& conjunct);
  bool tryExpression(Vertex& vertex);
  bool tryEmbedded(Vertex& vertex);
  static bool hasOnlyConjunct(const Vertex& vertex);
  static bool namesDefinition(const Expr& expr, const LoadedModule& module);
  bool hasTarget(const Expr& expr, Environment* env, Vertex*& target);
  static bool isAncestor(const Vertex* candidate, Vertex& vertex);

  // evaluate.cpp
  DeepStatus completeValue(Vertex& vertex);
  Node& node(Vertex& vertex) {
    if (vertex.node == nullptr) vertex.node = spareNodes_.take(arena_);
    return *vertex.node;
  }
  static bool isBreaking(const Vertex& vertex) { return vertex.node != nullptr && vertex.node->isBreaking; }
  /// Counts a step. False when a limit is reached, with which the vertex fails.
  bool charge(Vertex& vertex) {
    ++counters_.steps;
    bool isWithin = exhausted_ == nullptr && counters_.steps <= options_.limits.evaluationSteps && arena_.reservedBytes() <= mostBytes_ &&
                    vertex.depth <= options_.limits.vertexDepth && stack_ <= kDeepestStack;
    return isWithin || refuse(vertex);
  }
  bool refuse(Vertex& vertex);
  static Vertex* forwarded(Vertex* vertex) {
    while (vertex->forward != nullptr) vertex = vertex->forward;
    return vertex;
  }
  void insertWaiting(Vertex& vertex);
  bool runTasks(Vertex& vertex);
  bool drainTasks(Vertex& vertex);
  bool runRound(Vertex& vertex);
  bool breakWait(Vertex& vertex);
  void runTask(Vertex& vertex, std::uint32_t index);
  void finish(Vertex& vertex);
  void reviveLiterals(Vertex& vertex);
  void settleKind(Vertex& vertex);
  void decideStruct(Vertex& vertex);
  void runFieldTasks(Vertex& vertex, std::optional<Label> wanted);
  bool mayAdd(const Vertex& vertex, const Task& task, Label wanted) const;
  void reopen(Vertex& vertex);
  void checkLate(Vertex& vertex, Label label);

  // insert.cpp
  void insertAtom(Vertex& vertex, Atom atom, SourceSpan span);
  void restrictKind(Vertex& vertex, Kind kind, SourceSpan span);
  void insertBound(Vertex& vertex, const Insertion& insertion);
  void addBound(Vertex& vertex, const Bound& bound);
  void indexLatest(Vertex& vertex);
  void releaseNode(Vertex& vertex);
  void queue(Vertex& vertex, TaskKind kind, const Insertion& insertion, const Decl* decl = nullptr);
  void insertAlias(Vertex& vertex, const Insertion& insertion);
  void insertAnd(Vertex& vertex, const Insertion& insertion);
  void insertCall(Vertex& vertex, const Insertion& insertion);
  void insertDisjunction(Vertex& vertex, const Insertion& insertion, std::span<const Term> terms);
  static Atom atomOf(const Data& data);
  void insertData(Vertex& vertex, const Insertion& insertion);
  void insertTree(Vertex& vertex, const Insertion& insertion);
  bool isWaitingExpression(Vertex& value);
  void insertRebound(Vertex& vertex, Vertex& leaf, const Insertion& insertion);
  Environment* rebound(Environment* env, const Vertex& leaf, Vertex& vertex);

  // insert_struct.cpp
  void insertStruct(Vertex& vertex, const Insertion& insertion);
  void insertLiteral(Vertex& vertex, const Expr& literal, Environment* env, const Insertion& insertion, LiteralPart part);
  void insertDecl(Vertex& vertex, const Decl& decl, Environment* env, Group* group, const Insertion& insertion);
  void declarePending(Vertex& vertex, const Decl& comprehension, const Environment& env, Reference* via);
  void addPattern(Vertex& vertex, const Decl& decl, Environment* env, Group* group, Reference* via);
  void applyPatterns(Vertex& vertex);
  enum class Match : std::uint8_t { kNo, kYes, kUnknown };
  Match matches(Pattern& pattern, Vertex& arc);

  // insert_list.cpp
  void insertList(Vertex& vertex, const Insertion& insertion);
  void setListLength(Vertex& vertex, std::uint32_t count, bool isOpen, SourceSpan span);
  void applyTails(Vertex& vertex);

  // tasks (tasks.cpp, comprehension.cpp)
  TaskState runReference(Vertex& vertex, Task& task);
  TaskState runExpression(Vertex& vertex, Task& task);
  TaskState runDynamicField(Vertex& vertex, Task& task);
  TaskState runComprehension(Vertex& vertex, Task& task);
  void reserveFor(Vertex& vertex, const Expr& literal, std::size_t count);
  void failUndecided(Vertex& vertex, const Expr& comprehension, const LoadedModule& module, const Reason* reason);
  TaskState runList(Vertex& vertex, Task& task);
  void addReference(Vertex& vertex, Vertex* target, const Insertion& insertion, bool closes, SourceSpan span);
  static bool isSame(const Vertex& a, const Vertex& b);
  static bool isCyclic(const Conjunct& conjunct, const Vertex& vertex);
  bool followsCycle(const Vertex& vertex, const Reference& reference) const;
  void insertForwarded(Vertex& vertex, const Conjunct& conjunct, const Insertion& through);
  TaskState runBound(Vertex& vertex, Task& task);
  Value expandClauses(const Expr& comprehension, Environment* env, std::size_t clause, std::vector<Environment*>& bodies);
  Value expandFor(const Expr& comprehension, Environment* env, std::size_t clause, std::vector<Environment*>& bodies);
  Value rangeFailure(SourceSpan span, Kind kind);
  Vertex* keyOf(Label label);

  // scalar_choice.cpp
  static Atom literalOf(const Expr& expr, const LoadedModule& module);
  static Atom literalOf(const Conjunct& conjunct);
  static bool isConstant(const Expr& expr, const LoadedModule& module, int depth);
  static const Expr* constantTree(const Vertex& vertex);
  bool tryConstant(Vertex& vertex);
  Vertex* constantChoice(const Expr& disjunction, Environment* env);
  Match accepts(const Expr& expr, const LoadedModule& module, const Atom& atom);
  bool isChosenScalar(const Vertex& vertex);

  // disjunction.cpp
  bool resolveDisjunctions(Vertex& vertex);

  // closedness.cpp
  Group* newGroup(Group* parent, Group* embedScope, Group* topLiteral);
  static Group* topmost(Group* literal);
  static void closeTopmost(Group* embedded, Group* literal, bool recursive);
  void checkClosedness(Vertex& vertex);
  bool isClosedStruct(const Vertex& vertex) const;
  bool isFinallyClosed(const Vertex& vertex) const;

  // bounds.cpp
  void checkScalar(Vertex& vertex);
  void checkStructureBounds(Vertex& vertex);
  bool satisfies(const Atom& atom, const Bound& bound, const Reason** problem);
  Match meets(const Atom& atom, const Bound& bound);
  void checkBoundPair(Vertex& vertex, const Bound& a, const Bound& b);
  bool holdsInteger(const Bound& low, const Bound& high);

  // reference.cpp
  Environment* scope(Environment* env, std::uint32_t up) const;
  Value letValue(Environment* env, const Decl& decl);
  Value importValue(const Expr& expr, Environment* env);
  Value selectIn(const Value& base, Label label, const Expr& site, Environment* env);
  Value index(const Expr& expr, Environment* env);
  Value element(Vertex* list, const Atom& index, const Expr& site, Environment* env);
  Value undefined(Vertex* vertex, Label label, SourceSpan site);
  static Atom writtenScalar(Vertex& vertex);
  Value ambiguous(Vertex* vertex, SourceSpan span);
  bool isSetRequired(Vertex& field);
  Value slice(const Expr& expr, Environment* env);

  // expression.cpp
  static bool isNever(const Value& value, SourceSpan span, Kind kinds);
  Value unary(const Expr& expr, Environment* env);
  Value binary(const Expr& expr, Environment* env);
  Value combine(const Value& left, const Value& right, const Expr& expr, Environment* env);
  Value repeat(const Atom& text, const Atom& count, const Expr& expr, Environment* env);
  std::string_view kindName(Kind kind);
  Value notConcrete(SourceSpan span);
  bool isPresent(Vertex& vertex);
  Value compareValues(const Value& left, const Value& right, Operation operation, const Expr& expr, Environment* env);
  Value arithmetic(const Atom& left, const Atom& right, Operation operation, const Expr& expr, Environment* env);
  Value interpolation(const Expr& expr, Environment* env);
  Value presence(const Expr& expr, Environment* env);
  Value wrongOperand(SourceSpan span, Kind found, std::string_view needed);

  // call.cpp
  Value call(const Expr& expr, Environment* env);
  Value functionIn(Vertex& vertex);
  Value callCore(const Expr& expr, Environment* env, std::string_view name);
  Value callFunction(const Value& found, const Expr& expr, Environment* env);
  Value callSpecial(const FunctionDef& function, const PackageDef& package, const Expr& expr, Environment* env);
  const Reason* unfitArgument(const Value& found, std::size_t i, const Value& known, SourceSpan span);
  Value arguments(const Expr& expr, Environment* env, bool keepsSpelling, std::vector<Data>& out, std::vector<Value>& met);
  void releaseElements(const Expr& call, const LoadedModule& module, std::span<const Value> arguments);
  Value dataValue(const Data& data);
  static Kind kindOfData(const Data& data);
  Value length(const Expr& argument, Environment* env);
  Value junction(const Expr& expr, Environment* env, bool isOr);
  Value integerDivision(const Expr& expr, Environment* env, std::string_view name);
  const Reason* refusal(const FunctionDef& function, const Atom& text, Vertex& schema, SourceSpan span);
  Value sortList(Vertex& list, Vertex& comparer, bool onlyChecks, SourceSpan span);
  Value compareWith(Vertex& comparer, Vertex& a, Vertex& b, SourceSpan span);
  Value mergePatch(const Expr& expr, Environment* env);
  Value constantValue(const PackageDef& package, const ConstantDef& constant);

  // call_moving.cpp
  using MovedElements = std::unordered_set<Vertex*>;
  Value movableArguments(const Expr& expr, Environment* env, std::vector<Data>& out, std::vector<Value>& met, MovedElements& moved);
  Value addMovable(Vertex& vertex, std::vector<Data>& out, MovedElements& moved);
  void showMoved(std::span<Data> arguments, const MovedElements& moved);
  Tree* movedTree(const Data& data, const MovedElements& moved);
  Value movedValue(const Data& data, const MovedElements& moved);

  // validators.cpp
  enum class Verdict : std::uint8_t { kAccepted, kRefused, kIncomplete, kOpen };
  Value insertValidator(Vertex& vertex, const Insertion& insertion, const Value& function);
  void openLiteral(Vertex& vertex, const Insertion& insertion);
  bool isMatchCall(const Expr& call, const Environment& env) const;
  TaskState runMatch(Vertex& vertex, Task& task);
  void checkValidators(Vertex& vertex);
  Verdict checkValidator(Vertex& vertex, const Validator& validator);
  Verdict checkMatch(Vertex& vertex, const Validator& validator);
  Verdict meet(Vertex& value, Vertex& schema);
  Tree* finalTree(Vertex& value);
  Verdict countFits(std::uint32_t certain, std::uint32_t possible, Vertex& constraint);
  Verdict checkUnique(Vertex& list);

  /// Nested evaluations that the 64 MB stacks of the workers hold with room to spare.
  static constexpr std::uint32_t kDeepestStack = 12'000;

  Arena arena_;
  SharedModules::Reader shared_;
  SymbolTable symbols_;
  EvaluatorOptions options_;
  RegexCache regexes_;
  EvaluationCounters counters_;
  std::size_t mostBytes_;              ///< in the arena
  const Reason* exhausted_ = nullptr;  ///< a limit was reached; everything fails with it
  std::uint16_t stack_ = 0;
  std::vector<const LoadedModule*> modules_;                       ///< that were asked for
  std::unordered_map<const Expr*, const LoadedModule*> byTables_;  ///< a module is known by its tables: copies are the same module
  std::unordered_map<std::string_view, Vertex*> packageRoots_;
  std::unordered_map<std::string, Vertex*> constants_;
  std::unordered_map<std::uint32_t, Vertex*> keys_;   ///< labels, by their bits, that somebody read as values
  std::unordered_map<const Expr*, Vertex*> choices_;  ///< disjunctions of constants and their values; null for those that are not shared
  std::unordered_set<const Expr*> good_;              ///< trees of constants in which evaluation found no failure
  std::unordered_map<const Vertex*, Data> exported_;
  struct {
    std::vector<Vertex*> fields;
    std::vector<Member> members;
    std::vector<Data> items;
  } exporting_;                     ///< of the structs and lists that are being exported, the innermost last
  SpareArrays<Task> spareTasks_;    ///< of vertices that are finished
  SpareArrays<Bound> spareBounds_;  ///< of scalars that are finished
  SpareObjects<Vertex> spareVertices_;
  SpareObjects<Node> spareNodes_;  ///< of scalars that are finished
  SpareObjects<Environment> spareEnvironments_;
  SpareObjects<Reason> spareReasons_;
  std::array<const Number*, 256> smallNumbers_{};  ///< the ints from 0 that were computed
  std::unordered_set<const Expr*> fired_;          ///< bodies of comprehensions, made of plain fields alone, that fired for some struct
};

}  // namespace oamc
