#include "ir/cue/field_tags.h"

#include "ir/data/text/utf8.h"

namespace oamc {

namespace {

/// White space as Unicode has it: the reference trims with it.
bool isBlank(char32_t letter) {
  return (letter >= 0x09 && letter <= 0x0D) || letter == 0x20 || letter == 0x85 || letter == 0xA0 || letter == 0x1680 ||
         (letter >= 0x2000 && letter <= 0x200A) || letter == 0x2028 || letter == 0x2029 || letter == 0x202F || letter == 0x205F || letter == 0x3000;
}

struct Trimmed {
  std::string_view text;
  bool hasBlanks = false;  // inside
};

Trimmed trimmed(std::string_view text) {
  std::size_t begin = text.size(), end = text.size();
  Trimmed result{text.substr(text.size())};
  bool isAfterBlank = false;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint letter = decodeUtf8(text.substr(at));
    if (isBlank(letter.value)) {
      isAfterBlank = true;
    } else {
      if (begin == text.size()) begin = at;
      else result.hasBlanks = result.hasBlanks || isAfterBlank;
      isAfterBlank = false;
      end = at + letter.size;
    }
    at += letter.size;
  }
  result.text = text.substr(begin, end - begin);
  return result;
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
  std::string_view content = trimmed(line).text;
  if (!content.starts_with('+')) return std::nullopt;
  std::size_t equals = content.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  Trimmed value = trimmed(content.substr(equals + 1));
  if (value.hasBlanks) return std::nullopt;
  auto begin = static_cast<std::uint32_t>(content.data() - line.data());
  return Mark{
      .key = trimmed(content.substr(1, equals - 1)).text,
      .value = value.text,
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
