#pragma once

// The durations and clocks of <chrono> without its calendar, which draws in the streams and doubles
// what this library's headers cost to compile. Where the standard library is not known to give them
// with something smaller, it is <chrono> itself.
#include <version>
#ifdef __GLIBCXX__
#include <shared_mutex>
#else
#include <chrono>
#endif
