#pragma once

#include <string_view>

namespace oamc {

/// Prints `what` with its place to standard error and stops the process with exit status 70 (EX_SOFTWARE).
/// For our mistakes only; a user's mistake is a diagnostic.
[[noreturn]] void failCheck(const char* file, int line, std::string_view what);

}  // namespace oamc

/// Stops with status 70 unless `condition` holds; `what` says what should have held.
#define OAMC_CHECK(condition, what)                  \
  do {                                               \
    if (!(condition)) [[unlikely]]                   \
      ::oamc::failCheck(__FILE__, __LINE__, (what)); \
  } while (false)
