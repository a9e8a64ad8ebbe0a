#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ir/data/text/yaml_block_events.h"
#include "ir/data/text/yaml_reader.h"
#include "ir/data/text/yaml_writer.h"

namespace {

void require(bool condition, const char* law) {
  if (condition) return;
  std::fputs(law, stderr);
  std::abort();
}

/// What the scanner cuts is what the library would have cut.
void requireSameEvents(std::string_view text) {
  using namespace oamc;
  if (!yamlBlockEvents(text)) return;
  YamlEvents ours(text);
  YamlEvents library(text, YamlEvents::Cutter::kLibrary);
  for (;;) {
    const YamlEvent& a = ours.next();
    const YamlEvent& b = library.next();
    bool isPlaced = a.kind == YamlEventKind::kScalar || a.kind == YamlEventKind::kListStart || a.kind == YamlEventKind::kMapStart;
    require(a.kind == b.kind && a.value == b.value && b.tag.empty() && b.anchor.empty(), "the same events");
    require(!isPlaced || (a.style == b.style && a.begin == b.begin && a.end == b.end), "at the same places");
    if (a.kind == YamlEventKind::kStreamEnd) return;
  }
}

}  // namespace

/// Any bytes are refused with a diagnostic or read as documents; what the manifest writer prints of a document is read as the same data again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  SourceManager sources;
  Arena arena;
  DiagnosticSink sink(sources);
  requireSameEvents({reinterpret_cast<const char*>(data), size});
  FileId file = sources.add("in.yaml", std::string(reinterpret_cast<const char*>(data), size));
  auto documents = readYaml(file, sources, arena, sink);
  require(static_cast<bool>(documents) != sink.hasErrors(), "a text is refused if and only if an error is reported");
  if (!documents) return 0;
  for (const YamlDocument& document : *documents) {
    std::string printed = writeYaml(document.root, YamlPreset::kManifest);
    if (printed.size() > (std::size_t{1} << 20)) continue;  // aliases multiply a document; the law is the same for small ones
    auto again = readYaml(sources.add("printed.yaml", printed), sources, arena, sink);
    require(again && again->size() == 1 && equal((*again)[0].root, document.root), "what is written is read as the same data");
  }
  return 0;
}
