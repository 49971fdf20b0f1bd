#pragma once

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

    /// Ends the process by the signal that came, as if it had not been noted.
    static void end_process();

private:
    struct sigaction interrupt_ {};
    struct sigaction terminate_ {};
};

}  // namespace model_counter::program
