#include "stop_signals.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <array>
#include <cerrno>

namespace model_counter::program {
namespace {

volatile std::sig_atomic_t received_signal = 0;

/// A pipe whose one end is written to by the handler: what polls the other one misses no signal.
std::array<int, 2> pipe_ends{-1, -1};

void note(int signal) {
    const int kept = errno;
    received_signal = signal;
    if (pipe_ends[1] >= 0) {
        (void)!::write(pipe_ends[1], "!", 1);
    }
    errno = kept;
}

}  // namespace

StopSignals::StopSignals() {
    if (pipe_ends[0] < 0 && ::pipe2(pipe_ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
        pipe_ends = {-1, -1};
    }
    struct sigaction action {};
    action.sa_handler = note;
    // Without SA_RESTART: a read that waits for input has to come back.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &interrupt_);
    ::sigaction(SIGTERM, &action, &terminate_);
}

StopSignals::~StopSignals() {
    ::sigaction(SIGINT, &interrupt_, nullptr);
    ::sigaction(SIGTERM, &terminate_, nullptr);
}

int StopSignals::received() noexcept { return received_signal; }

bool StopSignals::wait_for(std::chrono::milliseconds time) noexcept {
    pollfd awaited{pipe_ends[0], POLLIN, 0};
    if (received_signal == 0) {
        (void)::poll(&awaited, 1, static_cast<int>(time.count()));
    }
    return received_signal != 0;
}

int StopSignals::descriptor() noexcept { return pipe_ends[0]; }

void StopSignals::end_process() {
    std::signal(received_signal, SIG_DFL);
    std::raise(received_signal);
}

}  // namespace model_counter::program
