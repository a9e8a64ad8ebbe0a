#include "ir/data/text/yaml_block_reader.h"

#include <algorithm>
#include <array>

#include "ir/data/text/eight_bytes.h"
#include "ir/data/text/yaml_scalar.h"

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

/// Where the next byte stands, and the loops over those that belong together.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text) : text_(text), size_(static_cast<std::uint32_t>(text.size())) {}

  std::uint32_t at() const { return at_; }
  void moveTo(std::uint32_t at) { at_ = at; }
  void skip(std::uint32_t count) { at_ += count; }
  bool isAtEnd() const { return at_ >= size_; }
  std::string_view text(std::uint32_t begin, std::uint32_t end) const { return {text_.data() + begin, end - begin}; }

  /// The next byte or one behind it; behind the text there are line ends.
  char peek(std::uint32_t ahead = 0) const { return size_ - at_ > ahead ? text_[at_ + ahead] : '\n'; }
  bool isLineEnd() const { return peek() == '\n'; }
  bool isQuote() const { return peek() == '"' || peek() == '\''; }

  void skipAll(Part part) {
    while (is(peek(), part)) ++at_;
  }
  /// Moves on to the first byte that is marked, which no line end may be behind.
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

 private:
  EightBytes peekEight() const {
    if (size_ - at_ >= EightBytes::kSize) [[likely]]
      return EightBytes(text_.data() + at_);
    std::array<char, EightBytes::kSize> rest;
    for (std::uint32_t i = 0; i < rest.size(); ++i) rest[i] = peek(i);
    return EightBytes(rest.data());
  }

  std::string_view text_;
  std::uint32_t size_;
  std::uint32_t at_ = 0;
};

/// The collections that are open around a place, and the trees of those that were closed.
class TreeStack {
 public:
  explicit TreeStack(Arena& arena) : arena_(arena) {}

  struct Collection {
    std::uint32_t column;
    bool isList;
    bool isGoTree = true;     // so far
    bool isAscending = true;  // the keys so far
    std::size_t first;        // of the collection's items or members
    SourceSpan span;
  };

  bool isEmpty() const { return open_.empty(); }
  std::size_t depth() const { return open_.size(); }
  const Collection& innermost() const { return open_.back(); }
  const Data& root() const { return root_; }

  void open(std::uint32_t column, bool isList, SourceSpan start) {
    open_.push_back({.column = column, .isList = isList, .first = isList ? items_.size() : members_.size(), .span = start});
  }

  /// Begins a member of the innermost collection, a map; its value follows.
  void addKey(std::string_view key, SourceSpan span) {
    Collection& map = open_.back();
    map.isAscending = map.isAscending && (members_.size() == map.first || members_.back().key < key);
    map.span.end = std::max(map.span.end, span.end);
    members_.push_back({key, {}, span});
  }

  /// An item of the innermost collection or the value of its last key; the root if none is open.
  void add(const Data& value) {
    if (open_.empty()) {
      root_ = value;
      return;
    }
    Collection& parent = open_.back();
    parent.span.end = std::max(parent.span.end, value.span().end);
    parent.isGoTree = parent.isGoTree && value.isGoTree();
    if (parent.isList) items_.push_back(value);
    else members_.back().value = value;
  }

  /// False if the collection is a map in which a key stands twice.
  bool close() {
    Collection closed = open_.back();
    open_.pop_back();
    if (closed.isList) {
      Data list = Data::list(arena_.copyArray(std::span<const Data>(items_).subspan(closed.first)), closed.span);
      items_.resize(closed.first);
      add(closed.isGoTree ? list.asGoTree() : list);
      return true;
    }
    std::span<Member> members = arena_.copyArray(std::span<const Member>(members_).subspan(closed.first));
    members_.resize(closed.first);
    if (!closed.isAscending) {
      std::ranges::sort(members, {}, &Member::key);
      if (std::ranges::adjacent_find(members, {}, &Member::key) != members.end()) return false;
    }
    Data object = Data::object(members, closed.span);
    add(closed.isGoTree ? object.asGoTree() : object);
    return true;
  }

 private:
  Arena& arena_;
  std::vector<Collection> open_;  // outermost first
  std::vector<Data> items_;       // of the open lists, the innermost last
  std::vector<Member> members_;   // of the open maps, the innermost last
  Data root_;
};

/// Every function that answers says whether the text is simple so far. The first that says no ends it all.
class BlockReader {
 public:
  BlockReader(FileId file, std::string_view text, Arena& arena, const YamlReadOptions& options)
      : file_(file), arena_(arena), options_(options), cursor_(text), trees_(arena) {}

  std::optional<std::vector<YamlDocument>> read() {
    for (; !cursor_.isAtEnd(); cursor_.skip(1)) {
      lineStart_ = cursor_.at();
      if (!readLine()) return std::nullopt;
      if (options_.onlyFirstDocument && !documents_.empty()) return std::move(documents_);
    }
    if (isDocumentOpen_ && !endDocument()) return std::nullopt;
    return std::move(documents_);
  }

 private:
  struct Scalar {
    std::uint32_t begin;
    std::uint32_t end;
    bool isQuoted;
  };

  /// A line up to its end.
  bool readLine() {
    if (cursor_.peek() == '-' && cursor_.peek(1) == '-' && cursor_.peek(2) == '-') return readMarker();
    cursor_.skipBlanks();
    if (isContentEnd()) return skipRestText();
    isDocumentOpen_ = true;
    bool isInline = false;
    while (isDash()) {
      if (!(isInline ? open(cursor_.at(), true) : place(cursor_.at(), true))) return false;
      cursor_.skip(1);
      cursor_.skipBlanks();
      if (isContentEnd()) return false;
      isInline = true;
    }
    std::uint32_t begin = cursor_.at();
    Scalar key;
    if (scanKey(key)) return (isInline ? open(begin, false) : place(begin, false)) && readMember(key);
    cursor_.moveTo(begin);
    return isInline && readScalar();
  }

  /// `---` and nothing else.
  bool readMarker() {
    if (cursor_.peek(3) != '\n' || (isDocumentOpen_ && !endDocument())) return false;
    isDocumentOpen_ = true;
    cursor_.skip(3);
    return true;
  }

  /// Whether no content follows in the line; a comment stands behind a blank or at the start.
  bool isContentEnd() const { return cursor_.isLineEnd() || cursor_.peek() == '#'; }
  /// A comment or nothing, to the end of the line.
  bool skipRestText() {
    cursor_.skipAll(kText);
    return cursor_.isLineEnd();
  }
  bool isDash() const { return cursor_.peek() == '-' && cursor_.peek(1) == ' '; }
  std::uint32_t column(std::uint32_t at) const { return at - lineStart_; }

  /// Begins a list or map. The place of a list in the column of its key is wider: the library makes it of the dash.
  bool open(std::uint32_t at, bool isList) {
    if (trees_.depth() + 2 > options_.limits.sourceNesting) return false;
    bool isIndentless = isList && !trees_.isEmpty() && !trees_.innermost().isList && trees_.innermost().column == column(at);
    trees_.open(column(at), isList, {file_, at, at + (isIndentless ? 1 : 0)});
    return true;
  }

  /// Finds the collection that an element or key at the start of a line belongs to.
  bool place(std::uint32_t at, bool isList) {
    std::uint32_t here = column(at);
    bool isValue = awaitsValue_ && (here > trees_.innermost().column || (isList && here == trees_.innermost().column));
    if (isValue || !hasContent_) {
      awaitsValue_ = false;
      return open(at, isList);
    }
    endValue();
    while (!trees_.isEmpty() && (trees_.innermost().column > here || (trees_.innermost().column == here && trees_.innermost().isList && !isList)))
      if (!trees_.close()) return false;
    return !trees_.isEmpty() && trees_.innermost().column == here && trees_.innermost().isList == isList;
  }

  /// A key without a value has null.
  void endValue() {
    if (awaitsValue_) trees_.add(Data::null({file_, valueMark_, valueMark_}));
    awaitsValue_ = false;
  }

  bool endDocument() {
    if (!hasContent_) return false;
    endValue();
    while (!trees_.isEmpty())
      if (!trees_.close()) return false;
    documents_.push_back({trees_.root(), trees_.root().span()});
    isDocumentOpen_ = hasContent_ = false;
    return true;
  }

  /// A key and its colon.
  bool scanKey(Scalar& key) {
    constexpr std::uint32_t kLongest = 512;  // the library allows some more
    bool isKey = cursor_.isQuote() ? scanQuoted(key) : scanPlainKey(key);
    if (!isKey || cursor_.peek() != ':' || (cursor_.peek(1) != ' ' && cursor_.peek(1) != '\n') || key.end - key.begin > kLongest) return false;
    cursor_.skip(1);
    return true;
  }

  bool scanPlainKey(Scalar& key) {
    std::uint32_t begin = cursor_.at();
    if (cursor_.peek() == '-') return false;
    cursor_.skipAll(kKey);
    key = {begin, cursor_.at(), false};
    return cursor_.at() != begin;
  }

  bool readMember(const Scalar& key) {
    std::optional<std::string_view> text = keyText(key);
    if (!text) return false;
    trees_.addKey(*text, span(key));
    hasContent_ = true;
    valueMark_ = cursor_.at();
    cursor_.skipBlanks();
    awaitsValue_ = isContentEnd();
    return awaitsValue_ ? skipRestText() : readScalar();
  }

  std::optional<std::string_view> keyText(const Scalar& key) {
    std::string_view text = contentOf(key);
    if (key.isQuoted || isYamlString(text)) return text;
    YamlScalar resolved = resolvePlainScalar(text, YamlSchema::kKubernetes, arena_);
    if (resolved.type == YamlType::kString) return text;
    std::optional<std::string> written = resolved.type == YamlType::kMerge ? std::nullopt : yamlKeyText(resolved, YamlSchema::kKubernetes);
    return written ? std::optional(arena_.copyText(*written)) : std::nullopt;
  }

  /// The value of a key, or an element, in the rest of the line.
  bool readScalar() {
    hasContent_ = true;
    if (cursor_.peek() == '{' || cursor_.peek() == '[') return readEmptyCollection();
    Scalar scalar;
    return (cursor_.isQuote() ? scanQuoted(scalar) : scanPlain(scalar)) && addScalar(scalar) && skipLineRest();
  }

  bool addScalar(const Scalar& scalar) {
    std::string_view text = contentOf(scalar);
    if (scalar.isQuoted || isYamlString(text)) {
      trees_.add(Data::string(text, span(scalar)));
      return true;
    }
    YamlScalar resolved = resolvePlainScalar(text, YamlSchema::kKubernetes, arena_, span(scalar));
    trees_.add(resolved.value);
    return resolved.type != YamlType::kNonFinite;
  }

  /// `{}` or `[]`.
  bool readEmptyCollection() {
    bool isMap = cursor_.peek() == '{';
    if (cursor_.peek(1) != (isMap ? '}' : ']')) return false;
    SourceSpan place{file_, cursor_.at(), cursor_.at() + 2};
    trees_.add(isMap ? Data::object({}, place).asGoTree() : Data::list({}, place).asGoTree());
    cursor_.skip(2);
    return skipLineRest();
  }

  /// Blanks and a comment behind them, if there are any.
  bool skipLineRest() {
    if (cursor_.isLineEnd()) return true;
    if (cursor_.peek() != ' ') return false;
    cursor_.skipBlanks();
    return isContentEnd() && skipRestText();
  }

  bool scanQuoted(Scalar& scalar) {
    std::uint32_t begin = cursor_.at();
    char quote = cursor_.peek();
    cursor_.skip(1);
    cursor_.skipUntil([quote](EightBytes bytes) { return bytes.having(quote) | bytes.having('\\') | bytes.below(' ') | bytes.deleteOrAbove(); });
    if (cursor_.peek() != quote || cursor_.peek(1) == quote) return false;
    cursor_.skip(1);
    scalar = {begin, cursor_.at(), true};
    return true;
  }

  bool scanPlain(Scalar& scalar) {
    std::uint32_t begin = cursor_.at();
    bool isNoDash = cursor_.peek() == '-' && cursor_.peek(1) != ' ' && cursor_.peek(1) != '\n';
    if (!isNoDash && !is(cursor_.peek(), kPlainStart)) return false;
    for (;;) {
      cursor_.skipUntil([](EightBytes bytes) { return bytes.having(':') | bytes.below(' ' + 1) | bytes.deleteOrAbove(); });
      if (cursor_.peek() == ':') {
        cursor_.skip(1);
        if (cursor_.isLineEnd() || cursor_.peek() == ' ') return false;
        continue;
      }
      if (cursor_.peek() != ' ') break;
      std::uint32_t end = cursor_.at();
      cursor_.skipBlanks();
      if (!isContentEnd()) continue;
      cursor_.moveTo(end);
      break;
    }
    scalar = {begin, cursor_.at(), false};
    return true;
  }

  SourceSpan span(const Scalar& scalar) const { return {file_, scalar.begin, scalar.end}; }
  std::string_view contentOf(const Scalar& scalar) const {
    std::uint32_t quote = scalar.isQuoted ? 1 : 0;
    return cursor_.text(scalar.begin + quote, scalar.end - quote);
  }

  FileId file_;
  Arena& arena_;
  const YamlReadOptions& options_;
  TextCursor cursor_;
  TreeStack trees_;
  std::vector<YamlDocument> documents_;
  std::uint32_t lineStart_ = 0;
  bool isDocumentOpen_ = false;
  bool hasContent_ = false;      // of the document
  bool awaitsValue_ = false;     // of the last key; the map it is in is the innermost collection
  std::uint32_t valueMark_ = 0;  // behind the colon of the last key
};

}  // namespace

std::optional<std::vector<YamlDocument>> readYamlBlocks(FileId file, std::string_view text, Arena& arena, const YamlReadOptions& options) {
  Arena::Mark mark = arena.mark();
  auto documents = BlockReader(file, text, arena, options).read();
  if (!documents) arena.returnTo(mark);
  return documents;
}

}  // namespace oamc
