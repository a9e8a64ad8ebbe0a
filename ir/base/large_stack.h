#pragma once

#include <functional>

namespace oamc {

/// Runs `work` on a stack as large as the depths of Limits assume, in a thread of its own, and waits for it. Parsing and evaluation recurse on the user's data: a
/// program that calls them does so from here.
void onLargeStack(const std::function<void()>& work);

}  // namespace oamc
