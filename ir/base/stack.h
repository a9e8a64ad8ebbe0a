#pragma once

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace oamc {

/// A growing array of small items that holds the first few in itself. Growth is out of line and copies bytes, so that a push costs a comparison and a copy:
/// what is done for every token is done with these.
template <typename Item, std::size_t kFirst = 16>
class Stack {
 public:
  static_assert(std::is_trivially_copyable_v<Item>, "grows by copying bytes");

  Stack() = default;
  Stack(const Stack&) = delete;
  Stack& operator=(const Stack&) = delete;

  void push(const Item& item) {
    if (end_ == limit_) [[unlikely]]
      return pushGrowing(item);
    ::new (static_cast<void*>(end_++)) Item(item);
  }
  void pop() { --end_; }
  void shrinkTo(std::size_t size) { end_ = begin_ + size; }
  void clear() { end_ = begin_; }
  void reserve(std::size_t size) {
    if (begin_ + size > limit_) grow(size);
  }

  Item& back() { return end_[-1]; }
  const Item& back() const { return end_[-1]; }
  Item& operator[](std::size_t index) { return begin_[index]; }
  const Item& operator[](std::size_t index) const { return begin_[index]; }
  std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
  bool empty() const { return end_ == begin_; }
  Item* data() { return begin_; }
  const Item* data() const { return begin_; }
  Item* begin() { return begin_; }
  Item* end() { return end_; }
  const Item* begin() const { return begin_; }
  const Item* end() const { return end_; }

 private:
  struct Free {
    void operator()(Item* items) const { std::free(items); }
  };

  [[gnu::noinline, gnu::cold]] void pushGrowing(Item item) {
    grow(2 * size());
    push(item);
  }

  void grow(std::size_t capacity) {
    std::size_t used = size();
    std::unique_ptr<Item, Free> grown(static_cast<Item*>(std::malloc(capacity * sizeof(Item))));
    if (grown == nullptr) throw std::bad_alloc();
    std::memcpy(static_cast<void*>(grown.get()), static_cast<const void*>(begin_), used * sizeof(Item));
    heap_ = std::move(grown);
    begin_ = heap_.get();
    end_ = begin_ + used;
    limit_ = begin_ + capacity;
  }

  alignas(Item) std::array<std::byte, kFirst * sizeof(Item)> first_;
  std::unique_ptr<Item, Free> heap_;
  Item* begin_ = reinterpret_cast<Item*>(first_.data());
  Item* end_ = begin_;
  Item* limit_ = begin_ + kFirst;
};

}  // namespace oamc
