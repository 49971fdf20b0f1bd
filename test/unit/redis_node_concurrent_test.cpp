#include "redis/node.hpp"

#include "model_counter/error.hpp"

#include <gmock/gmock.h>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// A server that takes everything and answers nothing.
class SilentTransport final : public Transport {
public:
    explicit SilentTransport(std::atomic<int>& sent) : sent_(sent) {}

    std::size_t send(std::string_view bytes, const Deadline&) override {
        ++sent_;
        return bytes.size();
    }
    std::size_t receive(std::span<char>, const Deadline& deadline, bool wait) override {
        if (wait) {
            std::this_thread::sleep_for(deadline.remaining());
            throw Error(ErrorCode::timeout, "it did not answer in time");
        }
        return 0;
    }
    [[nodiscard]] bool is_over() noexcept override { return false; }
    void abandon() noexcept override {}

private:
    std::atomic<int>& sent_;
};

TEST(RedisNodeConcurrent, ends_at_its_deadline_while_others_wait_for_a_silent_server) {
    std::atomic<int> sent{0};
    Node node(parse_server_url("redis://host"),
              [&sent](const Deadline&) { return std::make_unique<SilentTransport>(sent); });
    const auto ping = [&node](milliseconds time) {
        Commands commands;
        commands.command({"PING"});
        return run_one(node, commands, Deadline::after(time));
    };
    std::thread patient([&] { EXPECT_EQ(ping(milliseconds(1000)).kind, Reply::Kind::lost); });
    while (sent == 0) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    const auto begun = std::chrono::steady_clock::now();
    const Reply reply = ping(milliseconds(100));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(600));
    EXPECT_EQ(reply.kind, Reply::Kind::unsent);
    EXPECT_THAT(reply.text, HasSubstr("the deadline passed"));
    patient.join();
    EXPECT_EQ(sent, 1);
}

}  // namespace
}  // namespace model_counter::redis
