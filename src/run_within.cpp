#include "run_within.hpp"

#include "blocked_signals.hpp"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace model_counter {
namespace {

struct Shared {
    std::function<void()> work;
    std::mutex mutex;
    std::condition_variable done_changed;
    bool done = false;
    std::exception_ptr failure;

    void run() {
        std::exception_ptr thrown;
        try {
            work();
        } catch (...) {
            thrown = std::current_exception();
        }
        // What the work owns goes before the one who waits is told.
        work = nullptr;
        const std::lock_guard lock(mutex);
        failure = thrown;
        done = true;
        done_changed.notify_all();
    }
};

}  // namespace

bool run_within(std::chrono::milliseconds timeout, std::function<void()> work) {
    const auto shared = std::make_shared<Shared>();
    shared->work = std::move(work);
    try {
        const BlockedSignals blocked;
        std::thread([shared] { shared->run(); }).detach();
    } catch (const std::system_error&) {
        // No thread to be had: rather late than not at all.
        shared->run();
    }
    std::unique_lock lock(shared->mutex);
    if (!shared->done_changed.wait_for(lock, timeout, [&] { return shared->done; })) {
        return false;
    }
    if (shared->failure) {
        std::rethrow_exception(shared->failure);
    }
    return true;
}

}  // namespace model_counter
