#include "service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace model_counter::program {
namespace {

/// Signs of life for each one that is wanted.
constexpr int kSignsEach = 4;

std::string taken_from_environment(const char* name) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread yet
    std::string text = value == nullptr ? "" : value;
    ::unsetenv(name);  // NOLINT(concurrency-mt-unsafe)
    return text;
}

std::optional<std::int64_t> number_of(const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && behind == end && number > 0 ? std::optional(number)
                                                               : std::nullopt;
}

/// Of a state: a line of its own.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

ServiceManager::ServiceManager() : socket_(taken_from_environment("NOTIFY_SOCKET")) {
    const auto usec = number_of(taken_from_environment("WATCHDOG_USEC"));
    const std::string pid = taken_from_environment("WATCHDOG_PID");
    if (usec && (pid.empty() || number_of(pid) == ::getpid())) {
        patience_ = std::chrono::microseconds(*usec);
    }
}

void ServiceManager::ready(const std::string& what) const {
    send("READY=1\nSTATUS=" + one_line(what));
}

void ServiceManager::tell(const std::string& what) const { send("STATUS=" + one_line(what)); }

void ServiceManager::stopping() const { send("STOPPING=1\nSTATUS=a last sync, then the end"); }

void ServiceManager::alive() {
    if (!patience_) {
        return;
    }
    const std::int64_t now = std::chrono::duration_cast<std::chrono::microseconds>(
                                 std::chrono::steady_clock::now().time_since_epoch())
                                 .count();
    if (now >= next_sign_) {
        next_sign_ = now + patience_->count() / kSignsEach;
        send("WATCHDOG=1");
    }
}

void ServiceManager::send(const std::string& lines) const {
    sockaddr_un address{};
    if (socket_.empty() || socket_.size() >= sizeof(address.sun_path)) {
        return;
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_.data(), socket_.size());
    if (address.sun_path[0] == '@') {
        address.sun_path[0] = '\0';  // a name that is no file's
    }
    const int sender = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (sender < 0) {
        return;
    }
    // Who does not listen is told nothing: that is no reason to count less.
    static_cast<void>(
        ::sendto(sender, lines.data(), lines.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                 reinterpret_cast<const sockaddr*>(&address),
                 static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size())));
    ::close(sender);
}

}  // namespace model_counter::program
