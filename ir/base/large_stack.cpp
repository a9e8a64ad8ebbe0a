#include "ir/base/large_stack.h"

#include <pthread.h>

#include <cstddef>

#include "ir/base/check.h"

namespace oamc {

namespace {

constexpr std::size_t kStackBytes = std::size_t{64} << 20;

// The frames of instrumented programs are about three times as large.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kFrameFactor = 4;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr std::size_t kFrameFactor = 4;
#else
constexpr std::size_t kFrameFactor = 1;
#endif
#else
constexpr std::size_t kFrameFactor = 1;
#endif

void* run(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

void onLargeStack(const std::function<void()>& work) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes * kFrameFactor);
  pthread_t thread;
  bool isRunning = pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&work)) == 0;
  OAMC_CHECK(isRunning, "a thread with a large stack");
  pthread_join(thread, nullptr);
}

}  // namespace oamc
