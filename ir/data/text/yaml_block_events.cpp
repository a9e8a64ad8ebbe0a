#include "ir/data/text/yaml_block_events.h"

#include <algorithm>
#include <array>
#include <limits>

#include "ir/data/text/eight_bytes.h"

namespace oamc {

namespace {

/// What a byte may be part of.
enum Part : std::uint8_t {
  kText = 1,        ///< a scalar or a comment: printable ASCII
  kPlainStart = 2,  ///< the first of a plain scalar, whatever follows it
  kKey = 4,         ///< a plain key
  kPlain = 8,       ///< a plain scalar, whatever is around it: all text but blanks and colons
};

constexpr std::array<std::uint8_t, 256> kParts = [] {
  std::array<std::uint8_t, 256> parts{};
  for (std::size_t byte = ' '; byte < 0x7F; ++byte) parts[byte] = kText;
  auto add = [&](std::string_view bytes, std::uint8_t part) {
    for (char c : bytes) parts[static_cast<unsigned char>(c)] |= part;
  };
  constexpr std::string_view kAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  add(kAlphanumeric, kPlainStart | kKey);
  add("_./", kPlainStart | kKey);
  add("+~$()<=^;\\", kPlainStart);
  add("-", kKey);
  for (std::uint8_t& part : parts)
    if (part != 0) part |= kPlain;
  parts[' '] = parts[':'] = kText;
  return parts;
}();

bool is(char c, Part part) { return (kParts[static_cast<unsigned char>(c)] & part) != 0; }

class BlockScanner {
 public:
  explicit BlockScanner(std::string_view text) : text_(text) {
    constexpr std::size_t kBytesOfEvent = 8;  // of manifests, on average and more
    events_.reserve(text.size() / kBytesOfEvent);
  }

  std::optional<std::vector<YamlBlockEvent>> scan() {
    while (at_ < text_.size()) {
      lineEnd_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
      lineStart_ = at_;
      if (!scanLine()) return std::nullopt;
      at_ = lineEnd_ + 1;
    }
    if (isDocumentOpen_ && !endDocument()) return std::nullopt;
    emit(YamlEventKind::kStreamEnd, static_cast<std::uint32_t>(text_.size()));
    return std::move(events_);
  }

 private:
  struct Collection {
    std::uint32_t column;
    bool isList;
  };

  bool scanLine() {
    if (text_[at_] == '-' && text_.substr(at_).starts_with("---")) return scanMarker();
    skipBlanks();
    if (isContentEnd()) return isRestText();
    if (!isDocumentOpen_) {
      emit(YamlEventKind::kDocumentStart, at_);
      isDocumentOpen_ = true;
    }
    bool isInline = false;
    while (isDash()) {
      if (isInline) open(at_, true);
      else if (!place(at_, true)) return false;
      ++at_;
      skipBlanks();
      if (isContentEnd()) return false;
      isInline = true;
    }
    std::uint32_t begin = at_;
    if (std::optional<YamlBlockEvent> key = scanKey()) {
      if (isInline) open(begin, false);
      return (isInline || place(begin, false)) && addMember(*key);
    }
    at_ = begin;
    return isInline && scanScalar();
  }

  /// `---` and nothing else.
  bool scanMarker() {
    if (lineEnd_ - at_ != 3 || (isDocumentOpen_ && !endDocument())) return false;
    emit(YamlEventKind::kDocumentStart, at_, 3);
    isDocumentOpen_ = true;
    return true;
  }

  /// Moves on while bytes of the line are such; the loops of the scanner, which run once for every byte.
  template <typename Predicate>
  void skip(Predicate isSuch) {
    const char* at = text_.data() + at_;
    const char* end = text_.data() + lineEnd_;
    while (at != end && isSuch(*at)) ++at;
    at_ = static_cast<std::uint32_t>(at - text_.data());
  }
  /// The same by eight while `mayEnd` denies that one of them is no such.
  template <typename Predicate, typename MayEnd>
  void skip(Predicate isSuch, MayEnd mayEnd) {
    while (lineEnd_ - at_ >= EightBytes::kSize && !mayEnd(EightBytes(text_.data() + at_))) at_ += EightBytes::kSize;
    skip(isSuch);
  }
  void skipBlanks() {
    skip([](char c) { return c == ' '; }, [](EightBytes bytes) { return !bytes.areAll(' '); });
  }
  /// Whether no content follows in the line; a comment stands behind a blank or at the start.
  bool isContentEnd() const { return at_ == lineEnd_ || text_[at_] == '#'; }
  bool isRestText() const {
    return std::ranges::all_of(text_.substr(at_, lineEnd_ - at_), [](char c) { return is(c, kText); });
  }
  bool isDash() const { return text_[at_] == '-' && at_ + 1 < lineEnd_ && text_[at_ + 1] == ' '; }
  std::uint32_t column(std::uint32_t at) const { return at - lineStart_; }

  /// Begins a list or map. The mark of a list in the column of its key is wider: the library makes it of the dash.
  void open(std::uint32_t at, bool isList) {
    bool isIndentless = isList && !open_.empty() && !open_.back().isList && open_.back().column == column(at);
    emit(isList ? YamlEventKind::kListStart : YamlEventKind::kMapStart, at, isIndentless ? 1 : 0, YamlStyle::kBlock);
    open_.push_back({column(at), isList});
  }

  /// Finds the collection that an element or key at the start of a line belongs to. False if it belongs to none.
  bool place(std::uint32_t at, bool isList) {
    std::uint32_t here = column(at);
    bool isValue = awaitsValue_ && (here > open_.back().column || (isList && here == open_.back().column));
    if (isValue || !hasContent_) {
      awaitsValue_ = false;
      open(at, isList);
      return true;
    }
    endValue();
    while (!open_.empty() && (open_.back().column > here || (open_.back().column == here && open_.back().isList && !isList))) close();
    return !open_.empty() && open_.back().column == here && open_.back().isList == isList;
  }

  void close() {
    emit(open_.back().isList ? YamlEventKind::kListEnd : YamlEventKind::kMapEnd, at_);
    open_.pop_back();
  }

  /// A key without a value has an empty scalar.
  void endValue() {
    if (awaitsValue_) emit(YamlEventKind::kScalar, valueMark_);
    awaitsValue_ = false;
  }

  bool endDocument() {
    if (!hasContent_) return false;
    endValue();
    while (!open_.empty()) close();
    emit(YamlEventKind::kDocumentEnd, at_);
    isDocumentOpen_ = hasContent_ = false;
    return true;
  }

  /// A key and its colon.
  std::optional<YamlBlockEvent> scanKey() {
    constexpr std::uint32_t kLongest = 512;  // the library allows some more
    std::optional<YamlBlockEvent> key = text_[at_] == '"' || text_[at_] == '\'' ? scanQuoted() : scanPlainKey();
    bool hasColon = key && at_ < lineEnd_ && text_[at_] == ':' && (at_ + 1 == lineEnd_ || text_[at_ + 1] == ' ');
    if (!hasColon || key->size > kLongest) return std::nullopt;
    ++at_;
    return key;
  }

  std::optional<YamlBlockEvent> scanPlainKey() {
    std::uint32_t begin = at_;
    if (text_[at_] == '-') return std::nullopt;
    skip([](char c) { return is(c, kKey); });
    return at_ == begin ? std::nullopt : scalar(YamlStyle::kPlain, begin);
  }

  bool addMember(const YamlBlockEvent& key) {
    events_.push_back(key);
    hasContent_ = true;
    valueMark_ = at_;
    skipBlanks();
    awaitsValue_ = isContentEnd();
    return awaitsValue_ ? isRestText() : scanScalar();
  }

  /// The value of a key, or an element, in the rest of the line.
  bool scanScalar() {
    hasContent_ = true;
    if (text_[at_] == '{' || text_[at_] == '[') return scanEmptyCollection();
    bool isQuoted = text_[at_] == '"' || text_[at_] == '\'';
    std::optional<YamlBlockEvent> scalar = isQuoted ? scanQuoted() : scanPlain();
    if (!scalar) return false;
    events_.push_back(*scalar);
    return isLineDone();
  }

  /// `{}` or `[]`.
  bool scanEmptyCollection() {
    bool isMap = text_[at_] == '{';
    if (at_ + 1 >= lineEnd_ || text_[at_ + 1] != (isMap ? '}' : ']')) return false;
    emit(isMap ? YamlEventKind::kMapStart : YamlEventKind::kListStart, at_, 1, YamlStyle::kFlow);
    emit(isMap ? YamlEventKind::kMapEnd : YamlEventKind::kListEnd, at_ + 1, 1);
    at_ += 2;
    return isLineDone();
  }

  /// Whether nothing follows but blanks and a comment.
  bool isLineDone() {
    bool isSeparated = at_ == lineEnd_ || text_[at_] == ' ';
    skipBlanks();
    return isSeparated && isContentEnd() && isRestText();
  }

  std::optional<YamlBlockEvent> scanQuoted() {
    std::uint32_t begin = at_;
    char quote = text_[at_++];
    skip([quote](char c) { return c != quote && c != '\\' && is(c, kText); },
         [quote](EightBytes bytes) { return bytes.mayHave(quote) || bytes.mayHave('\\') || bytes.mayHaveBelow(' ') || bytes.mayHaveDeleteOrAbove(); });
    bool isClosed = at_ < lineEnd_ && text_[at_] == quote && (at_ + 1 == lineEnd_ || text_[at_ + 1] != quote);
    if (!isClosed) return std::nullopt;
    ++at_;
    return scalar(quote == '"' ? YamlStyle::kDoubleQuoted : YamlStyle::kSingleQuoted, begin);
  }

  std::optional<YamlBlockEvent> scanPlain() {
    std::uint32_t begin = at_;
    bool isNoDash = text_[at_] == '-' && at_ + 1 < lineEnd_ && text_[at_ + 1] != ' ';
    if (!isNoDash && !is(text_[at_], kPlainStart)) return std::nullopt;
    for (;;) {
      skip([](char c) { return is(c, kPlain); },
           [](EightBytes bytes) { return bytes.mayHave(':') || bytes.mayHaveBelow(' ' + 1) || bytes.mayHaveDeleteOrAbove(); });
      if (at_ == lineEnd_ || !is(text_[at_], kText)) break;
      if (text_[at_] == ':') {
        ++at_;
        if (at_ == lineEnd_ || text_[at_] == ' ') return std::nullopt;
        continue;
      }
      std::uint32_t end = at_;
      skipBlanks();
      if (!isContentEnd()) continue;
      at_ = end;
      break;
    }
    return scalar(YamlStyle::kPlain, begin);
  }

  /// The scalar that ends here; none if it is too long for an event.
  std::optional<YamlBlockEvent> scalar(YamlStyle style, std::uint32_t begin) const {
    std::uint32_t size = at_ - begin;
    if (size > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
    return YamlBlockEvent{begin, static_cast<std::uint16_t>(size), YamlEventKind::kScalar, style};
  }

  void emit(YamlEventKind kind, std::uint32_t begin, std::uint16_t size = 0, YamlStyle style = YamlStyle::kPlain) {
    events_.push_back({begin, size, kind, style});
  }

  std::string_view text_;
  std::uint32_t at_ = 0;
  std::uint32_t lineStart_ = 0;
  std::uint32_t lineEnd_ = 0;
  std::vector<YamlBlockEvent> events_;
  std::vector<Collection> open_;  // outermost first
  bool isDocumentOpen_ = false;
  bool hasContent_ = false;      // of the document
  bool awaitsValue_ = false;     // of the last key; the map it is in is the innermost collection
  std::uint32_t valueMark_ = 0;  // behind the colon of the last key
};

}  // namespace

std::optional<std::vector<YamlBlockEvent>> yamlBlockEvents(std::string_view text) { return BlockScanner(text).scan(); }

}  // namespace oamc
