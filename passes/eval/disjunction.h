#pragma once

#include <optional>
#include <vector>

#include "passes/eval/engine.h"

namespace oamc {

/// Chooses among the alternatives of one vertex (spec/cue.md 2.2). Every combination of terms that is tried is a candidate: a vertex of its own, made from
/// the owner's conjuncts and the chosen terms, so that struct literals get an environment of their own and nothing of a failed candidate is left in the
/// owner. What a candidate starts in other vertices is valid without it: those that depend on the owner stay suspended.
class DisjunctionResolver {
 public:
  DisjunctionResolver(Engine& engine, Vertex& vertex);

  /// Gives the vertex its value: one candidate, several with modes, or a failure. False if it has to wait (vertex.blockedOn says for what).
  bool run();

 private:
  /// Names a disjunction across candidates: its expression and how many of the same expression came before.
  struct Key {
    const Expr* expr = nullptr;
    std::uint32_t occurrence = 0;
    bool operator==(const Key&) const = default;
  };
  struct Choice {
    Key key;
    std::uint32_t term;
  };
  using Script = std::vector<Choice>;

  struct Partial {
    Script script;
    DefaultMode mode = DefaultMode::kMaybe;
    DefaultMode termMode = DefaultMode::kMaybe;  ///< of the term that was added last
    Vertex* value = nullptr;                     ///< null: nothing chosen yet, the owner itself
  };
  struct Product {
    const Partial* partial = nullptr;
    DefaultMode termMode = DefaultMode::kMaybe;
    std::vector<Partial> results;
    bool isNested = false;
  };
  struct Step {
    std::vector<Product> products;
    bool leftDrops = true;
    bool rightDrops = true;
  };
  enum class Outcome { kGood, kOpen, kFailed };

  /// A term that needs no candidate.
  struct Plain {
    Atom atom;  ///< none for a type
    Kind kind = Kind::kTop;
    SourceSpan span;
  };

  std::optional<Plain> plainOf(const Conjunct& term);
  bool adoptPlain();
  static Key keyOf(const Disjunction& disjunction);
  static const Disjunction* find(const Vertex& vertex, const Key& key);
  static bool isPlainScalar(const Vertex& vertex);

  std::vector<Partial> cross(const Partial& start, std::span<const Key> keys);
  Step combine(const std::vector<Partial>& live, const Key& key);
  Outcome expand(const Partial& partial, const Key& key, std::uint32_t term, Product& product);
  std::vector<Key> nestedIn(const Vertex& value, const Script& script) const;
  std::vector<Partial> merge(Step& step);
  void append(std::vector<Partial>& merged, Partial result);
  const Reason* discriminate(const Vertex& owner, const Conjunct& term, int depth);
  const Reason* discriminateLiteral(const Vertex& owner, const Expr& literal, const LoadedModule& module);
  Vertex* build(const Partial& from, const Script& script);
  Vertex* emptyCandidate();
  Vertex* copyOf(const Vertex& source);
  Outcome judge(Vertex& candidate, const Script& script);
  void adopt(std::vector<Partial>& results);
  bool isOverLimit() const { return candidates_ > engine_.options_.limits.disjunctionCandidates; }
  const Reason* reachedLimit();
  const Reason* summary();
  bool isIncomplete(Vertex& field) const;
  bool isOtherChoice(const Reason& failure) const;
  const Reason* failureBelow(Vertex& candidate);

  Engine& engine_;
  Vertex& vertex_;
  std::vector<Key> deferred_;  ///< disjunctions that a later step resolves
  std::vector<const Reason*> failures_;
  std::uint32_t candidates_ = 0;
  std::uint16_t blockedOn_ = 0;
  bool isBlocked_ = false;
};

}  // namespace oamc
