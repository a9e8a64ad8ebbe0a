#include "ir/base/source.h"

#include <algorithm>

#include "ir/base/check.h"

namespace oamc {

SourceManager::SourceManager() { files_.emplace_back(); }

FileId SourceManager::add(std::string name, std::string text) { return addDerived(std::move(name), std::move(text), {}, {}); }

FileId SourceManager::addDerived(std::string name, std::string text, SourceSpan origin, std::vector<SourceSegment> segments) {
  OAMC_CHECK(files_.size() < kMaxFiles, "a run reads fewer files");
  FileId id{static_cast<std::uint32_t>(files_.size())};
  File& file = files_.emplace_back();
  file.name = std::move(name);
  file.ownText = std::move(text);
  file.origin = origin;
  file.segments = std::move(segments);
  file.text = file.ownText;
  return id;
}

FileId SourceManager::addLasting(std::string name, std::string_view text) {
  FileId id = add(std::move(name), {});
  files_.back().text = text;
  return id;
}

SourceSpan SourceManager::userSpan(SourceSpan span) const {
  while (span.valid() && files_[index(span.file)].origin.valid()) {
    const File& file = files_[index(span.file)];
    auto after = std::ranges::upper_bound(file.segments, span.begin, {}, &SourceSegment::derivedBegin);
    if (after == file.segments.begin()) {
      span = {file.origin.file, file.origin.begin, file.origin.begin + 1};
      continue;
    }
    const SourceSegment& segment = *std::prev(after);
    // A span that leaves its line ends with the line: what lies between (indentation) is not the user's text.
    std::uint32_t last = after == file.segments.end() ? static_cast<std::uint32_t>(file.text.size()) : after->derivedBegin;
    std::uint32_t begin = segment.originBegin + (span.begin - segment.derivedBegin);
    span = {file.origin.file, begin, begin + (std::min(span.end, last) - span.begin)};
  }
  return span;
}

const std::vector<std::uint32_t>& SourceManager::lineStarts(const File& file) const {
  if (file.lineStarts.empty()) {
    file.lineStarts.push_back(0);
    for (std::size_t at = file.text.find('\n'); at != std::string_view::npos; at = file.text.find('\n', at + 1))
      file.lineStarts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return file.lineStarts;
}

LineColumn SourceManager::position(FileId id, std::uint32_t offset) const {
  const File& file = files_[index(id)];
  const auto& starts = lineStarts(file);
  auto line = std::ranges::upper_bound(starts, offset) - starts.begin();
  std::uint32_t start = starts[static_cast<std::size_t>(line - 1)];
  auto text = file.text.substr(start, std::min<std::size_t>(offset, file.text.size()) - start);
  auto isCodePointStart = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; };
  auto column = std::ranges::count_if(text, isCodePointStart);
  return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column) + 1};
}

std::string_view SourceManager::line(FileId id, std::uint32_t line) const {
  const File& file = files_[index(id)];
  const auto& starts = lineStarts(file);
  if (line == 0 || line > starts.size()) return {};
  std::string_view rest = file.text.substr(starts[line - 1]);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

}  // namespace oamc
