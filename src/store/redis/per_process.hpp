#pragma once

#include <unistd.h>
#include <atomic>
#include <memory>

namespace model_counter::redis {

/// A value that the child of a fork finds as new: a thread that it does not have may have been in
/// the middle of its parent's, and hold a lock in it. The child leaves that one as it is, for good.
///
/// Threads: any; what the value is used for is its own matter.
template <class Value>
class PerProcess {
public:
    PerProcess() : own_(new Own) {}
    ~PerProcess() {
        const Own* const own = own_.load(std::memory_order_acquire);
        if (own->process == ::getpid()) {
            delete own;
        }
    }
    PerProcess(const PerProcess&) = delete;
    PerProcess& operator=(const PerProcess&) = delete;

    /// This process's value. Cost: a system call
    Value& get() {
        const pid_t process = ::getpid();
        Own* current = own_.load(std::memory_order_acquire);
        if (current->process == process) [[likely]] {
            return current->value;
        }
        auto fresh = std::make_unique<Own>();
        if (own_.compare_exchange_strong(current, fresh.get(), std::memory_order_acq_rel,
                                         std::memory_order_acquire)) {
            return fresh.release()->value;
        }
        return current->value;
    }

private:
    struct Own {
        pid_t process = ::getpid();
        Value value;
    };

    std::atomic<Own*> own_;
};

}  // namespace model_counter::redis
