#pragma once

#include <memory>
#include <string>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/base/arena.h"
#include "ir/base/limits.h"
#include "ir/base/result.h"
#include "ir/base/source.h"
#include "ir/base/symbol.h"
#include "ir/cue/function.h"
#include "ir/cue/module.h"
#include "ir/cue/ports.h"
#include "ir/cue/reason.h"
#include "ir/cue/tree.h"
#include "ir/data/data.h"

namespace oamc {

class DiagnosticSink;
class Engine;
class JsonStream;
class SharedModules;

/// A field of a root that arrives as data: `parameter`, `context`.
struct NamedData {
  std::string_view name;
  Data value;
};

struct EvaluatorOptions {
  const SourceManager* sources = nullptr;
  FunctionLibrary functions;
  Limits limits;
  std::vector<ImportedPackage> packages;  ///< importable besides the function packages
  ExprCompiler* compiler = nullptr;       ///< for constants and packages that are written in CUE; must outlive the evaluator
  TreeMerge treeMerge = nullptr;          ///< for the package oamc/patch
};

/// What was done, counted the same on every machine; the benchmarks compare them exactly.
struct EvaluationCounters {
  std::uint64_t steps = 0;  ///< conjuncts inserted and expressions evaluated; limits.evaluationSteps bounds it
  std::uint64_t vertices = 0;
  std::uint64_t unifications = 0;  ///< vertices evaluated
  std::uint64_t candidates = 0;    ///< disjunction arms tried
  std::size_t bytes = 0;
};

/// Result of asking for concrete data: either the data, or why there is none.
struct ExportResult {
  Data data;
  const Reason* reason = nullptr;  ///< null: data is valid. The first in source order; more follow by Reason::next
  explicit operator bool() const { return reason == nullptr; }
};

/// One field of an evaluated struct.
struct FieldView {
  std::string_view name;
  LabelKind kind;
  FieldMark mark;
  Vertex* value;
};

/// Evaluates CUE (spec/cue.md 2). Everything it makes lives in its memory and dies with it, at the end of one rendering or of several. Values are Vertex handles;
/// nothing is evaluated before somebody asks for it. Failures are values (Reason) until describe() is called for one.
class Evaluator {
 public:
  /// `shared`: modules that need not be made ready again; null, or must outlive the evaluator and not grow meanwhile.
  explicit Evaluator(const EvaluatorOptions& options, const SharedModules* shared = nullptr);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// The limits count from here on. Values that were made before stay what they are, failures for a limit too.
  void beginRendering();
  /// Whether a limit was reached: everything fails from then on.
  bool isExhausted() const;

  /// A root value: the top-level declarations of `files` (of one package), and `inputs` as further declarations of fields. `files` must outlive
  /// the evaluator; `inputs` may share memory with anything that does.
  Vertex* instance(std::span<const Module* const> files, std::span<const NamedData> inputs);

  /// The present regular field `name` of `value` (defaults taken), or null. Definitions by `#name`.
  Vertex* field(Vertex* value, std::string_view name);
  /// Follows field names and, in lists, decimal indices; null where it ends.
  Vertex* path(Vertex* value, std::span<const std::string_view> names);
  /// Evaluates an expression module (lowerExpr) in the scope of `root`.
  Vertex* expression(Vertex* root, const Module& expr);

  /// The fields of a struct (or elements of a list) that exist, hidden ones and definitions too, optional ones too, marked so; in export order.
  std::vector<FieldView> fields(Vertex* value);

  /// The value as concrete data: defaults taken, hidden, definition and optional fields dropped, export order (2.15 b). Fails when anything exported is not concrete
  /// or anything below, hidden or not, is a fatal error. Bytes are base64 strings, as in JSON (2.16). The data lives as long as the evaluator, and
  /// is made once: every trait sees all that the component has made so far.
  ExportResult exportData(Vertex* value);
  /// The same as JSON text, which is worthless if a reason is returned: null for success.
  const Reason* writeJson(Vertex* value, JsonStream& out);
  /// The same with bytes as bytes, for CUE output.
  ExportResult exportWithBytes(Vertex* value);
  /// The same for CUE's YAML: only the scalars that keep their spelling have spans (appendYaml).
  ExportResult exportSpelled(Vertex* value);

  /// All fatal errors in `value` and below (defaults not needed): the first reason of a chain by `next`, or null. Incomplete values are no errors here.
  const Reason* validate(Vertex* value);
  /// All reasons why exportData would fail.
  const Reason* validateConcrete(Vertex* value);

  /// The class of the value itself and the failure that gave it; kNone for values that are no bottom.
  BottomKind bottomKind(Vertex* value);

  /// The possible kinds of the value, defaults not taken.
  Kind kind(Vertex* value);

  /// A concrete scalar of the value with its default taken, or an Atom of kind kBottom.
  Atom scalar(Vertex* value);

  /// The E-tree of a value: defaults not taken, tags collected (spec/rendering.md 4.3, 4.4). The nodes are fresh.
  Tree* reify(Vertex* value);
  /// The E-tree of the base of a patch: what `patch` does not name is shared, not written out, and there are no marks.
  Tree* reifyBase(Vertex* base, const Tree& patch);
  /// The markers of the field `value` itself: its direct docs.
  FieldTags tags(Vertex* value);
  /// A new root value that unifies the trees (spec/rendering.md 4.5, last step).
  Vertex* unify(std::span<Tree* const> trees);
  /// A new root value that is `data`; lists that are field values are open if `openLists` (spec/rendering.md 4.2).
  Vertex* fromData(const Data& data, bool openLists);

  /// Where a person reads or changes the value: the declaration that decided it.
  SourceSpan span(Vertex* value);

  /// Reports `reason` and the ones chained behind it, places in data (the user's input) first. Codes E3xxx.
  Failed report(const Reason& reason, DiagnosticSink& sink);
  /// One line without places, for tests and protocols.
  std::string text(const Reason& reason);
  /// The path of a value from its root: `output.spec.replicas`.
  std::string pathOf(Vertex* value);

  Arena& arena();
  SymbolTable& symbols();
  EvaluationCounters counters() const;

 private:
  std::unique_ptr<Engine> engine_;
};

}  // namespace oamc
