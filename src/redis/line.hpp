#pragma once

#include "redis/client.hpp"
#include "redis/reply_reader.hpp"
#include "redis/transport.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace model_counter::redis {

/// A connection that was agreed on with a server: commands go out, replies come in, in order.
///
/// Threads: one at a time.
class Line {
public:
    explicit Line(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}

    /// Runs the shares in one round trip. Where the way is cut, every command that has no reply yet
    /// gets one that says so.
    ///
    /// Returns: false when the line is of no further use
    bool exchange(std::span<const Share> shares, const Deadline& deadline);

    [[nodiscard]] bool is_over() noexcept { return transport_->is_over(); }
    void abandon() noexcept { transport_->abandon(); }

    /// Gives every command a reply: it was never sent.
    static void refuse(std::span<const Share> shares, const std::string& why);

private:
    /// Which reply comes next.
    struct Cursor {
        std::size_t share = 0;
        std::size_t command = 0;
    };

    void send_all(std::span<const Share> shares, std::string_view bytes, const Deadline& deadline);
    void take_replies(std::span<const Share> shares, const Deadline& deadline, bool wait);
    void skip_done(std::span<const Share> shares);
    void give_up(std::span<const Share> shares, const std::string& why);

    std::unique_ptr<Transport> transport_;
    ReplyReader reader_;
    Cursor next_;
    std::size_t sent_ = 0;
    std::string outgoing_;
    std::vector<char> incoming_ = std::vector<char>(kIncomingBytes);

    static constexpr std::size_t kIncomingBytes = 64 * 1024;
};

}  // namespace model_counter::redis
