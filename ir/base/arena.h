#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
  Arena() = default;
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

  /// Bytes reserved from the system, for the memory limit and the statistics.
  std::size_t reservedBytes() const { return reserved_; }

  /// Forgets everything that was allocated and keeps the largest chunk for the next use.
  void reset();

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };

  void* allocateSlow(std::size_t size, std::size_t alignment);

  std::uintptr_t next_ = 0;
  std::uintptr_t end_ = 0;
  std::size_t reserved_ = 0;
  std::vector<Chunk> chunks_;
};

/// A growable array in an arena: trivially copyable, never shrinks its memory, abandoned storage stays in the arena.
template <typename T>
class ArenaVector {
 public:
  static_assert(std::is_trivially_copyable_v<T>, "grows by copying bytes");

  void push(Arena& arena, const T& item) {
    if (size_ == capacity_) grow(arena);
    items_[size_++] = item;
  }
  T& operator[](std::size_t index) { return items_[index]; }
  const T& operator[](std::size_t index) const { return items_[index]; }
  T& back() { return items_[size_ - 1]; }
  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return items_; }
  T* end() { return items_ + size_; }
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }
  void clear() { size_ = 0; }
  void shrinkTo(std::uint32_t size) { size_ = size; }
  /// A copy of the contents that shares their memory: growing either one moves it away.
  ArenaVector shared() const {
    ArenaVector copy = *this;
    copy.capacity_ = copy.size_;
    return copy;
  }
  std::span<T> span() { return {items_, size_}; }
  std::span<const T> span() const { return {items_, size_}; }

 private:
  void grow(Arena& arena) {
    std::uint32_t capacity = capacity_ == 0 ? 2 : capacity_ * 2;
    T* items = static_cast<T*>(arena.allocate(sizeof(T) * capacity, alignof(T)));
    if (size_ != 0) std::memcpy(static_cast<void*>(items), static_cast<const void*>(items_), sizeof(T) * size_);
    items_ = items;
    capacity_ = capacity;
  }

  T* items_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace oamc
