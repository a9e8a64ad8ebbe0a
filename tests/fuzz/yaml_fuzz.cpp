#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "ir/data/text/yaml_reader.h"
#include "ir/data/text/yaml_writer.h"

namespace {

void require(bool condition, const char* law) {
  if (condition) return;
  std::fputs(law, stderr);
  std::abort();
}

}  // namespace

/// Any bytes are refused with a diagnostic or read as documents; what the manifest writer prints of a document is read as the same data again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  SourceManager sources;
  Arena arena;
  DiagnosticSink sink(sources);
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
