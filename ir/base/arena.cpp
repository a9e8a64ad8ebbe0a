#include "ir/base/arena.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace oamc {

namespace {

constexpr std::size_t kFirstChunk = std::size_t{16} * 1024;
constexpr std::size_t kLargestChunk = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kHugePage = std::size_t{2} * 1024 * 1024;

/// Large evaluations ask for huge pages: page faults were a third of their time.
std::byte* allocateChunk(std::size_t size) {
  bool isHuge = size >= kHugePage && size % kHugePage == 0;
  void* bytes = isHuge ? std::aligned_alloc(kHugePage, size) : std::malloc(size);
  if (bytes == nullptr) throw std::bad_alloc();
  if (isHuge) ::madvise(bytes, size, MADV_HUGEPAGE);  // advice: without huge pages all stays as it was
  return static_cast<std::byte*>(bytes);
}

}  // namespace

void* Arena::allocateSlow(std::size_t size, std::size_t alignment) {
  std::size_t chunk = chunks_.empty() ? kFirstChunk : std::min(chunks_.back().size * 2, kLargestChunk);
  chunk = std::max(chunk, size + alignment);
  chunks_.push_back({std::unique_ptr<std::byte[], Free>(allocateChunk(chunk)), chunk});
  reserved_ += chunk;
  next_ = reinterpret_cast<std::uintptr_t>(chunks_.back().bytes.get());
  end_ = next_ + chunk;
  return allocate(size, alignment);
}

void Arena::reset() {
  if (chunks_.empty()) return;
  auto largest = std::ranges::max_element(chunks_, {}, &Chunk::size);
  Chunk kept = std::move(*largest);
  chunks_.clear();
  reserved_ = kept.size;
  next_ = reinterpret_cast<std::uintptr_t>(kept.bytes.get());
  end_ = next_ + kept.size;
  chunks_.push_back(std::move(kept));
}

}  // namespace oamc
