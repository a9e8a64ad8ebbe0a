#include "ir/cue/field_tags.h"

namespace oamc {

namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text) {
  std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Finds the slashes of the lines of one comment group in its source, one after the other.
class CommentPlaces {
 public:
  CommentPlaces(SourceSpan firstLine, const SourceManager* sources) : file_(firstLine.file), slashes_(firstLine.begin) {
    if (file_ != FileId::kNone && sources != nullptr) source_ = sources->text(file_);
  }

  /// The span of [begin, end) of the current line, counted after its slashes.
  SourceSpan span(std::uint32_t begin, std::uint32_t end) const {
    if (file_ == FileId::kNone) return {};
    return {file_, slashes_ + 2 + begin, slashes_ + 2 + end};
  }

  /// Goes to the slashes after the line of `length` bytes; without the source the place is lost.
  void next(std::size_t length) {
    std::size_t found = source_.find("//", slashes_ + 2 + length);
    if (found == std::string_view::npos) file_ = FileId::kNone;
    else slashes_ = static_cast<std::uint32_t>(found);
  }

 private:
  FileId file_;
  std::uint32_t slashes_;
  std::string_view source_;
};

}  // namespace

std::optional<Mark> parseMark(std::string_view line) {
  std::string_view content = trimmed(line);
  if (!content.starts_with('+')) return std::nullopt;
  std::size_t equals = content.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  std::string_view value = trimmed(content.substr(equals + 1));
  if (value.find_first_of(kBlanks) != std::string_view::npos) return std::nullopt;
  auto begin = static_cast<std::uint32_t>(content.data() - line.data());
  return Mark{
      .key = trimmed(content.substr(1, equals - 1)),
      .value = value,
      .begin = begin,
      .end = begin + static_cast<std::uint32_t>(content.size()),
  };
}

std::vector<PlacedMark> marksOf(std::string_view text, SourceSpan firstLine, const SourceManager* sources) {
  std::vector<PlacedMark> marks;
  CommentPlaces places(firstLine, sources);
  for (;;) {
    std::size_t lineEnd = text.find('\n');
    std::string_view line = text.substr(0, lineEnd);
    if (std::optional<Mark> mark = parseMark(line)) marks.push_back({mark->key, mark->value, places.span(mark->begin, mark->end)});
    if (lineEnd == std::string_view::npos) return marks;
    places.next(line.size());
    text.remove_prefix(lineEnd + 1);
  }
}

void applyMarks(std::string_view text, SourceSpan firstLine, const SourceManager* sources, FieldTags& tags) {
  for (const PlacedMark& mark : marksOf(text, firstLine, sources)) {
    if (mark.key == "patchKey") {
      tags.patchKey = mark.value;
      tags.keySpan = mark.span;
    } else if (mark.key == "patchStrategy") {
      tags.patchStrategy = mark.value;
      tags.strategySpan = mark.span;
    }
  }
}

}  // namespace oamc
