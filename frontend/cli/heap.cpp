#include "frontend/cli/heap.h"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "frontend/cli/command.h"
#include "ir/base/arena.h"

namespace oamc {

namespace {

bool isUnlimited(decltype(RLIMIT_AS) resource) {
  rlimit limit{};
  return ::getrlimit(resource, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

std::uintptr_t heapEnd() { return reinterpret_cast<std::uintptr_t>(::sbrk(0)); }

}  // namespace

void prepareHeap() {
  // The compiler runs in a thread of its own. With one heap for all threads, which grows in large steps and gives nothing back, it asks the kernel a hundred
  // times less; what one rendering frees serves the next. Only large blocks, the tokens of a long file and the like, go back to the kernel.
  constexpr int kGrowthBytes = 1 << 20;
  constexpr int kLargestBlock = 1 << 20;
  constexpr int kNeverTrimmed = 1 << 30;
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, kGrowthBytes);
  mallopt(M_MMAP_THRESHOLD, kLargestBlock);
  mallopt(M_TRIM_THRESHOLD, kNeverTrimmed);
}

void failForMemory() {
  std::fputs("oamc: out of memory\n", stderr);
  std::_Exit(static_cast<int>(ExitStatus::kInternalError));
}

void growInHugePages() {
  if (!isUnlimited(RLIMIT_AS) || !isUnlimited(RLIMIT_DATA)) return;
  constexpr std::uintptr_t kHugePage = std::uintptr_t{2} << 20;
  constexpr int kReserve = 64 << 20;       // of addresses, not of memory
  constexpr int kLargestBlock = 32 << 20;  // the most that the heap allows
  mallopt(M_TOP_PAD, kReserve);
  mallopt(M_MMAP_THRESHOLD, kLargestBlock);
  Arena::mapChunksFrom(Arena::kLargestChunk);
  std::uintptr_t before = heapEnd();
  void* volatile block = std::malloc(2 * kHugePage);  // more than is left, so the heap grows by the reserve
  std::free(block);
  std::uintptr_t begin = (before + kHugePage - 1) & ~(kHugePage - 1);
  if (begin < heapEnd()) ::madvise(reinterpret_cast<void*>(begin), heapEnd() - begin, MADV_HUGEPAGE);
}

}  // namespace oamc
