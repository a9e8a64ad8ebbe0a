#include "ir/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace oamc {

namespace {
constexpr int kInternalErrorStatus = 70;
}

void failCheck(const char* file, int line, std::string_view what) {
  std::fprintf(stderr, "oamc: internal error: %.*s (%s:%d)\n", static_cast<int>(what.size()), what.data(), file, line);
  std::fprintf(stderr, "please report this with the input that caused it\n");
  std::fflush(stderr);
  std::_Exit(kInternalErrorStatus);
}

}  // namespace oamc
