#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ir/base/diagnostic.h"
#include "passes/eval/engine.h"

namespace oamc {

/// Names in backticks, the first dozen of them and how many more there are.
std::string quotedList(std::span<const std::string_view> names);

/// Turns reasons into diagnostics (spec/cue.md 4.5, 6; product.md 7): the place in the user's input first, what the definition says as related place.
class ReasonReporter {
 public:
  ReasonReporter(Engine& engine, DiagnosticSink& sink) : engine_(engine), sink_(sink) {}

  Failed report(const Reason& reason);

 private:
  Failed conflict(const Reason& reason);
  Failed wrongKind(const Reason& reason);
  Failed bound(const Reason& reason);
  Failed notAllowed(const Reason& reason);
  Failed allArms(const Reason& reason);
  Failed missing(const Reason& reason);
  Failed undefined(const Reason& reason);
  Failed missingParameter(Vertex& target, const Reason& reason);
  Failed ambiguous(Vertex& vertex, SourceSpan use);
  Failed bothSidesEvaluated(const Module& module, const Expr& logical, const Reason& reason);
  Failed cycle(const Reason& reason);
  Failed outsideOfKinds(const Reason& reason, Kind allowed);
  Failed notOneOf(const Reason& reason, const std::vector<std::string>& options);
  Failed callFailed(const Reason& reason);
  Failed argumentCount(const Reason& reason);
  Failed unknownPackage(const Reason& reason);
  Failed notCallable(const Reason& reason);
  Failed listArithmetic(const Reason& reason);

  /// The value that is missing: the parameter behind an open value, or null.
  Vertex* parameterBehind(const Reason& reason);
  /// Where the user adds a field to the struct that lacks `field`: the key of that struct in the input.
  SourceSpan placeToAdd(const Vertex& field) const;
  /// The `+usage` text of a field's declarations; empty without one.
  std::string usageOf(const Vertex& field) const;
  std::vector<std::string_view> fieldNames(const Vertex& vertex) const;
  /// Says what a parameter is for, if its declaration says so.
  void addUsage(DiagnosticBuilder& builder, const Vertex* vertex) const;

  /// The innermost expression of any module whose span contains `span` and that `isWanted` accepts, with its module; null when there is none.
  std::pair<const Module*, const Expr*> enclosing(SourceSpan span, bool (*isWanted)(const Expr&)) const;

  /// The reference or expression through which two declarations of a definition met in one value; invalid when they meet directly, or one side is input.
  SourceSpan meetingPlace(const Reason& reason) const;

  std::string text(const Atom& atom) const;
  std::string sourceText(SourceSpan span) const;
  std::string path(const Reason& reason) const;
  /// As Engine::pathOf, with elements of lists by their name: `env[name=PORT].value`.
  std::string pathOf(const Vertex* vertex) const;
  std::string kindWords(Kind kind) const;

  Engine& engine_;
  DiagnosticSink& sink_;
};

}  // namespace oamc
