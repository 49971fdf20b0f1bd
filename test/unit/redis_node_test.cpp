#include "redis/node.hpp"

#include "redis/script.hpp"
#include "redis/slot.hpp"
#include "support/scripted_transport.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <thread>

namespace model_counter::test {
namespace {

using redis::Commands;
using redis::Reply;
using testing::HasSubstr;

class RedisNode : public testing::Test {
protected:
    redis::Node node(const std::string& url = "redis://host") {
        return {redis::parse_server_url(url),
                [this](const Deadline&) -> std::unique_ptr<redis::Transport> {
                    if (talk_.refuses) {
                        throw Error(ErrorCode::unavailable, "nobody listens");
                    }
                    return std::make_unique<ScriptedTransport>(talk_);
                }};
    }

    /// Runs PINGs, as many as asked.
    static std::vector<Reply> ping(redis::Node& node, std::size_t times = 1) {
        Commands commands;
        for (std::size_t i = 0; i < times; ++i) {
            commands.command({"PING"});
        }
        std::vector<Reply> replies;
        const redis::Share share{&commands, &replies};
        node.run({&share, 1}, Deadline::never());
        return replies;
    }

    static constexpr std::string_view kPing = "*1\r\n$4\r\nPING\r\n";

    Conversation talk_;
};

TEST_F(RedisNode, sends_commands_as_the_protocol_says) {
    Commands commands;
    commands.begin(3);
    commands.add("GET");
    commands.add("");
    commands.add(std::int64_t{-42});
    commands.end();
    EXPECT_EQ(commands.bytes(), "*3\r\n$3\r\nGET\r\n$0\r\n\r\n$3\r\n-42\r\n");
    EXPECT_EQ(commands.ends(), std::vector<std::size_t>{commands.bytes().size()});
}

TEST_F(RedisNode, understands_every_kind_of_reply_however_it_is_cut) {
    for (const char c : std::string_view("+OK\r\n:-7\r\n$3\r\na\r\n\r\n$-1\r\n-ERR no\r\n"
                                         "*3\r\n:1\r\n*1\r\n$1\r\nx\r\n$-1\r\n*-1\r\n")) {
        talk_.answer(std::string(1, c));
    }
    auto node = this->node();
    const auto replies = ping(node, 7);
    EXPECT_EQ(replies[0].text, "OK");
    EXPECT_EQ(replies[1].integer, -7);
    EXPECT_EQ(replies[2].text, "a\r\n");
    EXPECT_EQ(replies[3].kind, Reply::Kind::nothing);
    EXPECT_EQ(replies[4].kind, Reply::Kind::error);
    EXPECT_EQ(replies[4].text, "ERR no");
    ASSERT_EQ(replies[5].list.size(), 3U);
    EXPECT_EQ(replies[5].list[0].integer, 1);
    EXPECT_EQ(replies[5].list[1].list.at(0).text, "x");
    EXPECT_EQ(replies[5].list[2].kind, Reply::Kind::nothing);
    EXPECT_EQ(replies[6].kind, Reply::Kind::nothing);
    EXPECT_EQ(node.round_trips(), 1U);
}

TEST_F(RedisNode, says_who_asks_and_for_which_database) {
    talk_.answer("+OK\r\n+OK\r\n");
    talk_.answer("+PONG\r\n");
    auto node = this->node("redis://ada:secret@host/3");
    EXPECT_EQ(ping(node)[0].text, "PONG");
    EXPECT_EQ(talk_.heard,
              "*3\r\n$4\r\nAUTH\r\n$3\r\nada\r\n$6\r\nsecret\r\n"
              "*2\r\n$6\r\nSELECT\r\n$1\r\n3\r\n" +
                  std::string(kPing));
    EXPECT_THAT(node.place(), testing::Not(HasSubstr("secret")));
}

TEST_F(RedisNode, sends_nothing_to_a_server_that_does_not_know_it) {
    talk_.answer("-WRONGPASS who are you\r\n");
    auto node = this->node("redis://:secret@host");
    const auto replies = ping(node);
    EXPECT_EQ(replies[0].kind, Reply::Kind::unsent);
    EXPECT_THAT(replies[0].text, HasSubstr("WRONGPASS"));
    EXPECT_THAT(talk_.heard, testing::Not(HasSubstr("PING")));
}

TEST_F(RedisNode, tells_what_was_answered_what_is_in_doubt_and_what_was_never_sent) {
    talk_.takes = kPing.size() * 3 - 1;
    talk_.takes_at_once = 10;
    auto node = this->node();
    auto replies = ping(node, 5);
    EXPECT_EQ(replies[0].kind, Reply::Kind::lost);
    EXPECT_EQ(replies[1].kind, Reply::Kind::lost);
    EXPECT_EQ(replies[2].kind, Reply::Kind::unsent) << "its last byte was not sent";
    EXPECT_EQ(replies[4].kind, Reply::Kind::unsent);

    talk_.takes = SIZE_MAX;
    talk_.answer("+PONG\r\n+PO");
    talk_.cut();
    replies = ping(node, 3);
    EXPECT_EQ(replies[0].text, "PONG");
    EXPECT_EQ(replies[1].kind, Reply::Kind::lost);
    EXPECT_EQ(replies[2].kind, Reply::Kind::lost);
    EXPECT_THAT(replies[2].text, HasSubstr("cut while waiting"));
}

TEST_F(RedisNode, never_sends_twice_what_may_have_been_done) {
    talk_.time_out();
    auto node = this->node();
    EXPECT_EQ(ping(node)[0].kind, Reply::Kind::lost);
    EXPECT_EQ(talk_.heard, kPing);
    talk_.answer("+PONG\r\n");
    EXPECT_EQ(ping(node)[0].text, "PONG");
    EXPECT_EQ(talk_.connections, 2) << "a late reply must not answer the next command";
}

TEST_F(RedisNode, drops_a_connection_that_talks_nonsense) {
    talk_.answer("HTTP/1.1 400 Bad Request\r\n");
    auto node = this->node();
    const auto replies = ping(node);
    EXPECT_EQ(replies[0].kind, Reply::Kind::lost);
    EXPECT_THAT(replies[0].text, HasSubstr("no Redis server"));
}

TEST_F(RedisNode, looks_at_a_quiet_connection_before_it_trusts_it) {
    talk_.answer("+PONG\r\n");
    talk_.answer("+PONG\r\n");
    auto node = this->node();
    ping(node);
    talk_.is_over = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
    EXPECT_EQ(ping(node)[0].text, "PONG");
    EXPECT_EQ(talk_.connections, 2);
}

TEST_F(RedisNode, waits_before_it_tries_again_to_connect) {
    talk_.refuses = true;
    auto node = this->node();
    EXPECT_EQ(ping(node)[0].kind, Reply::Kind::unsent);
    talk_.refuses = false;
    const auto replies = ping(node);
    EXPECT_EQ(replies[0].kind, Reply::Kind::unsent);
    EXPECT_THAT(replies[0].text, HasSubstr("nobody listens"));
    EXPECT_EQ(talk_.connections, 0);
    std::this_thread::sleep_for(std::chrono::milliseconds(15));
    talk_.answer("+PONG\r\n");
    EXPECT_EQ(ping(node)[0].text, "PONG");
}

TEST_F(RedisNode, runs_shares_in_one_round_trip_and_keeps_their_replies_apart) {
    talk_.answer(":1\r\n:2\r\n:3\r\n");
    auto node = this->node();
    Commands one;
    Commands none;
    Commands two;
    one.command({"A"});
    two.command({"B"});
    two.command({"C"});
    std::vector<Reply> first;
    std::vector<Reply> nothing;
    std::vector<Reply> second;
    const std::vector<redis::Share> shares{{&one, &first}, {&none, &nothing}, {&two, &second}};
    node.run(shares, Deadline::never());
    EXPECT_EQ(first.at(0).integer, 1);
    EXPECT_TRUE(nothing.empty());
    EXPECT_EQ(second.at(1).integer, 3);
    EXPECT_EQ(node.round_trips(), 1U);
}

TEST_F(RedisNode, teaches_a_server_a_script_that_it_does_not_know) {
    talk_.answer("-NOSCRIPT No matching script. Please use EVAL.\r\n");
    talk_.answer(":1\r\n");
    auto node = this->node();
    const redis::Script script("return 1");
    const std::string key = "k";
    const Reply reply = script.run(node, 0, {&key, 1}, {}, Deadline::never());
    EXPECT_EQ(reply.integer, 1);
    EXPECT_THAT(talk_.heard, HasSubstr("$40\r\ne0e1f9fabfc9d4800c877a703b823ac0578ff8db\r\n"));
    EXPECT_THAT(talk_.heard, HasSubstr("*4\r\n$4\r\nEVAL\r\n$8\r\nreturn 1\r\n$1\r\n1\r\n"));
}

TEST(RedisSlot, is_that_of_what_is_in_braces) {
    // The first is the check value of the algorithm; the others a Redis 7.0 gave.
    EXPECT_EQ(redis::slot_of("123456789"), 0x31C3);
    EXPECT_EQ(redis::slot_of("foo"), 12182);
    EXPECT_EQ(redis::slot_of("counter:{7}:meta"), redis::slot_of("7"));
    EXPECT_EQ(redis::slot_of("a{}b"), 13694);
}

}  // namespace
}  // namespace model_counter::test
