#pragma once

#include <string>
#include <vector>

#include "ir/base/diagnostic.h"
#include "passes/eval/engine.h"

namespace oamc {

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
  Failed missingParameter(Vertex& target, SourceSpan use);
  Failed notCallable(const Reason& reason);

  /// The value that is missing: the parameter behind an open value, or null.
  Vertex* parameterBehind(const Reason& reason);
  /// Where the user adds a field to the struct that lacks `field`: the key of that struct in the input.
  SourceSpan placeToAdd(const Vertex& field) const;
  std::string usageOf(const Vertex& field) const;
  std::vector<std::string_view> fieldNames(const Vertex& vertex) const;

  std::string text(const Atom& atom) const;
  std::string sourceText(SourceSpan span) const;
  std::string path(const Reason& reason) const;
  std::string kindWords(Kind kind) const;

  Engine& engine_;
  DiagnosticSink& sink_;
};

}  // namespace oamc
