#pragma once

#include <sys/types.h>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace model_counter::test {

/// Where a server of the tests lives.
struct ServerPlace {
    std::string directory;   ///< its own: data, socket and log are in it
    std::uint16_t port = 0;  ///< on 127.0.0.1
};

using ServerCommand = std::vector<std::string>;  ///< a program's path, and its arguments

/// How a kind of server is started.
struct ServerRecipe {
    std::string name;                ///< e.g. `postgresql`
    std::string program;             ///< its path; empty: it is not installed
    std::vector<std::string> users;  ///< whom root becomes for it: the first one that exists
    /// Makes its data; `run` runs a command to its end as that user, and throws if it fails.
    std::function<void(const ServerPlace&, const std::function<void(const ServerCommand&)>& run)>
        prepare;
    std::function<ServerCommand(const ServerPlace&)> command;  ///< stays in the foreground
    std::function<bool(const ServerPlace&)> is_ready;          ///< whether it answers
    int stop_signal = 0;                                       ///< asks for a quick end
};

/// A server process of the tests on a free port of the loopback interface and a unix socket,
/// without root's privileges. It dies with the thread that started it.
///
/// Errors: std::runtime_error  it does not start; the message ends with its log
class ServerProcess {
public:
    /// `directory` is made, and must not exist yet.
    ServerProcess(const ServerRecipe& recipe, std::string directory);
    /// Stops it, and removes the directory.
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    /// Starts it and waits until it answers; again after a `stop` or `kill`, on the same data and
    /// port.
    void start();
    /// Asks it to end, and waits; after a while it is killed.
    void stop();
    /// Kills it as a crash would.
    void kill();

    [[nodiscard]] const ServerPlace& place() const noexcept { return place_; }
    [[nodiscard]] pid_t pid() const noexcept { return pid_; }

private:
    void run(const ServerCommand& command);
    bool wait_until_ready(std::chrono::steady_clock::time_point until);
    bool wait_for_end(std::chrono::milliseconds at_most);
    [[nodiscard]] std::string log() const;

    const ServerRecipe& recipe_;
    ServerPlace place_;
    bool prepared_ = false;
    bool was_ready_ = false;
    pid_t pid_ = 0;
};

}  // namespace model_counter::test
