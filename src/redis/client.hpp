#pragma once

#include "model_counter/deadline.hpp"
#include "redis/commands.hpp"
#include "redis/reply.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace model_counter::redis {

/// Commands of any slots, and where their replies go.
struct Share {
    const Commands* commands = nullptr;
    std::vector<Reply>* replies = nullptr;  ///< as many as commands, when they were run
};

/// What one server said.
struct Answers {
    std::string server;          ///< `host:port`; empty: there is one only
    std::vector<Reply> replies;  ///< as many as questions
};

/// Sends commands to whoever serves their slot.
class Client {
public:
    virtual ~Client() = default;

    /// Runs all of it; the commands of one slot in order, and all that one server serves. What a
    /// command came to is in its reply: a server that cannot be reached, too.
    ///
    /// Threads: any.
    /// Cost:    one round trip to each server, however many shares and commands there are.
    virtual void run(std::span<const Share> shares, const Deadline& deadline) = 0;

    /// Asks every server that serves slots the same, whichever slots the questions are of. One that
    /// cannot be reached has replies that say so.
    ///
    /// Cost: one round trip to each server.
    [[nodiscard]] virtual std::vector<Answers> ask_each(const Commands& questions,
                                                        const Deadline& deadline);

    /// Where it leads, without secrets.
    [[nodiscard]] virtual std::string place() const = 0;

    /// Ends the connections. Later commands open them anew.
    virtual void disconnect() = 0;
};

/// Runs one command.
[[nodiscard]] Reply run_one(Client& client, const Commands& command, const Deadline& deadline);

}  // namespace model_counter::redis
