#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "ir/base/arena.h"
#include "ir/base/source.h"
#include "ir/data/number.h"

namespace oamc {

enum class DataKind : std::uint8_t { kNull, kBool, kNumber, kString, kBytes, kList, kObject };

struct Member;

/// A concrete tree: the one currency before (user input) and after (objects) evaluation. Immutable and trivially copyable; texts, items and members
/// live in an arena that must outlive it, so a patched tree shares what did not change. `span` is where the value stands in a source, if it came from one.
class Data {
 public:
  Data() = default;  // null
  static Data null(SourceSpan span = {}) { return {DataKind::kNull, 0, nullptr, span}; }
  static Data boolean(bool value, SourceSpan span = {}) { return {DataKind::kBool, value ? 1U : 0U, nullptr, span}; }
  static Data number(const Number* value, SourceSpan span = {}) { return {DataKind::kNumber, 0, value, span, kMayChange}; }
  static Data number(const Number& value, Arena& arena, SourceSpan span = {}) { return number(arena.create<Number>(value), span); }
  static Data string(std::string_view text, SourceSpan span = {}) { return {DataKind::kString, text.size(), text.data(), span}; }
  static Data bytes(std::string_view bytes, SourceSpan span = {}) { return {DataKind::kBytes, bytes.size(), bytes.data(), span, kMayChange}; }
  static Data list(std::span<const Data> items, SourceSpan span = {}) { return {DataKind::kList, items.size(), items.data(), span, kMayChange}; }
  static Data object(std::span<const Member> members, SourceSpan span = {}) { return {DataKind::kObject, members.size(), members.data(), span, kMayChange}; }

  DataKind kind() const { return static_cast<DataKind>(bits_ & kKindMask); }
  bool isNull() const { return kind() == DataKind::kNull; }
  bool isString() const { return kind() == DataKind::kString; }
  bool isList() const { return kind() == DataKind::kList; }
  bool isObject() const { return kind() == DataKind::kObject; }

  bool boolean() const { return size_ != 0; }
  const Number& number() const { return *static_cast<const Number*>(payload_); }
  /// The text of a string or the content of bytes.
  std::string_view text() const { return {static_cast<const char*>(payload_), size_}; }
  std::span<const Data> items() const { return {static_cast<const Data*>(payload_), size_}; }
  std::span<const Member> members() const;  ///< in their order; keys are distinct

  /// The member's value, or null if this is no object or lacks the key. Linear: objects that are looked up often are small.
  const Data* find(std::string_view key) const;
  const Member* findMember(std::string_view key) const;

  /// Whether both are the same memory, and therefore equal. Two that are not may be equal.
  bool sharesWith(const Data& other) const { return kind() == other.kind() && size_ == other.size_ && payload_ == other.payload_; }

  SourceSpan span() const { return {FileId{bits_ >> kFileShift}, begin_, end_}; }
  Data withSpan(SourceSpan span) const { return {kind(), size_, payload_, span, bits_ & kMayChange}; }

  /// Whether the tree is known to be what goTree would make of it: members in the order of their keys, no bytes, no number that changes. Strings, booleans and null
  /// always are; others if whoever made them said so.
  bool isGoTree() const { return (bits_ & kMayChange) == 0; }
  Data asGoTree() const {
    Data known = *this;
    known.bits_ &= ~kMayChange;
    return known;
  }

 private:
  static constexpr std::uint32_t kKindMask = 7;
  static constexpr std::uint32_t kMayChange = 8;
  static constexpr int kFileShift = 4;

  Data(DataKind kind, std::size_t size, const void* payload, SourceSpan span, std::uint32_t flags = 0)
      : payload_(payload),
        size_(static_cast<std::uint32_t>(size)),
        bits_(static_cast<std::uint32_t>(span.file) << kFileShift | flags | static_cast<std::uint32_t>(kind)),
        begin_(span.begin),
        end_(span.end) {}

  const void* payload_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t bits_ = 0;  // a DataKind, kMayChange, and above them the file of the span; kMaxFiles fits
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
};
static_assert(sizeof(Data) == 24);

struct Member {
  std::string_view key;
  Data value;
  SourceSpan keySpan;
};

inline std::span<const Member> Data::members() const { return {static_cast<const Member*>(payload_), size_}; }

/// Equal as values: numbers by value, objects without regard to order; spans are ignored.
bool equal(const Data& a, const Data& b);

/// The same tree with the members of every object sorted bytewise by key; shares what is known to be so.
Data sorted(const Data& tree, Arena& arena);

/// The same tree with the lifetime of `arena`: what lives elsewhere is copied. What lives in it, or below it, refers to nothing that dies before, and is shared.
Data copyInto(const Data& tree, Arena& arena);

}  // namespace oamc
