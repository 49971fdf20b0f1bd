#include "redis/cluster_client.hpp"

#include <gtest/gtest.h>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

/// What all servers of a cluster do.
struct Servers {
    std::atomic<bool> are_silent{false};  ///< whoever asks for the map hears nothing
    milliseconds slowness{0};             ///< until they tell it
    std::atomic<int> questions{0};        ///< for the map
};

/// `host` serves every slot.
Reply map_of(const std::string& host) {
    const auto number = [](std::int64_t value) {
        Reply reply;
        reply.kind = Reply::Kind::integer;
        reply.integer = value;
        return reply;
    };
    const auto list = [](std::vector<Reply> elements) {
        Reply reply;
        reply.kind = Reply::Kind::list;
        reply.list = std::move(elements);
        return reply;
    };
    Reply name;
    name.kind = Reply::Kind::text;
    name.text = host;
    return list({list({number(0), number(16383), list({name, number(1), name})})});
}

class SlowNode final : public Client {
public:
    explicit SlowNode(Servers& servers) : servers_(servers) {}

    void run(std::span<const Share> shares, const Deadline& deadline) override {
        const bool asks_for_map = shares[0].commands->bytes().find("SLOTS") != std::string::npos;
        Reply reply = map_of("a");
        if (asks_for_map) {
            ++servers_.questions;
            std::this_thread::sleep_for(servers_.slowness);
            if (servers_.are_silent) {
                std::this_thread::sleep_for(deadline.remaining());
                reply.kind = Reply::Kind::lost;
                reply.text = "it did not answer in time";
            }
        }
        for (const Share& share : shares) {
            share.replies->assign(share.commands->size(), reply);
        }
    }
    [[nodiscard]] std::string place() const override { return "slow"; }
    void disconnect() override {}

private:
    Servers& servers_;
};

class ClusterClientConcurrentTest : public testing::Test {
protected:
    Reply run(milliseconds time) {
        Commands commands(7);
        commands.command({"HINCRBY", "k", "f", "1"});
        return run_one(client_, commands, Deadline::after(time));
    }

    Servers servers_;
    ClusterClient client_{
        parse_cluster_url("redis+cluster://a:1,b:2,c:3"),
        [this](const ServerUrl&) { return std::make_unique<SlowNode>(servers_); }};
};

TEST_F(ClusterClientConcurrentTest, keeps_its_deadline_while_another_call_asks_silent_servers) {
    servers_.are_silent = true;
    std::thread patient([this] { EXPECT_EQ(run(milliseconds(1000)).kind, Reply::Kind::unsent); });
    while (servers_.questions == 0) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(run(milliseconds(100)).kind, Reply::Kind::unsent);
    const auto taken = std::chrono::steady_clock::now() - begun;
    EXPECT_GE(taken, milliseconds(90));
    EXPECT_LT(taken, milliseconds(700)) << "the other one waits a second for each server";
    patient.join();
}

TEST_F(ClusterClientConcurrentTest, asks_for_the_map_once_for_all_threads) {
    servers_.slowness = milliseconds(100);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([this] { EXPECT_TRUE(run(milliseconds(5000)).is_good()); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(servers_.questions, 1);
}

TEST_F(ClusterClientConcurrentTest, asks_itself_when_the_one_it_waited_for_heard_nothing) {
    servers_.are_silent = true;
    std::thread hasty([this] { EXPECT_EQ(run(milliseconds(50)).kind, Reply::Kind::unsent); });
    while (servers_.questions == 0) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    std::thread patient([this] { EXPECT_TRUE(run(milliseconds(5000)).is_good()); });
    hasty.join();
    servers_.are_silent = false;
    patient.join();
}

}  // namespace
}  // namespace model_counter::redis
