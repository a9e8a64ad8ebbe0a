#include "ir/base/arena.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace oamc {

namespace {

constexpr std::size_t kFirstChunk = std::size_t{16} * 1024;
constexpr std::size_t kStep = std::size_t{128} * 1024;

std::size_t firstMapped = std::size_t{512} * 1024;

// Large chunks come from the system and go back to it: what the syntax of a large file took does not stay for its evaluation.
//
// Page faults were a third of the time of large evaluations. Chunks get their pages in steps, so that little stays unused; the largest are made of huge pages. Both
// are advice: without them pages come one by one.

void populate(std::uintptr_t begin, std::uintptr_t end) {
#ifdef MADV_POPULATE_WRITE
  constexpr std::uintptr_t kPage = 4096;
  begin = (begin + kPage - 1) & ~(kPage - 1);
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE);
#endif
}

bool isHuge(std::size_t chunk) { return chunk >= Arena::kLargestChunk; }

std::byte* allocateChunk(std::size_t size, bool isMapped) {
  void* bytes = isMapped ? ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : std::malloc(size);
  if (bytes == nullptr || bytes == MAP_FAILED) throw std::bad_alloc();
  if (isHuge(size)) ::madvise(bytes, size, MADV_HUGEPAGE);
  return static_cast<std::byte*>(bytes);
}

}  // namespace

void Arena::mapChunksFrom(std::size_t bytes) { firstMapped = bytes; }

void Arena::Free::operator()(std::byte* bytes) const {
  if (isMapped) ::munmap(bytes, size);
  else std::free(bytes);
}

void* Arena::allocateSlow(std::size_t size, std::size_t alignment) {
  if (next_ + size + alignment <= chunkEnd_) {
    std::uintptr_t end = std::min(std::max(end_ + kStep, next_ + size + alignment), chunkEnd_);
    populate(end_, end);
    end_ = end;
    return allocate(size, alignment);
  }
  std::size_t chunk = chunks_.empty() ? kFirstChunk : std::min(chunks_.back().get_deleter().size * 2, kLargestChunk);
  chunk = std::max(chunk, size + alignment);
  bool isMapped = chunk >= firstMapped;
  chunks_.push_back(Chunk(allocateChunk(chunk, isMapped), {chunk, isMapped}));
  reserved_ += chunk;
  next_ = reinterpret_cast<std::uintptr_t>(chunks_.back().get());
  chunkEnd_ = next_ + chunk;
  end_ = !isMapped || isHuge(chunk) ? chunkEnd_ : next_;
  return allocate(size, alignment);
}

bool Arena::holds(const void* memory) const {
  auto address = reinterpret_cast<std::uintptr_t>(memory);
  bool isOwn = std::ranges::any_of(
      chunks_, [address](const Chunk& chunk) { return address - reinterpret_cast<std::uintptr_t>(chunk.get()) < chunk.get_deleter().size; });
  return isOwn || (base_ != nullptr && base_->holds(memory));
}

void Arena::returnTo(const Mark& mark) {
  bool isSameChunk = chunks_.size() == mark.chunks;
  while (chunks_.size() > mark.chunks) {
    reserved_ -= chunks_.back().get_deleter().size;
    chunks_.pop_back();
  }
  next_ = mark.next;
  if (isSameChunk) return;
  chunkEnd_ = chunks_.empty() ? 0 : reinterpret_cast<std::uintptr_t>(chunks_.back().get()) + chunks_.back().get_deleter().size;
  end_ = chunkEnd_;
}

void Arena::reset() {
  if (chunks_.empty()) return;
  auto largest = std::ranges::max_element(chunks_, {}, [](const Chunk& chunk) { return chunk.get_deleter().size; });
  Chunk kept = std::move(*largest);
  chunks_.clear();
  reserved_ = kept.get_deleter().size;
  next_ = reinterpret_cast<std::uintptr_t>(kept.get());
  chunkEnd_ = next_ + reserved_;
  end_ = chunkEnd_;
  chunks_.push_back(std::move(kept));
}

}  // namespace oamc
