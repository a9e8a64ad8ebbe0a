#include "ir/data/text/yaml_events.h"

#include <yaml.h>

#include <algorithm>
#include <utility>

#include "ir/base/check.h"

namespace oamc {

namespace {

/// Turns the library's character counts into byte offsets. Asked mostly in ascending order, so it walks from the last answer.
class ByteOffsets {
 public:
  explicit ByteOffsets(std::string_view text) : text_(text), isAscii_(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {}

  std::uint32_t of(std::size_t characters) {
    if (isAscii_) return static_cast<std::uint32_t>(std::min(characters, text_.size()));
    while (characters_ < characters && byte_ < text_.size()) {
      do ++byte_;
      while (byte_ < text_.size() && isContinuation(text_[byte_]));
      ++characters_;
    }
    while (characters_ > characters) {
      do --byte_;
      while (isContinuation(text_[byte_]));
      --characters_;
    }
    return static_cast<std::uint32_t>(byte_);
  }

 private:
  static bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

  std::string_view text_;
  bool isAscii_;
  std::size_t characters_ = 0;
  std::size_t byte_ = 0;
};

std::string_view view(const yaml_char_t* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

YamlStyle styleOf(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE: return YamlStyle::kPlain;
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return YamlStyle::kSingleQuoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YamlStyle::kDoubleQuoted;
    case YAML_LITERAL_SCALAR_STYLE: return YamlStyle::kLiteral;
    case YAML_FOLDED_SCALAR_STYLE: return YamlStyle::kFolded;
  }
  return YamlStyle::kPlain;
}

}  // namespace

struct YamlEvents::Library {
  explicit Library(std::string_view text);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  YamlEvent next();

  yaml_parser_t parser{};
  yaml_event_t raw{};
  bool hasRaw = false;
  ByteOffsets offsets;
  YamlProblem problem;

 private:
  YamlEvent current();
  YamlEvent failure();
};

YamlEvents::Library::Library(std::string_view text) : offsets(text) {
  OAMC_CHECK(yaml_parser_initialize(&parser) == 1, "memory for the YAML parser");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

YamlEvents::Library::~Library() {
  if (hasRaw) yaml_event_delete(&raw);
  yaml_parser_delete(&parser);
}

YamlEvents::YamlEvents(std::string_view text) : library_(std::make_unique<Library>(text)) {}

YamlEvents::~YamlEvents() = default;

const YamlProblem& YamlEvents::problem() const { return library_->problem; }

const YamlEvent& YamlEvents::next() {
  event_ = library_->next();
  return event_;
}

YamlEvent YamlEvents::Library::next() {
  do {
    if (hasRaw) yaml_event_delete(&raw);
    hasRaw = yaml_parser_parse(&parser, &raw) == 1;
    if (!hasRaw) return failure();
  } while (raw.type == YAML_STREAM_START_EVENT || raw.type == YAML_NO_EVENT);
  return current();
}

YamlEvent YamlEvents::Library::current() {
  YamlEvent event;
  event.begin = offsets.of(raw.start_mark.index);
  event.end = offsets.of(raw.end_mark.index);
  switch (raw.type) {
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT: event.kind = YamlEventKind::kStreamEnd; return event;
    case YAML_DOCUMENT_START_EVENT: {
      event.kind = YamlEventKind::kDocumentStart;
      const yaml_version_directive_t* version = raw.data.document_start.version_directive;
      event.hasVersion = version != nullptr;
      if (version != nullptr) event.minorVersion = version->minor;
      return event;
    }
    case YAML_DOCUMENT_END_EVENT: event.kind = YamlEventKind::kDocumentEnd; return event;
    case YAML_ALIAS_EVENT:
      event.kind = YamlEventKind::kAlias;
      event.value = view(raw.data.alias.anchor);
      return event;
    case YAML_SCALAR_EVENT:
      event.kind = YamlEventKind::kScalar;
      event.style = styleOf(raw.data.scalar.style);
      event.value = {reinterpret_cast<const char*>(raw.data.scalar.value), raw.data.scalar.length};
      event.tag = view(raw.data.scalar.tag);
      event.anchor = view(raw.data.scalar.anchor);
      return event;
    case YAML_SEQUENCE_START_EVENT:
      event.kind = YamlEventKind::kListStart;
      event.style = raw.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? YamlStyle::kFlow : YamlStyle::kBlock;
      event.anchor = view(raw.data.sequence_start.anchor);
      event.tag = view(raw.data.sequence_start.tag);
      return event;
    case YAML_SEQUENCE_END_EVENT: event.kind = YamlEventKind::kListEnd; return event;
    case YAML_MAPPING_START_EVENT:
      event.kind = YamlEventKind::kMapStart;
      event.style = raw.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? YamlStyle::kFlow : YamlStyle::kBlock;
      event.anchor = view(raw.data.mapping_start.anchor);
      event.tag = view(raw.data.mapping_start.tag);
      return event;
    case YAML_MAPPING_END_EVENT: event.kind = YamlEventKind::kMapEnd; return event;
  }
  return event;
}

YamlEvent YamlEvents::Library::failure() {
  OAMC_CHECK(parser.error != YAML_MEMORY_ERROR, "memory for the YAML parser");
  problem.text = parser.problem == nullptr ? "" : parser.problem;
  problem.context = parser.context == nullptr ? "" : parser.context;
  // The reader counts bytes, scanner and parser characters.
  bool isReader = parser.error == YAML_READER_ERROR;
  problem.at = isReader ? static_cast<std::uint32_t>(parser.problem_offset) : offsets.of(parser.problem_mark.index);
  problem.contextAt = isReader || parser.context == nullptr ? problem.at : offsets.of(parser.context_mark.index);
  YamlEvent event;
  event.begin = event.end = problem.at;
  return event;
}

}  // namespace oamc
