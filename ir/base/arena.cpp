#include "ir/base/arena.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace oamc {

namespace {

constexpr std::size_t kFirstChunk = std::size_t{16} * 1024;
constexpr std::size_t kLargestChunk = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kStep = std::size_t{128} * 1024;
constexpr std::size_t kHugePage = std::size_t{2} * 1024 * 1024;

// Page faults were a third of the time of large evaluations. The first chunks get their pages in steps, so that little stays unused; the largest are made of huge
// pages. Both are advice: without them pages come one by one.

void populate(std::uintptr_t begin, std::uintptr_t end) {
#ifdef MADV_POPULATE_WRITE
  constexpr std::uintptr_t kPage = 4096;
  begin = (begin + kPage - 1) & ~(kPage - 1);
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE);
#endif
}

bool isHuge(std::size_t chunk) { return chunk >= kLargestChunk && chunk % kHugePage == 0; }

std::byte* allocateChunk(std::size_t size) {
  void* bytes = isHuge(size) ? std::aligned_alloc(kHugePage, size) : std::malloc(size);
  if (bytes == nullptr) throw std::bad_alloc();
  if (isHuge(size)) ::madvise(bytes, size, MADV_HUGEPAGE);
  return static_cast<std::byte*>(bytes);
}

}  // namespace

void* Arena::allocateSlow(std::size_t size, std::size_t alignment) {
  if (next_ + size + alignment <= chunkEnd_) {
    std::uintptr_t end = std::min(std::max(end_ + kStep, next_ + size + alignment), chunkEnd_);
    populate(end_, end);
    end_ = end;
    return allocate(size, alignment);
  }
  std::size_t chunk = chunks_.empty() ? kFirstChunk : std::min(chunks_.back().size * 2, kLargestChunk);
  chunk = std::max(chunk, size + alignment);
  chunks_.push_back({std::unique_ptr<std::byte[], Free>(allocateChunk(chunk)), chunk});
  reserved_ += chunk;
  next_ = reinterpret_cast<std::uintptr_t>(chunks_.back().bytes.get());
  chunkEnd_ = next_ + chunk;
  end_ = chunk <= kStep || isHuge(chunk) ? chunkEnd_ : next_;
  return allocate(size, alignment);
}

void Arena::reset() {
  if (chunks_.empty()) return;
  auto largest = std::ranges::max_element(chunks_, {}, &Chunk::size);
  Chunk kept = std::move(*largest);
  chunks_.clear();
  reserved_ = kept.size;
  next_ = reinterpret_cast<std::uintptr_t>(kept.bytes.get());
  chunkEnd_ = next_ + kept.size;
  end_ = chunkEnd_;
  chunks_.push_back(std::move(kept));
}

}  // namespace oamc
