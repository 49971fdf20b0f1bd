#include "redis/sentinels.hpp"

#include "model_counter/error.hpp"
#include "redis/line.hpp"

#include <charconv>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::redis {
namespace {

/// Who does not answer within this time does not keep the others from being asked.
constexpr std::chrono::milliseconds kPatience{500};

[[noreturn]] void fail(const std::string& why) { throw Error(ErrorCode::unavailable, why); }

}  // namespace

Sentinels::Sentinels(ServerUrl url, Connect connect)
    : url_(std::move(url)), connect_(std::move(connect)) {}

ServerUrl Sentinels::primary(const Deadline& deadline) {
    const std::size_t count = url_.sentinels.size();
    const std::size_t first = first_.load(std::memory_order_relaxed);
    std::string failures;
    for (std::size_t i = 0; i < count && (i == 0 || !deadline.expired()); ++i) {
        const ServerUrl& sentinel = url_.sentinels[(first + i) % count];
        try {
            ServerUrl found = ask(sentinel, std::min(deadline, Deadline::after(kPatience)));
            first_.store((first + i) % count, std::memory_order_relaxed);
            return found;
        } catch (const Error& error) {
            failures += "; " + sentinel.host + ":" + std::to_string(sentinel.port) + " " +
                        std::string(error.what());
        }
    }
    fail("no sentinel says where the primary of " + url_.service + " is" + failures);
}

ServerUrl Sentinels::ask(const ServerUrl& sentinel, const Deadline& deadline) const {
    Line line(connect_(sentinel, deadline));
    Commands question;
    if (!sentinel.password.empty()) {
        if (sentinel.user.empty()) {
            question.command({"AUTH", sentinel.password});
        } else {
            question.command({"AUTH", sentinel.user, sentinel.password});
        }
    }
    question.command({"SENTINEL", "get-master-addr-by-name", url_.service});
    std::vector<Reply> replies;
    const Share share{&question, &replies};
    line.exchange({&share, 1}, deadline);
    for (const Reply& reply : replies) {
        if (!reply.is_good()) {
            fail("says: " + reply.text);
        }
    }
    const std::vector<Reply>& address = replies.back().list;
    if (replies.back().kind == Reply::Kind::nothing) {
        fail("does not know the service");
    }
    ServerUrl found = url_;
    found.sentinels.clear();
    if (address.size() == 2) {
        found.host = address[0].text;
        const std::string& port = address[1].text;
        const auto [end, error] =
            std::from_chars(port.data(), port.data() + port.size(), found.port);
        if (!found.host.empty() && error == std::errc() && end == port.data() + port.size()) {
            return found;
        }
    }
    fail("answers what is no address");
}

}  // namespace model_counter::redis
