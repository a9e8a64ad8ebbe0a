#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "frontend/cue/format.h"
#include "frontend/cue/parse.h"

namespace {

/// Stops in a way that the fuzzer takes for a crash and keeps the input of.
void require(bool condition, const char* law) {
  if (condition) return;
  std::fputs(law, stderr);
  std::abort();
}

/// What a text is printed as, or nothing if it is not CUE.
std::string reprint(const std::string& text) {
  oamc::SourceManager sources;
  oamc::Arena arena;
  oamc::DiagnosticSink sink(sources);
  oamc::FileId file = sources.add("fuzz.cue", text);
  oamc::Result<const oamc::ast::File*> tree = oamc::parseCue(sources, file, arena, oamc::Limits{}, sink);
  require(static_cast<bool>(tree) != sink.hasErrors(), "a text is refused if and only if an error is reported");
  if (tree) return oamc::formatCue(**tree);
  require(sink.diagnostics().size() <= 20, "the number of errors is bounded");
  for (const oamc::Diagnostic& diagnostic : sink.diagnostics()) {
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size(), "errors lie inside the text");
  }
  return {};
}

}  // namespace

/// Any bytes are either refused with a diagnostic or have a tree, whose printed form prints the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string printed = reprint(std::string(reinterpret_cast<const char*>(data), size));
  require(printed.empty() || reprint(printed) == printed, "printing what was printed changes nothing");
  return 0;
}
