#include "backends/records/records.h"

#include <string>

#include "ir/base/arena.h"
#include "ir/data/text/json_writer.h"

namespace oamc {
namespace {

/// The members of the object are sorted: the order in which a user wrote keys must not show.
void appendRecord(std::string& out, const RenderedStep& step, const RenderedGroup& group, const RenderedObject& object) {
  Arena arena;
  Member members[] = {
      {"step", Data::string(step.name), {}},
      {"cluster", Data::string(group.placement.cluster), {}},
      {"namespace", Data::string(group.placement.namespaceName), {}},
      {"component", Data::string(group.component), {}},
      {"replicaKey", Data::string(group.replicaKey), {}},
      {"role", Data::string(roleName(object.role)), {}},
      {"trait", Data::string(object.trait), {}},
      {"object", sorted(object.object, arena), {}},
  };
  out += out.empty() ? "[\n" : ",\n";
  appendJson(out, Data::object(members));
}

}  // namespace

Result<FileSet> RecordsBackend::emit(std::span<const RenderedApp> apps, const Target& target, DiagnosticSink&) const {
  std::string text;
  for (const RenderedApp& app : apps)
    for (const RenderedStep& step : app.steps)
      for (const RenderedGroup& group : step.groups)
        for (const RenderedObject& object : group.objects)
          if (object.isSent && (target.cluster.empty() || object.cluster == target.cluster)) appendRecord(text, step, group, object);
  text += text.empty() ? "[]\n" : "\n]\n";
  FileSet files;
  files.files.push_back({.path = target.isFolder ? "records.json" : "", .text = std::move(text), .application = {}});
  return files;
}

}  // namespace oamc
