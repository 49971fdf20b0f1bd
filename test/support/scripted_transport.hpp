#pragma once

#include "model_counter/error.hpp"
#include "redis/transport.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

namespace model_counter::test {

/// A server's side of a conversation, written down beforehand.
struct Conversation {
    struct Step {
        enum class Kind { answer, cut, time_out } kind = Kind::answer;
        std::string bytes;
    };
    std::deque<Step> steps;                ///< one for each wait for bytes
    std::size_t takes = SIZE_MAX;          ///< bytes that can be sent before the way is cut
    std::size_t takes_at_once = SIZE_MAX;  ///< bytes that one `send` takes
    std::string heard;                     ///< what was sent
    int connections = 0;
    bool refuses = false;  ///< nobody listens
    bool is_over = false;  ///< the other side has ended a quiet connection

    void answer(std::string bytes) { steps.push_back({Step::Kind::answer, std::move(bytes)}); }
    void cut() { steps.push_back({Step::Kind::cut, {}}); }
    void time_out() { steps.push_back({Step::Kind::time_out, {}}); }
};

/// Bytes from and to a `Conversation`.
class ScriptedTransport final : public redis::Transport {
public:
    explicit ScriptedTransport(Conversation& talk) : talk_(talk) { ++talk_.connections; }

    std::size_t send(std::string_view bytes, const Deadline&) override {
        const std::size_t size = std::min({bytes.size(), talk_.takes, talk_.takes_at_once});
        if (size == 0) {
            throw Error(ErrorCode::unavailable, "cut while sending");
        }
        talk_.heard += bytes.substr(0, size);
        talk_.takes -= talk_.takes == SIZE_MAX ? 0 : size;
        return size;
    }

    std::size_t receive(std::span<char> buffer, const Deadline&, bool wait) override {
        if (!wait) {
            return 0;
        }
        if (talk_.steps.empty()) {
            throw Error(ErrorCode::unavailable, "the script has ended");
        }
        const Conversation::Step step = talk_.steps.front();
        talk_.steps.pop_front();
        if (step.kind == Conversation::Step::Kind::cut) {
            throw Error(ErrorCode::unavailable, "cut while waiting");
        }
        if (step.kind == Conversation::Step::Kind::time_out) {
            throw Error(ErrorCode::timeout, "too late");
        }
        return step.bytes.copy(buffer.data(), buffer.size());
    }

    [[nodiscard]] bool is_over() noexcept override { return talk_.is_over; }
    void abandon() noexcept override {}

private:
    Conversation& talk_;
};

}  // namespace model_counter::test
