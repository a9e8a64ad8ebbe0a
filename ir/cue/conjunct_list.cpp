#include "ir/cue/conjunct_list.h"

#include <cstring>

namespace oamc {

void ConjunctList::push(Arena& arena, const Conjunct& conjunct) {
  if (isShared_) own(arena);
  if (size_ == 0) {
    first_ = conjunct;
  } else {
    if (std::has_single_bit(size_)) {
      Block** last = &blocks_;
      while (*last != nullptr) last = &(*last)->next;
      *last = ::new (arena.allocate(sizeof(Block) + sizeof(Conjunct) * size_, alignof(Block))) Block{nullptr};
    }
    *place(size_) = conjunct;
  }
  ++size_;
}

/// Gives the list blocks of its own.
void ConjunctList::own(Arena& arena) {
  isShared_ = false;
  Block** link = &blocks_;
  for (std::uint32_t count = 1; *link != nullptr; count *= 2) {
    std::size_t bytes = sizeof(Block) + sizeof(Conjunct) * count;
    auto* copy = static_cast<Block*>(arena.allocate(bytes, alignof(Block)));
    std::memcpy(static_cast<void*>(copy), static_cast<const void*>(*link), bytes);
    *link = copy;
    link = &copy->next;
  }
}

}  // namespace oamc
