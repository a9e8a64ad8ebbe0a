#include "frontend/input/cue_text.h"

#include <string_view>

namespace oamc {

namespace {

/// The length of the opening delimiter: hashes and one or three quotes.
std::size_t delimiterSize(std::string_view written) {
  std::size_t hashes = written.find_first_not_of('#');
  if (hashes == std::string_view::npos) return written.size();
  bool isTriple = written.substr(hashes).starts_with("\"\"\"") || written.substr(hashes).starts_with("'''");
  return hashes + (isTriple ? 3 : 1);
}

}  // namespace

std::vector<SourceSegment> cueStringSegments(const SourceManager& sources, const ast::String& literal) {
  std::string_view written = sources.text(literal.span);
  std::size_t at = delimiterSize(written);
  if (!literal.isMultiline) {
    if (written.substr(std::min(at, written.size()), literal.value.size()) != literal.value) return {};
    return {{0, literal.span.begin + static_cast<std::uint32_t>(at)}};
  }
  std::size_t lastLine = written.rfind('\n');
  std::size_t indent = written.find_first_not_of(" \t", lastLine + 1) - (lastLine + 1);
  std::vector<SourceSegment> segments;
  std::size_t taken = 0;
  for (at = written.find('\n', at); at < lastLine; at = written.find('\n', at + 1)) {
    std::string_view line = written.substr(at + 1, written.find('\n', at + 1) - at - 1);
    std::size_t skipped = std::min(indent, line.size());
    line.remove_prefix(skipped);
    if (literal.value.substr(taken, line.size()) != line) return {};
    segments.push_back({static_cast<std::uint32_t>(taken), literal.span.begin + static_cast<std::uint32_t>(at + 1 + skipped)});
    taken += line.size() + 1;
  }
  return taken == literal.value.size() + 1 ? segments : std::vector<SourceSegment>{};
}

}  // namespace oamc
