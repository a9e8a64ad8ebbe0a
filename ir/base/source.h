#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace oamc {

/// A file of a SourceManager; 0 is "no file", the others are below kMaxFiles.
enum class FileId : std::uint32_t { kNone = 0 };
inline constexpr std::size_t kMaxFiles = std::size_t{1} << 28;

/// A half-open byte range of one file. Lines and columns are computed only when a message is printed.
struct SourceSpan {
  FileId file = FileId::kNone;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool valid() const { return file != FileId::kNone; }
  bool operator==(const SourceSpan&) const = default;
};

/// 1-based line and column; columns count Unicode code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  bool operator==(const LineColumn&) const = default;
};

/// Where a run of bytes of a derived file stands in the file it was taken from.
struct SourceSegment {
  std::uint32_t derivedBegin;
  std::uint32_t originBegin;
};

/// Owns the text of every file that was read, and knows where derived texts (a CUE template inside a YAML block scalar) come from.
/// Texts and names are stable until the manager dies.
class SourceManager {
 public:
  SourceManager();
  SourceManager(const SourceManager&) = delete;
  SourceManager& operator=(const SourceManager&) = delete;

  /// `name` is shown as given: a path, `<stdin>`, or `library:component/webservice.cue`.
  FileId add(std::string name, std::string text);

  /// The same for a text that outlives the manager; it is not copied.
  FileId addLasting(std::string name, std::string_view text);

  /// Adds a text that was decoded from `origin`. `segments` are ordered by `derivedBegin` and say which bytes were copied unchanged;
  /// with none of them every span of the new file is reported at the start of `origin`.
  FileId addDerived(std::string name, std::string text, SourceSpan origin, std::vector<SourceSegment> segments);

  std::string_view text(FileId file) const { return files_[index(file)].text; }
  std::string_view name(FileId file) const { return files_[index(file)].name; }
  std::string_view text(SourceSpan span) const { return text(span.file).substr(span.begin, span.end - span.begin); }

  /// The place in the file that a person edits: spans of derived files are mapped to their origin, others stay.
  SourceSpan userSpan(SourceSpan span) const;

  LineColumn position(FileId file, std::uint32_t offset) const;

  /// The line (1-based) without its line end; empty past the last line.
  std::string_view line(FileId file, std::uint32_t line) const;

 private:
  struct File {
    std::string name;
    std::string ownText;
    std::string_view text;  ///< mostly `ownText`
    SourceSpan origin;
    std::vector<SourceSegment> segments;
    mutable std::vector<std::uint32_t> lineStarts;
  };

  static std::size_t index(FileId file) { return static_cast<std::size_t>(file); }
  const std::vector<std::uint32_t>& lineStarts(const File& file) const;

  std::deque<File> files_;
};

}  // namespace oamc
