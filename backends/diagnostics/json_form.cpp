#include <cstdint>

#include "backends/diagnostics/diagnostic_printer.h"
#include "backends/diagnostics/forms.h"
#include "ir/data/text/json_writer.h"

namespace oamc {

namespace {

void appendText(std::string& out, std::string_view key, std::string_view text) {
  out.append("\"").append(key).append("\": ");
  appendJsonString(out, text, JsonEscapes::kCue);
}

/// `file`, `line`, `column`, `end_line`, `end_column`: 1-based, in code points, ends exclusive; null where there is no place.
void appendPlace(std::string& out, SourceSpan span, std::string_view fileName, const SourceManager& sources) {
  if (!span.valid()) {
    if (fileName.empty()) out += "\"file\": null";
    else appendText(out, "file", fileName);
    out += ", \"line\": null, \"column\": null, \"end_line\": null, \"end_column\": null";
    return;
  }
  LineColumn begin = sources.position(span.file, span.begin);
  LineColumn end = sources.position(span.file, std::max(span.begin, span.end));
  appendText(out, "file", sources.name(span.file));
  out += ", \"line\": " + std::to_string(begin.line) + ", \"column\": " + std::to_string(begin.column);
  out += ", \"end_line\": " + std::to_string(end.line) + ", \"end_column\": " + std::to_string(end.column);
}

/// `, "key": [...]` with one element for each item, written by `appendItem`.
template <typename Items, typename AppendItem>
void appendList(std::string& out, std::string_view key, const Items& items, AppendItem appendItem) {
  out.append(", \"").append(key).append("\": [");
  bool isFirst = true;
  for (const auto& item : items) {
    if (!std::exchange(isFirst, false)) out += ", ";
    appendItem(item);
  }
  out += "]";
}

/// FNV-1a over what stays the same when lines are added above: code, file, message and marked text. For baselines and annotations of reviews.
std::string fingerprint(const Diagnostic& diagnostic, const SourceManager& sources) {
  std::uint64_t hash = 0xcbf29ce484222325;
  auto mix = [&](std::string_view text) {
    for (char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    hash = (hash ^ 0xFF) * 0x100000001b3;
  };
  mix(diagnostic.row->code);
  mix(diagnostic.span.valid() ? sources.name(diagnostic.span.file) : std::string_view(diagnostic.fileName));
  mix(diagnostic.message);
  if (diagnostic.span.valid()) mix(sources.text(diagnostic.span));
  std::string digits(16, '0');
  for (std::size_t at = digits.size(); at-- > 0; hash >>= 4) digits[at] = "0123456789abcdef"[hash & 15];
  return digits;
}

}  // namespace

void appendJsonForm(std::string& out, const Diagnostic& diagnostic, const SourceManager& sources) {
  auto appendString = [&](const std::string& text) { appendJsonString(out, text, JsonEscapes::kCue); };
  out += "{";
  appendText(out, "code", diagnostic.row->code);
  out += ", ";
  appendText(out, "severity", severityName(diagnostic.row->severity));
  out += ", ";
  appendText(out, "message", diagnostic.message);
  out += ", ";
  appendPlace(out, diagnostic.span, diagnostic.fileName, sources);
  out += ", ";
  appendText(out, "label", diagnostic.label);
  appendList(out, "related", diagnostic.related, [&](const RelatedPlace& related) {
    out += "{";
    appendPlace(out, related.span, {}, sources);
    out += ", ";
    appendText(out, "message", related.message);
    out += "}";
  });
  appendList(out, "context", diagnostic.context, appendString);
  appendList(out, "hints", diagnostic.hints, appendString);
  appendList(out, "fixes", diagnostic.fixes, [&](const Fix& fix) {
    out += "{";
    appendPlace(out, fix.span, {}, sources);
    out += ", ";
    appendText(out, "text", fix.text);
    out += "}";
  });
  out += ", ";
  appendText(out, "fingerprint", fingerprint(diagnostic, sources));
  out += "}\n";
}

}  // namespace oamc
