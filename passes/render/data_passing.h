#pragma once

#include <map>
#include <span>
#include <string_view>
#include <tuple>

#include "ir/base/arena.h"
#include "ir/base/diagnostic.h"
#include "ir/oam/rendered_app.h"
#include "ir/oam/workspace.h"

namespace oamc {

/// The values that components of one step hand to each other through `outputs` and `inputs` (spec/rendering.md 6.8), kept for each placement and replica key. A value is
/// read from the live object if there is one, else from the rendered one.
class DataPassing {
 public:
  DataPassing(std::span<const LiveObject> liveObjects, Arena& arena, DiagnosticSink& sink) : liveObjects_(liveObjects), arena_(arena), sink_(sink) {}

  bool takesInputs(const RenderTask& task) const { return !task.variant->component.inputs.empty(); }

  /// The properties of the task's component with the values of its inputs written to their `parameterKey`s. Producers must have been collected.
  Data propertiesWithInputs(const RenderTask& task) const;

  /// Remembers the outputs of a rendered component. Reports E4586 for a `valueFrom` that the objects do not answer.
  Result<void> collect(const RenderTask& task, const RenderedGroup& group);

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

  Data liveOr(const RenderedObject& object) const;
  Data sourceOf(const RenderedGroup& group) const;

  std::span<const LiveObject> liveObjects_;
  Arena& arena_;
  DiagnosticSink& sink_;
  std::map<Key, Data> values_;
};

}  // namespace oamc
