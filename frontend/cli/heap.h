#pragma once

namespace oamc {

/// Sets how the process takes memory from the kernel; first of all.
void prepareHeap();

/// Ends the process with status 70 and a word when memory is gone; to be called where std::bad_alloc arrives.
[[noreturn]] void failForMemory();

/// Makes what the heap grows by from here on of huge pages, and lets large blocks live in it: a third of the time that large documents took were page faults. Takes up
/// to 2 MB more than is used, and what large blocks leave is used again instead of given back. Advice only: without such pages, or where the addresses of a
/// process are limited (`ulimit -v`), nothing changes.
void growInHugePages();

}  // namespace oamc
