#include "ir/data/text/yaml_block_events.h"

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
  return parts;
}();

bool is(char c, Part part) { return (kParts[static_cast<unsigned char>(c)] & part) != 0; }

class BlockScanner {
 public:
  explicit BlockScanner(std::string_view text) : text_(text), size_(static_cast<std::uint32_t>(text.size())) {
    constexpr std::size_t kBytesOfEvent = 8;  // of manifests, on average and more
    events_.reserve(text.size() / kBytesOfEvent);
  }

  std::optional<std::vector<YamlBlockEvent>> scan() {
    for (; at_ < size_; ++at_) {
      lineStart_ = at_;
      if (!scanLine()) return std::nullopt;
    }
    if (isDocumentOpen_ && !endDocument()) return std::nullopt;
    emit(YamlEventKind::kStreamEnd, size_);
    return std::move(events_);
  }

 private:
  struct Collection {
    std::uint32_t column;
    bool isList;
  };

  /// A line up to its end. False if it is not simple.
  bool scanLine() {
    if (peek() == '-' && text_.substr(at_).starts_with("---")) return scanMarker();
    skipBlanks();
    if (isContentEnd()) return skipRestText();
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
    YamlBlockEvent key;
    if (scanKey(key)) {
      if (isInline) open(begin, false);
      return (isInline || place(begin, false)) && addMember(key);
    }
    at_ = begin;
    return isInline && scanScalar();
  }

  /// `---` and nothing else.
  bool scanMarker() {
    if (peek(3) != '\n' || (isDocumentOpen_ && !endDocument())) return false;
    emit(YamlEventKind::kDocumentStart, at_, 3);
    isDocumentOpen_ = true;
    at_ += 3;
    return true;
  }

  /// The next byte or one behind it; behind the text there are line ends.
  char peek(std::uint32_t ahead = 0) const { return size_ - at_ > ahead ? text_[at_ + ahead] : '\n'; }
  EightBytes peekEight() const {
    if (size_ - at_ >= EightBytes::kSize) [[likely]]
      return EightBytes(text_.data() + at_);
    std::array<char, EightBytes::kSize> rest;
    for (std::uint32_t i = 0; i < rest.size(); ++i) rest[i] = peek(i);
    return EightBytes(rest.data());
  }
  /// Moves on to the first byte that is marked, one of the line end or before it.
  template <typename Marks>
  void skipUntil(Marks marks) {
    std::size_t count;
    do {
      count = EightBytes::countBefore(marks(peekEight()));
      at_ += static_cast<std::uint32_t>(count);
    } while (count == EightBytes::kSize);
  }
  void skipBlanks() {
    skipUntil([](EightBytes bytes) { return bytes.others(' '); });
  }
  bool isLineEnd() const { return peek() == '\n'; }
  /// Whether no content follows in the line; a comment stands behind a blank or at the start.
  bool isContentEnd() const { return isLineEnd() || peek() == '#'; }
  /// A comment or nothing, to the end of the line.
  bool skipRestText() {
    while (is(peek(), kText)) ++at_;
    return isLineEnd();
  }
  bool isDash() const { return peek() == '-' && peek(1) == ' '; }
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
  bool scanKey(YamlBlockEvent& key) {
    constexpr std::uint32_t kLongest = 512;  // the library allows some more
    bool isKey = isQuote() ? scanQuoted(key) : scanPlainKey(key);
    if (!isKey || peek() != ':' || (peek(1) != ' ' && peek(1) != '\n') || key.size > kLongest) return false;
    ++at_;
    return true;
  }

  bool scanPlainKey(YamlBlockEvent& key) {
    std::uint32_t begin = at_;
    if (peek() == '-') return false;
    while (is(peek(), kKey)) ++at_;
    return at_ != begin && makeScalar(key, YamlStyle::kPlain, begin);
  }

  bool addMember(const YamlBlockEvent& key) {
    events_.push_back(key);
    hasContent_ = true;
    valueMark_ = at_;
    skipBlanks();
    awaitsValue_ = isContentEnd();
    return awaitsValue_ ? skipRestText() : scanScalar();
  }

  /// The value of a key, or an element, in the rest of the line.
  bool scanScalar() {
    hasContent_ = true;
    if (peek() == '{' || peek() == '[') return scanEmptyCollection();
    YamlBlockEvent scalar;
    if (!(isQuote() ? scanQuoted(scalar) : scanPlain(scalar))) return false;
    events_.push_back(scalar);
    return skipLineRest();
  }

  /// `{}` or `[]`.
  bool scanEmptyCollection() {
    bool isMap = peek() == '{';
    if (peek(1) != (isMap ? '}' : ']')) return false;
    emit(isMap ? YamlEventKind::kMapStart : YamlEventKind::kListStart, at_, 1, YamlStyle::kFlow);
    emit(isMap ? YamlEventKind::kMapEnd : YamlEventKind::kListEnd, at_ + 1, 1);
    at_ += 2;
    return skipLineRest();
  }

  /// Blanks and a comment behind them, if there are any.
  bool skipLineRest() {
    if (isLineEnd()) return true;
    if (peek() != ' ') return false;
    skipBlanks();
    return isContentEnd() && skipRestText();
  }

  bool isQuote() const { return peek() == '"' || peek() == '\''; }

  bool scanQuoted(YamlBlockEvent& scalar) {
    std::uint32_t begin = at_;
    char quote = peek();
    ++at_;
    skipUntil([quote](EightBytes bytes) { return bytes.having(quote) | bytes.having('\\') | bytes.below(' ') | bytes.deleteOrAbove(); });
    if (peek() != quote || peek(1) == quote) return false;
    ++at_;
    return makeScalar(scalar, quote == '"' ? YamlStyle::kDoubleQuoted : YamlStyle::kSingleQuoted, begin);
  }

  bool scanPlain(YamlBlockEvent& scalar) {
    std::uint32_t begin = at_;
    bool isNoDash = peek() == '-' && peek(1) != ' ' && peek(1) != '\n';
    if (!isNoDash && !is(peek(), kPlainStart)) return false;
    for (;;) {
      skipUntil([](EightBytes bytes) { return bytes.having(':') | bytes.below(' ' + 1) | bytes.deleteOrAbove(); });
      if (peek() == ':') {
        ++at_;
        if (isLineEnd() || peek() == ' ') return false;
        continue;
      }
      if (peek() != ' ') break;
      std::uint32_t end = at_;
      skipBlanks();
      if (!isContentEnd()) continue;
      at_ = end;
      break;
    }
    return makeScalar(scalar, YamlStyle::kPlain, begin);
  }

  /// The scalar that ends here. False if it is too long for an event.
  bool makeScalar(YamlBlockEvent& scalar, YamlStyle style, std::uint32_t begin) const {
    std::uint32_t size = at_ - begin;
    scalar = {begin, static_cast<std::uint16_t>(size), YamlEventKind::kScalar, style};
    return size <= std::numeric_limits<std::uint16_t>::max();
  }

  void emit(YamlEventKind kind, std::uint32_t begin, std::uint16_t size = 0, YamlStyle style = YamlStyle::kPlain) {
    events_.push_back({begin, size, kind, style});
  }

  std::string_view text_;
  std::uint32_t size_;
  std::uint32_t at_ = 0;
  std::uint32_t lineStart_ = 0;
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
