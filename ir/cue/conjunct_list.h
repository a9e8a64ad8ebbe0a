#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "ir/base/arena.h"
#include "ir/cue/conjunct.h"

namespace oamc {

/// The conjuncts of a vertex in the order of arrival, and how many of them were inserted. Most vertices have one, which stands in the list itself; block n
/// holds the 2^n that follow. Nothing moves when the list grows.
class ConjunctList {
 public:
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = Conjunct;

    Iterator() = default;
    Iterator(const ConjunctList& list, std::uint32_t index) : list_(&list), index_(index) {}
    const Conjunct& operator*() const { return (*list_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    Iterator operator++(int) { return {*list_, index_++}; }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const ConjunctList* list_ = nullptr;
    std::uint32_t index_ = 0;
  };

  std::uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Conjunct& operator[](std::uint32_t index) const { return index == 0 ? first_ : *place(index); }
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size_}; }

  void push(Arena& arena, const Conjunct& conjunct);

  std::uint32_t inserted() const { return inserted_; }
  bool hasWaiting() const { return inserted_ < size_; }
  /// The first conjunct that waits; it counts as inserted from now on.
  const Conjunct& takeNext() { return (*this)[inserted_++]; }
  void setInserted(std::uint32_t count) { inserted_ = count; }

  /// A copy of which nothing is inserted; it grows on its own, as does this list from now on. What both have is not copied before.
  ConjunctList shared() {
    isShared_ = true;
    ConjunctList copy = *this;
    copy.inserted_ = 0;
    return copy;
  }

 private:
  struct Block {
    Block* next;
    Conjunct* items() { return reinterpret_cast<Conjunct*>(this + 1); }
  };

  Conjunct* place(std::uint32_t index) const {
    Block* block = blocks_;
    int number = static_cast<int>(std::bit_width(index)) - 1;
    for (int i = 0; i < number; ++i) block = block->next;
    return block->items() + (index - (std::uint32_t{1} << number));
  }
  void own(Arena& arena);

  Conjunct first_;
  Block* blocks_ = nullptr;
  std::uint32_t size_ : 31 = 0;
  std::uint32_t isShared_ : 1 = 0;
  std::uint32_t inserted_ = 0;
};

}  // namespace oamc
