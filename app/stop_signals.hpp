#pragma once

#include <chrono>
#include <csignal>

namespace model_counter::program {

/// While it lives, the first SIGINT or SIGTERM is noted instead of ending the process; a second one
/// ends it.
class StopSignals {
public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals();

    /// The signal that came; 0: none.
    [[nodiscard]] static int received() noexcept;

    /// Waits for one.
    ///
    /// Returns: whether one came before the time was over
    static bool wait_for(std::chrono::milliseconds time) noexcept;

    /// There is something to read from this descriptor once a signal came; -1: there is none.
    [[nodiscard]] static int descriptor() noexcept;

    /// Ends the process by the signal that came, as if it had not been noted.
    static void end_process();

private:
    struct sigaction interrupt_ {};
    struct sigaction terminate_ {};
};

}  // namespace model_counter::program
