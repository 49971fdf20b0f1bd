#include "stop_signals.hpp"

namespace model_counter::program {
namespace {

volatile std::sig_atomic_t received_signal = 0;

void note(int signal) { received_signal = signal; }

}  // namespace

StopSignals::StopSignals() {
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

void StopSignals::end_process() {
    std::signal(received_signal, SIG_DFL);
    std::raise(received_signal);
}

}  // namespace model_counter::program
