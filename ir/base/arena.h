#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace oamc {

/// Bump memory for trivially destructible objects. Everything dies with the arena; addresses are stable until then.
class Arena {
 public:
  static constexpr std::size_t kLargestChunk = std::size_t{16} << 20;

  /// From which size on new chunks come from the kernel by themselves and go back to it; smaller ones live in the heap. For the whole process.
  static void mapChunksFrom(std::size_t bytes);

  /// An arena may stand on another one, which outlives it.
  explicit Arena(const Arena* base = nullptr) : base_(base) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Returns `size` uninitialised bytes aligned to `alignment` (a power of two, at most 16).
  void* allocate(std::size_t size, std::size_t alignment) {
    std::uintptr_t start = (next_ + alignment - 1) & ~(static_cast<std::uintptr_t>(alignment) - 1);
    if (start + size > end_) [[unlikely]]
      return allocateSlow(size, alignment);
    next_ = start + size;
    return reinterpret_cast<void*>(start);
  }

  template <typename T, typename... Arguments>
  T* create(Arguments&&... arguments) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Arguments>(arguments)...};
  }

  /// Returns a value-initialised array of `count` objects.
  template <typename T>
  std::span<T> createArray(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    if (count == 0) return {};
    T* first = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  template <typename T>
  std::span<T> copyArray(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>, "copied bytewise");
    if (items.empty()) return {};
    T* first = static_cast<T*>(allocate(sizeof(T) * items.size(), alignof(T)));
    std::memcpy(static_cast<void*>(first), items.data(), sizeof(T) * items.size());
    return {first, items.size()};
  }

  /// Returns a view of a copy that lives as long as the arena.
  std::string_view copyText(std::string_view text) {
    if (text.empty()) return {};
    char* bytes = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }

  /// Whether this is memory of the arena or of one below it.
  bool holds(const void* memory) const;

  /// A place in what was allocated.
  struct Mark {
    std::size_t chunks;
    std::uintptr_t next;
  };
  Mark mark() const { return {chunks_.size(), next_}; }
  /// Forgets what was allocated since the mark.
  void returnTo(const Mark& mark);

  /// Bytes reserved from the system, for the memory limit and the statistics.
  std::size_t reservedBytes() const { return reserved_; }

  /// Forgets everything that was allocated and keeps the largest chunk for the next use.
  void reset();

 private:
  struct Free {
    std::size_t size = 0;
    bool isMapped = false;
    void operator()(std::byte* bytes) const;
  };
  using Chunk = std::unique_ptr<std::byte[], Free>;

  void* allocateSlow(std::size_t size, std::size_t alignment);

  const Arena* base_;
  std::uintptr_t next_ = 0;
  std::uintptr_t end_ = 0;       ///< of what can be given out at once
  std::uintptr_t chunkEnd_ = 0;  ///< of the chunk
  std::size_t reserved_ = 0;
  std::vector<Chunk> chunks_;
};

/// A growable array in an arena: one pointer to a header with the items behind it, trivially copyable, never gives memory back. A copy is the same array, not
/// another one; `shared` makes one that may go its own way.
template <typename T>
class ArenaVector {
 public:
  static_assert(std::is_trivially_copyable_v<T>, "grows by copying bytes");
  static_assert(alignof(T) <= alignof(std::uint64_t), "items stand behind their header");

  void push(Arena& arena, const T& item) {
    if (header_ == nullptr || header_->size == header_->capacity) grow(arena, header_ == nullptr ? kFirst : header_->capacity * 2);
    begin()[header_->size++] = item;
  }
  /// Makes room for `more` items.
  void reserve(Arena& arena, std::size_t more) {
    std::size_t wanted = size() + more;
    if (more != 0 && (header_ == nullptr || wanted > header_->capacity)) grow(arena, static_cast<std::uint32_t>(wanted));
  }
  T& operator[](std::size_t index) { return begin()[index]; }
  const T& operator[](std::size_t index) const { return begin()[index]; }
  T& back() { return begin()[size() - 1]; }
  std::uint32_t size() const { return header_ == nullptr ? 0 : header_->size; }
  bool empty() const { return size() == 0; }
  bool isFull() const { return header_ == nullptr || header_->size == header_->capacity; }
  T* begin() { return header_ == nullptr ? nullptr : reinterpret_cast<T*>(header_ + 1); }
  T* end() { return begin() + size(); }
  const T* begin() const { return header_ == nullptr ? nullptr : reinterpret_cast<const T*>(header_ + 1); }
  const T* end() const { return begin() + size(); }
  void clear() {
    if (header_ != nullptr) header_->size = 0;
  }
  /// A copy that shares the items: growing either one moves it away.
  ArenaVector shared() const {
    if (empty()) return {};
    header_->capacity = header_->size;
    return *this;
  }
  std::span<T> span() { return {begin(), size()}; }
  std::span<const T> span() const { return {begin(), size()}; }

 private:
  struct alignas(std::uint64_t) Header {
    std::uint32_t size;
    std::uint32_t capacity;
  };

  static constexpr std::uint32_t kFirst = sizeof(T) > 2 * sizeof(void*) ? 1 : 2;

  void grow(Arena& arena, std::uint32_t capacity) {
    auto* moved = static_cast<Header*>(arena.allocate(sizeof(Header) + sizeof(T) * capacity, alignof(Header)));
    *moved = {size(), capacity};
    if (header_ != nullptr) std::memcpy(static_cast<void*>(moved + 1), static_cast<const void*>(header_ + 1), sizeof(T) * header_->size);
    header_ = moved;
  }

  Header* header_ = nullptr;
};

/// Objects of an arena that nobody refers to any more, for those that begin.
template <typename T>
class SpareObjects {
 public:
  void put(T* object) { spare_.push_back(object); }
  /// A new object, in the memory of one that was put aside if there is any.
  T* take(Arena& arena) {
    // Copied from a new object: to fill this much memory, compilers take an instruction that starts slowly.
    static constexpr T kNew{};
    void* memory;
    if (spare_.empty()) {
      memory = arena.allocate(sizeof(T), alignof(T));
    } else {
      memory = spare_.back();
      spare_.pop_back();
    }
    return ::new (memory) T(kNew);
  }

 private:
  std::vector<T*> spare_;
};

/// Memory of arrays that nobody reads any more, for arrays that begin.
template <typename T>
class SpareArrays {
 public:
  /// Takes the memory of a finished array that is not shared.
  void put(ArenaVector<T>& items) {
    if (items.empty()) return;
    items.clear();
    spare_.push_back(items);
    items = {};
  }
  /// Gives an empty array memory that was put aside, if there is any.
  void lend(ArenaVector<T>& items) {
    if (!items.empty() || spare_.empty()) return;
    items = spare_.back();
    spare_.pop_back();
  }

 private:
  std::vector<ArenaVector<T>> spare_;
};

}  // namespace oamc
