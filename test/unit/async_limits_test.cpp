#include "model_counter/async.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstring>
#include <fstream>
#include <string>

namespace model_counter::test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitizes = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitizes = true;
#else
constexpr bool kSanitizes = false;
#endif
#else
constexpr bool kSanitizes = false;
#endif

/// Bytes of address space that this process has.
rlim_t address_space() {
    std::ifstream file("/proc/self/statm");
    rlim_t pages = 0;
    file >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

/// The process that this runs in has room for a few threads' stacks, not for 64 and the clock's.
int start_more_threads_than_fit() {
    constexpr rlim_t kRoom = rlim_t{200} * 1024 * 1024;
    const rlimit limit{address_space() + kRoom, RLIM_INFINITY};
    if (::setrlimit(RLIMIT_AS, &limit) != 0) {
        return 1;
    }
    auto database = make_memory_database();
    database->migrate();
    Counters counters(make_memory_store({.counters_max = 1000}), std::move(database));
    try {
        AsyncCounters async(counters, {.threads = 64});
    } catch (const Error& error) {
        const bool is_said = std::strstr(error.what(), "cannot start 65 threads: ") != nullptr &&
                             std::strstr(error.what(), "; ask for fewer") != nullptr;
        return error.kind() == ErrorCode::unavailable && is_said ? 0 : 2;
    }
    return 3;
}

TEST(AsyncLimits, of_threads_that_do_not_fit_are_said) {
    if (kSanitizes) {
        GTEST_SKIP() << "sanitizers take address space of their own";
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(start_more_threads_than_fit());
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace model_counter::test
