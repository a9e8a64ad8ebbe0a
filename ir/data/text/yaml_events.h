#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "ir/base/check.h"

namespace oamc {

enum class YamlEventKind : std::uint8_t { kDocumentStart, kDocumentEnd, kScalar, kAlias, kListStart, kListEnd, kMapStart, kMapEnd, kStreamEnd, kError };
enum class YamlStyle : std::uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral, kFolded, kBlock, kFlow };

/// Views are of the source, or valid until the next event is asked for. Offsets are bytes of the source.
struct YamlEvent {
  YamlEventKind kind = YamlEventKind::kError;
  YamlStyle style = YamlStyle::kPlain;
  bool hasVersion = false;  ///< a document that begins with a %YAML directive
  int minorVersion = 0;     ///< of that directive
  std::string_view value;   ///< of a scalar; the name of an alias
  std::string_view tag;     ///< resolved (`tag:yaml.org,2002:int`), `!`, or empty
  std::string_view anchor;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// An event without views, of a text that is simple enough (yaml_block_events.h): the value of a scalar follows from its span.
struct YamlBlockEvent {
  std::uint32_t begin;
  std::uint16_t size;
  YamlEventKind kind;
  YamlStyle style;
};

/// What the parser found wrong. The texts are the library's and only serve to tell the cases apart (yaml_problem.cpp).
struct YamlProblem {
  std::string_view text;
  std::string_view context;
  std::uint32_t at = 0;
  std::uint32_t contextAt = 0;  ///< where the construct began; equal to `at` when there is none
};

/// Cuts YAML 1.1 text into events. The text must outlive the object; it is UTF-8 or the first event is an error.
class YamlEvents {
 public:
  /// Who cuts a text: whoever is fastest, or the library alone, which is for comparisons.
  enum class Cutter : std::uint8_t { kFastest, kLibrary };

  explicit YamlEvents(std::string_view text, Cutter cutter = Cutter::kFastest);
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  /// The next event; after kStreamEnd or kError there is none.
  const YamlEvent& next() { return library_ == nullptr ? nextBlockEvent() : nextOfLibrary(); }

  /// After kError.
  const YamlProblem& problem() const;

 private:
  struct Library;
  const YamlEvent& nextBlockEvent();
  const YamlEvent& nextOfLibrary();

  std::string_view text_;
  std::vector<YamlBlockEvent> blockEvents_;
  std::size_t nextBlockEvent_ = 0;
  std::unique_ptr<Library> library_;  ///< null while there are block events
  YamlEvent event_;
};

inline const YamlEvent& YamlEvents::nextBlockEvent() {
  OAMC_CHECK(nextBlockEvent_ < blockEvents_.size(), "nobody asks for more behind the last event");
  const YamlBlockEvent& next = blockEvents_[nextBlockEvent_++];
  event_.kind = next.kind;
  event_.style = next.style;
  event_.begin = next.begin;
  event_.end = next.begin + next.size;
  std::uint32_t quote = next.style == YamlStyle::kSingleQuoted || next.style == YamlStyle::kDoubleQuoted ? 1 : 0;
  event_.value = next.kind == YamlEventKind::kScalar ? std::string_view(text_.data() + next.begin + quote, next.size - 2 * quote) : std::string_view();
  return event_;
}

}  // namespace oamc
