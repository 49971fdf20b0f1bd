#include "model_counter/counters.hpp"

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <utility>

namespace model_counter {

/// The process's default instance.
///
/// An instance that was installed stays in memory for ever, closed in the end: whoever still holds
/// a reference to it, in whatever thread, gets `unavailable` and touches no freed memory.
class DefaultInstance {
public:
    static Counters& install(Counters counters) {
        const std::lock_guard lock(mutex_);
        if (current_.load(std::memory_order_acquire) != nullptr) {
            throw Error(ErrorCode::conflict,
                        "there is a default instance already; use "
                        "Counters::default_instance(), or Counters::close_default() first");
        }
        if (!closes_at_exit_) {
            // A failure costs the flush at the end and nothing else.
            std::atexit([] { close_at_exit(); });
            closes_at_exit_ = true;
        }
        newest_ = new DefaultInstance(std::move(counters), newest_);
        current_.store(newest_, std::memory_order_release);
        return newest_->counters_;
    }

    static Counters& get() {
        DefaultInstance* const current = current_.load(std::memory_order_acquire);
        if (current == nullptr) {
            throw Error(ErrorCode::not_found,
                        "there is no default instance; call Counters::open_default() first, once, "
                        "where the program starts");
        }
        return current->counters_;
    }

    static void close() {
        const std::lock_guard lock(mutex_);
        if (DefaultInstance* const current = current_.exchange(nullptr)) {
            current->counters_.close();
        }
    }

private:
    DefaultInstance(Counters counters, DefaultInstance* older)
        : counters_(std::move(counters)), older_(older) {}

    static void close_at_exit() noexcept {
        if (DefaultInstance* const current = current_.load(std::memory_order_acquire)) {
            current->counters_.close_quietly();
        }
    }

    static constinit std::mutex mutex_;
    static constinit std::atomic<DefaultInstance*> current_;
    static constinit DefaultInstance* newest_;
    static constinit bool closes_at_exit_;

    Counters counters_;
    // Closed instances stay reachable: a reference to one may still be in use.
    [[maybe_unused]] DefaultInstance* const older_;
};

constinit std::mutex DefaultInstance::mutex_;
constinit std::atomic<DefaultInstance*> DefaultInstance::current_{nullptr};
constinit DefaultInstance* DefaultInstance::newest_ = nullptr;
constinit bool DefaultInstance::closes_at_exit_ = false;

Counters& Counters::install_default(Counters counters) {
    return DefaultInstance::install(std::move(counters));
}

Counters& Counters::default_instance() { return DefaultInstance::get(); }

void Counters::close_default() { DefaultInstance::close(); }

}  // namespace model_counter
