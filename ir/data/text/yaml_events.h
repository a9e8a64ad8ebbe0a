#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

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
  explicit YamlEvents(std::string_view text);
  ~YamlEvents();
  YamlEvents(const YamlEvents&) = delete;
  YamlEvents& operator=(const YamlEvents&) = delete;

  /// The next event; after kStreamEnd or kError there is none.
  const YamlEvent& next();

  /// After kError.
  const YamlProblem& problem() const;

 private:
  struct Library;

  std::unique_ptr<Library> library_;
  YamlEvent event_;
};

}  // namespace oamc
