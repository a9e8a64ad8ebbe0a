#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"
#include "ir/oam/workspace.h"
#include "passes/render/value_path.h"

namespace oamc {

/// Who sees the values that components give away.
enum class PassingScope {
  kPlacement,  ///< the components of one deploy step, at the same placement and of the same replica key (spec/rendering.md 6.8)
  kWorkflow,   ///< all later apply-component steps (spec/workflow.md 1.8)
};

/// The values that components hand to each other through `outputs` and `inputs`. A value is read from the live object if there is one, else from the rendered one.
class DataPassing {
 public:
  /// `context` answers inputs `from: context.…` in the scope of a workflow.
  DataPassing(PassingScope scope, const Data& context, std::span<const LiveObject> liveObjects, Arena& arena, DiagnosticSink& sink)
      : scope_(scope), context_(context), liveObjects_(liveObjects), arena_(arena), sink_(sink) {}

  /// The variant of the task with the values of its inputs written to their `parameterKey`s. Producers must have been collected. Reports E4586 for a value that the
  /// objects of its producer do not answer, E4588 for one that cannot be passed on; fails without a word when the producer has failed.
  Result<ComponentVariant> withInputs(const RenderTask& task) const;

  /// Remembers the outputs of a rendered component.
  void collect(const RenderTask& task, const RenderedGroup& group);
  /// Remembers that a component with outputs could not be rendered.
  void collectFailed(const RenderTask& task, const Failed& failure);

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

  /// What became of one output. Without a value, the objects do not have it, or their component has failed.
  struct Passed {
    const DataOutput* output;
    std::string_view component;
    std::optional<Data> value;
    std::optional<Failed> failure;
  };

  Key keyOf(std::string_view name, const RenderTask& task, std::string_view replicaKey) const;
  void add(const RenderTask& task, const DataOutput& output, std::optional<Data> value, std::optional<Failed> failure);
  const Passed* find(std::string_view name, const RenderTask& task) const;
  Result<Data> inputValue(const DataInput& input, const RenderTask& task) const;
  Result<void> write(const DataInput& input, const Data& value, Component& component) const;
  bool writeAt(std::span<const PathPart> path, const Data& value, Component& component) const;
  Failed reportNotPassed(const DataInput& input, SourceSpan place, const Component& component, std::string_view reason, std::string_view hint) const;
  Data liveOr(const RenderedObject& object) const;
  Data sourceOf(const RenderedGroup& group) const;

  PassingScope scope_;
  Data context_;
  std::span<const LiveObject> liveObjects_;
  Arena& arena_;
  DiagnosticSink& sink_;
  std::map<Key, Passed> values_;
};

}  // namespace oamc
