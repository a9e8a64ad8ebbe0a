#include "ir/base/arena.h"

namespace oamc {

namespace {
constexpr std::size_t kFirstChunk = std::size_t{16} * 1024;
constexpr std::size_t kLargestChunk = std::size_t{1024} * 1024;
}  // namespace

void* Arena::allocateSlow(std::size_t size, std::size_t alignment) {
  std::size_t chunk = chunks_.empty() ? kFirstChunk : std::min(chunks_.back().size * 2, kLargestChunk);
  chunk = std::max(chunk, size + alignment);
  chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(chunk), chunk});
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
