#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ir/data/text/yaml_block_reader.h"
#include "ir/data/text/yaml_composer.h"
#include "ir/data/text/yaml_reader.h"
#include "ir/data/text/yaml_writer.h"

namespace {

void require(bool condition, const char* law) {
  if (condition) return;
  std::fputs(law, stderr);
  std::abort();
}

bool isSame(oamc::SourceSpan a, oamc::SourceSpan b) { return a == b; }

bool isSame(const oamc::Data& a, const oamc::Data& b) {
  using oamc::Member;
  if (a.kind() != b.kind() || !isSame(a.span(), b.span()) || a.isGoTree() != b.isGoTree()) return false;
  if (a.isList()) return std::ranges::equal(a.items(), b.items(), [](const auto& x, const auto& y) { return isSame(x, y); });
  if (!a.isObject()) return oamc::equal(a, b);
  return std::ranges::equal(a.members(), b.members(),
                            [](const Member& x, const Member& y) { return x.key == y.key && isSame(x.keySpan, y.keySpan) && isSame(x.value, y.value); });
}

/// What the block reader makes of a text is what the composer would have made of it.
void requireSameTrees(oamc::FileId file, std::string_view text, oamc::Arena& arena, const oamc::SourceManager& sources) {
  using namespace oamc;
  auto ours = readYamlBlocks(file, text, arena, {});
  if (!ours) return;
  DiagnosticSink sink(sources);
  YamlReadOptions options;
  auto composed = YamlComposer(file, text, arena, sink, options).read();
  require(composed && sink.diagnostics().empty(), "simple texts are without a mistake");
  require(std::ranges::equal(*ours, *composed, [](const auto& a, const auto& b) { return isSame(a.root, b.root) && isSame(a.span, b.span); }),
          "the same trees");
}

}  // namespace

/// Any bytes are refused with a diagnostic or read as documents; what the manifest writer prints of a document is read as the same data again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace oamc;
  SourceManager sources;
  Arena arena;
  DiagnosticSink sink(sources);
  FileId file = sources.add("in.yaml", std::string(reinterpret_cast<const char*>(data), size));
  requireSameTrees(file, sources.text(file), arena, sources);
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
