#pragma once

#include <cstdint>

namespace model_counter::test {

/// How often this thread allocated and took a lock.
struct CallCounts {
    std::uint64_t allocations = 0;  ///< by operator new
    std::uint64_t locks = 0;        ///< pthread mutexes and read-write locks

    friend bool operator==(const CallCounts&, const CallCounts&) = default;
};

/// False in builds whose sanitizer has put itself between: nothing is counted then.
[[nodiscard]] bool calls_are_counted() noexcept;

/// This thread's counts so far.
[[nodiscard]] CallCounts call_counts() noexcept;

}  // namespace model_counter::test
