#include "ir/data/text/yaml_reader.h"

#include <algorithm>

#include "ir/data/text/yaml_block_reader.h"
#include "ir/data/text/yaml_composer.h"

namespace oamc {

namespace {

std::string_view takeLine(std::string_view& text) {
  std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// A literal block keeps its lines; each decoded line is the tail of a source line, behind the same indentation.
std::vector<SourceSegment> literalSegments(std::string_view source, std::uint32_t sourceBegin, std::string_view decoded) {
  std::vector<SourceSegment> segments;
  std::string_view sourceRest = source;
  std::string_view decodedRest = decoded;
  takeLine(sourceRest);
  std::size_t indentation = std::string_view::npos;
  while (!decodedRest.empty()) {
    auto derived = static_cast<std::uint32_t>(decodedRest.data() - decoded.data());
    auto origin = sourceBegin + static_cast<std::uint32_t>(sourceRest.data() - source.data());
    std::string_view line = takeLine(decodedRest);
    std::string_view sourceLine = takeLine(sourceRest);
    if (sourceLine.ends_with('\r')) sourceLine.remove_suffix(1);
    if (indentation == std::string_view::npos && !line.empty() && sourceLine.ends_with(line)) indentation = sourceLine.size() - line.size();
    std::size_t indented = std::min(indentation == std::string_view::npos ? sourceLine.size() : indentation, sourceLine.size());
    segments.push_back({derived, origin + static_cast<std::uint32_t>(indented)});
  }
  return segments;
}

}  // namespace

Result<std::vector<YamlDocument>> readYaml(FileId file, const SourceManager& sources, Arena& arena, DiagnosticSink& sink, const YamlReadOptions& options) {
  if (auto documents = readYamlBlocks(file, sources.text(file), arena, options)) return std::move(*documents);
  return YamlComposer(file, sources.text(file), arena, sink, options).read();
}

std::vector<SourceSegment> yamlSegments(const SourceManager& sources, const Data& string) {
  SourceSpan span = string.span();
  if (!span.valid() || !string.isString()) return {};
  std::string_view source = sources.text(span);
  std::string_view decoded = string.text();
  if (source.starts_with('|')) return literalSegments(source, span.begin, decoded);
  if (source == decoded) return {{0, span.begin}};
  bool isQuoted = source.size() >= 2 && (source[0] == '"' || source[0] == '\'');
  if (isQuoted && source.substr(1, source.size() - 2) == decoded) return {{0, span.begin + 1}};
  return {};
}

}  // namespace oamc
