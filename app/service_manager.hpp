#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace model_counter::program {

/// What started the process as a service and wants to hear from it: systemd with `Type=notify`.
/// Where nothing listens, everything here does nothing.
///
/// Threads: any.
/// Source:  sd_notify(3), which describes the datagrams for programs that do not link it
class ServiceManager {
public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, and takes them out of the environment.
    ServiceManager();

    /// The service is at work; `what` is shown by `systemctl status`.
    void ready(const std::string& what) const;
    /// What `systemctl status` shows from now on.
    void tell(const std::string& what) const;
    /// It is ending.
    void stopping() const;
    /// A sign of life; sent as seldom as the watchdog allows.
    void alive();

    /// How long it waits for a sign of life before it kills the service.
    [[nodiscard]] std::optional<std::chrono::microseconds> patience() const { return patience_; }

private:
    void send(const std::string& lines) const;

    std::string socket_;
    std::optional<std::chrono::microseconds> patience_;
    std::atomic<std::int64_t> next_sign_{0};
};

}  // namespace model_counter::program
