#pragma once

namespace oamc {

/// Sets how the process takes memory from the kernel; first of all.
void prepareHeap();

/// Makes what the heap grows by from here on of huge pages, and lets large blocks live in it: a third of the time that large documents took were page faults. Takes up
/// to 2 MB more than is used, and what large blocks leave is used again instead of given back. Advice only: a kernel without such pages changes nothing.
void growInHugePages();

}  // namespace oamc
