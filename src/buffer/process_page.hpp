#pragma once

#include <atomic>
#include <cstdint>

namespace model_counter::buffer {

/// A word that the child of a fork finds at zero: it tells, without a system call, whether this
/// process has set itself up.
class ProcessPage {
public:
    enum State : std::uint32_t { none = 0, at_work = 1, ready = 2 };

    /// Errors: unavailable  no memory
    ProcessPage();
    ~ProcessPage();
    ProcessPage(const ProcessPage&) = delete;
    ProcessPage& operator=(const ProcessPage&) = delete;

    [[nodiscard]] bool is_ready() const noexcept {
        return state_->load(std::memory_order_acquire) == ready;
    }
    [[nodiscard]] std::atomic<std::uint32_t>& state() noexcept { return *state_; }

private:
    std::atomic<std::uint32_t>* state_;
};

}  // namespace model_counter::buffer
