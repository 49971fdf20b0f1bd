#include "redis/cluster_client.hpp"

#include "model_counter/error.hpp"
#include "redis/slot.hpp"

#include <gtest/gtest.h>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::redis {
namespace {

using std::chrono::milliseconds;

Reply said(Reply::Kind kind, std::string text) {
    Reply reply;
    reply.kind = kind;
    reply.text = std::move(text);
    return reply;
}

Reply refused(std::string text) { return said(Reply::Kind::error, std::move(text)); }

Reply number(std::int64_t value) {
    Reply reply;
    reply.kind = Reply::Kind::integer;
    reply.integer = value;
    return reply;
}

Reply list(std::vector<Reply> elements) {
    Reply reply;
    reply.kind = Reply::Kind::list;
    reply.list = std::move(elements);
    return reply;
}

struct Range {
    std::int64_t first;
    std::int64_t last;
    std::string host;
    std::int64_t port;
};

/// What CLUSTER SLOTS answers.
Reply slots(const std::vector<Range>& ranges) {
    std::vector<Reply> elements;
    for (const Range& range : ranges) {
        elements.push_back(list({number(range.first), number(range.last),
                                 list({said(Reply::Kind::text, range.host), number(range.port),
                                       said(Reply::Kind::text, "id")})}));
    }
    return list(elements);
}

/// A server that answers each command as its script says; the last answer is given again and
/// again.
struct FakeServer {
    std::deque<Reply> answers;
    std::deque<Reply> maps;
    std::vector<std::string> heard;  ///< commands, their words with blanks between
    int runs = 0;                    ///< pipelines
};

std::string words_of(std::string_view bytes) {
    std::string words;
    while (!bytes.empty()) {
        const std::string_view line = bytes.substr(0, bytes.find("\r\n"));
        bytes.remove_prefix(line.size() + 2);
        if (line[0] != '*' && line[0] != '$') {
            words += (words.empty() ? "" : " ") + std::string(line);
        }
    }
    return words;
}

class FakeNode final : public Client {
public:
    explicit FakeNode(FakeServer& server) : server_(server) {}

    void run(std::span<const Share> shares, const Deadline&) override {
        ++server_.runs;
        for (const Share& share : shares) {
            share.replies->clear();
            std::size_t begin = 0;
            for (const std::size_t end : share.commands->ends()) {
                const auto words = words_of(share.commands->bytes().substr(begin, end - begin));
                begin = end;
                share.replies->push_back(answer(words));
            }
        }
    }
    [[nodiscard]] std::string place() const override { return "fake"; }
    void disconnect() override {}

private:
    Reply answer(const std::string& words) {
        if (words == "CLUSTER SLOTS") {
            return next(server_.maps);
        }
        server_.heard.push_back(words);
        return words == "ASKING" ? said(Reply::Kind::text, "OK") : next(server_.answers);
    }

    static Reply next(std::deque<Reply>& replies) {
        Reply reply = replies.empty() ? number(1) : replies.front();
        if (replies.size() > 1) {
            replies.pop_front();
        }
        return reply;
    }

    FakeServer& server_;
};

class ClusterClientTest : public testing::Test {
protected:
    ClusterClientTest() {
        servers_["a:1"].maps = {whole_at("a", 1)};
        servers_["b:2"].maps = {whole_at("a", 1)};
    }

    static Reply whole_at(const std::string& host, std::int64_t port) {
        return slots({{0, 16383, host, port}});
    }

    Reply run(const Commands& commands, milliseconds time = milliseconds(2000)) {
        return run_one(client_, commands, Deadline::after(time));
    }

    static Commands increment(const std::string& key) {
        Commands commands(slot_of(key));
        commands.command({"HINCRBY", key, "f", "1"});
        return commands;
    }

    std::map<std::string, FakeServer> servers_;
    ClusterClient client_{
        parse_cluster_url("redis+cluster://a:1,b:2"), [this](const ServerUrl& url) {
            return std::make_unique<FakeNode>(servers_[url.host + ":" + std::to_string(url.port)]);
        }};
};

TEST_F(ClusterClientTest, goes_to_whoever_serves_the_slot_and_asks_once) {
    servers_["a:1"].maps = {slots({{0, 8191, "a", 1}, {8192, 16383, "c", 3}})};
    ASSERT_LT(slot_of("{b}"), 8192);
    ASSERT_GE(slot_of("{a}"), 8192);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(run(increment("{b}x")).integer, 1);
        EXPECT_EQ(run(increment("{a}x")).integer, 1);
    }
    EXPECT_EQ(servers_["a:1"].runs, 1 + 3);  // the map, and its own
    EXPECT_EQ(servers_["c:3"].runs, 3);
}

TEST_F(ClusterClientTest, sends_one_pipeline_to_each_server) {
    servers_["a:1"].maps = {slots({{0, 8191, "a", 1}, {8192, 16383, "c", 3}})};
    Commands commands;
    for (int i = 0; i < 100; ++i) {
        const std::string key = (i % 2 == 0 ? "{a}" : "{b}") + std::to_string(i);
        commands.go_to(slot_of(key));
        commands.command({"HINCRBY", key, "f", std::to_string(i)});
    }
    servers_["c:3"].answers = {number(3)};
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    client_.run({&share, 1}, Deadline::after(milliseconds(1000)));
    ASSERT_EQ(replies.size(), 100U);
    EXPECT_EQ(replies[0].integer, 3);
    EXPECT_EQ(replies[1].integer, 1);
    EXPECT_EQ(servers_["a:1"].runs, 1 + 1);
    EXPECT_EQ(servers_["c:3"].runs, 1);
    EXPECT_EQ(servers_["c:3"].heard.size(), 50U);
    EXPECT_EQ(servers_["c:3"].heard[1], "HINCRBY {a}2 f 2");
}

TEST_F(ClusterClientTest, follows_a_slot_that_moved_and_looks_at_the_map_again) {
    const std::string slot = std::to_string(slot_of("k"));
    servers_["a:1"].answers = {refused("MOVED " + slot + " b:2"), number(9)};
    servers_["a:1"].maps = {whole_at("a", 1), whole_at("b", 2)};
    servers_["b:2"].maps = {whole_at("b", 2)};
    servers_["b:2"].answers = {number(5)};
    EXPECT_EQ(run(increment("k")).integer, 5);
    EXPECT_EQ(run(increment("k")).integer, 5);
    EXPECT_EQ(servers_["a:1"].heard.size(), 1U);
    EXPECT_EQ(client_.counted(Redirection::Kind::moved), 1U);
}

TEST_F(ClusterClientTest, takes_a_redirection_without_a_host_for_the_same_host) {
    servers_["a:1"].answers = {refused("MOVED 7 :4")};
    EXPECT_EQ(run(increment("k")).integer, 1);
    EXPECT_EQ(servers_["a:4"].heard, std::vector<std::string>{"HINCRBY k f 1"});
}

TEST_F(ClusterClientTest, asks_before_a_command_that_is_sent_to_a_slot_on_its_way) {
    servers_["a:1"].answers = {refused("ASK 7 b:2"), number(2)};
    EXPECT_EQ(run(increment("k")).integer, 1);
    EXPECT_EQ(servers_["b:2"].heard, (std::vector<std::string>{"ASKING", "HINCRBY k f 1"}));
    EXPECT_EQ(run(increment("k")).integer, 2);  // The slot is still where it was.
    EXPECT_EQ(client_.counted(Redirection::Kind::ask), 1U);
}

TEST_F(ClusterClientTest, waits_while_the_keys_of_a_slot_are_in_two_places_or_nobody_serves_it) {
    servers_["a:1"].answers = {refused("TRYAGAIN Multiple keys"), refused("TRYAGAIN Multiple keys"),
                               refused("CLUSTERDOWN Hash slot not served"),
                               refused("LOADING it is"), number(4)};
    EXPECT_EQ(run(increment("k")).integer, 4);
    EXPECT_EQ(client_.counted(Redirection::Kind::try_again), 2U);
    EXPECT_EQ(client_.counted(Redirection::Kind::down), 2U);
}

TEST_F(ClusterClientTest, leaves_the_last_refusal_when_the_deadline_passes) {
    servers_["a:1"].answers = {refused("TRYAGAIN Multiple keys")};
    const Reply reply = run(increment("k"), milliseconds(30));
    EXPECT_EQ(reply.kind, Reply::Kind::error);
    EXPECT_TRUE(reply.text.starts_with("TRYAGAIN"));
}

TEST_F(ClusterClientTest, never_sends_again_what_may_have_been_done) {
    servers_["a:1"].answers = {said(Reply::Kind::lost, "cut"), number(1)};
    EXPECT_EQ(run(increment("k")).kind, Reply::Kind::lost);
    EXPECT_EQ(servers_["a:1"].heard.size(), 1U);
    EXPECT_EQ(servers_["b:2"].heard.size(), 0U);
}

TEST_F(ClusterClientTest, never_sends_again_what_was_refused_for_another_reason) {
    servers_["a:1"].answers = {refused("ERR increment or decrement would overflow"), number(1)};
    EXPECT_EQ(run(increment("k")).kind, Reply::Kind::error);
    EXPECT_EQ(servers_["a:1"].heard.size(), 1U);
}

TEST_F(ClusterClientTest, goes_to_the_new_primary_of_a_server_that_cannot_be_reached) {
    servers_["a:1"].answers = {said(Reply::Kind::unsent, "nobody listens")};
    servers_["a:1"].maps = {whole_at("a", 1), said(Reply::Kind::unsent, "nobody listens")};
    servers_["b:2"].maps = {whole_at("a", 1), whole_at("b", 2)};
    EXPECT_EQ(run(increment("k")).integer, 1);
    EXPECT_EQ(servers_["b:2"].heard.size(), 1U);
}

TEST_F(ClusterClientTest, says_why_when_no_server_answers) {
    servers_["a:1"].maps = {said(Reply::Kind::unsent, "nobody listens")};
    servers_["b:2"].maps = {said(Reply::Kind::unsent, "nobody listens there")};
    const Reply reply = run(increment("k"), milliseconds(20));
    EXPECT_EQ(reply.kind, Reply::Kind::unsent);
    EXPECT_NE(reply.text.find("nobody listens"), std::string::npos);
}

TEST_F(ClusterClientTest, does_not_try_a_wrong_password_for_long) {
    servers_["a:1"].maps = {said(Reply::Kind::unsent, "WRONGPASS invalid")};
    servers_["b:2"].maps = {said(Reply::Kind::unsent, "WRONGPASS invalid")};
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_TRUE(run(increment("k"), milliseconds(5000)).text.starts_with("WRONGPASS"));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, milliseconds(2500));
}

TEST_F(ClusterClientTest, keeps_the_order_of_what_is_sent_again_in_a_slot) {
    Commands commands(slot_of("k"));
    commands.command({"HSET", "k", "f", "7"});
    commands.command({"HINCRBY", "k", "f", "1"});
    servers_["a:1"].answers = {refused("MOVED 7 b:2"), refused("MOVED 7 b:2")};
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    client_.run({&share, 1}, Deadline::after(milliseconds(1000)));
    EXPECT_EQ(servers_["b:2"].heard, (std::vector<std::string>{"HSET k f 7", "HINCRBY k f 1"}));
}

TEST_F(ClusterClientTest, repeats_what_follows_a_command_that_is_sent_again) {
    Commands commands(slot_of("k"));
    commands.command({"HSET", "k", "touched", "1"});
    commands.command({"WAIT", "1", "100"});
    commands.follows_others();
    servers_["a:1"].answers = {refused("ASK 7 b:2"), number(0)};
    servers_["b:2"].answers = {number(1), number(2)};
    std::vector<Reply> replies;
    const Share share{&commands, &replies};
    client_.run({&share, 1}, Deadline::after(milliseconds(1000)));
    EXPECT_EQ(servers_["b:2"].heard,
              (std::vector<std::string>{"ASKING", "HSET k touched 1", "WAIT 1 100"}));
    EXPECT_EQ(replies.at(1).integer, 2);
}

TEST_F(ClusterClientTest, asks_each_primary_of_today_whatever_slots_the_questions_are_of) {
    servers_["a:1"].maps = {whole_at("a", 1), slots({{0, 8191, "c", 3}, {8192, 16383, "d", 4}})};
    servers_["b:2"].maps = {slots({{0, 8191, "c", 3}, {8192, 16383, "d", 4}})};
    EXPECT_EQ(run(increment("k")).integer, 1);
    servers_["c:3"].answers = {number(7)};
    servers_["d:4"].answers = {said(Reply::Kind::unsent, "nobody listens")};
    Commands question;
    question.command({"INFO"});
    const auto answers = client_.ask_each(question, Deadline::after(milliseconds(1000)));
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[0].server, "c:3");
    EXPECT_EQ(answers[0].replies.at(0).integer, 7);
    EXPECT_EQ(answers[1].server, "d:4");
    EXPECT_EQ(answers[1].replies.at(0).kind, Reply::Kind::unsent);
    EXPECT_EQ(servers_["d:4"].heard, std::vector<std::string>{"INFO"});
}

TEST_F(ClusterClientTest, says_for_all_why_no_server_tells_who_they_are) {
    servers_["a:1"].maps = {said(Reply::Kind::unsent, "nobody listens")};
    servers_["b:2"].maps = {said(Reply::Kind::unsent, "nobody listens")};
    Commands question;
    question.command({"INFO"});
    const auto answers = client_.ask_each(question, Deadline::after(milliseconds(30)));
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].replies.at(0).text, "nobody listens");
}

TEST(ClusterUrl, names_seeds_that_share_user_and_tls) {
    const ClusterUrl url = parse_cluster_url("rediss+cluster://me:p%40ss@one,two:7,[::1]:8?ca=/c");
    ASSERT_EQ(url.seeds.size(), 3U);
    EXPECT_EQ(url.text(), "rediss+cluster://one:6379,two:7,[::1]:8");
    EXPECT_EQ(url.seeds[1].password, "p@ss");
    EXPECT_EQ(url.seeds[2].ca, "/c");
    EXPECT_TRUE(url.seeds[2].tls);
    EXPECT_TRUE(is_cluster_url("redis+cluster://h"));
    EXPECT_FALSE(is_cluster_url("redis://h"));
}

TEST(ClusterUrl, refuses_what_is_none) {
    for (const char* text : {"redis+cluster://", "redis+cluster://a,,b", "redis+cluster://a/1",
                             "redis+cluster://a:x", "redis+cluster://u:secret@a?what=1"}) {
        try {
            static_cast<void>(parse_cluster_url(text));
            FAIL() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorCode::invalid_argument) << text;
            EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos);
        }
    }
}

TEST(SlotMap, is_none_where_the_answer_is_something_else) {
    EXPECT_FALSE(SlotMap::read(refused("ERR This instance has cluster support disabled"), "h"));
    EXPECT_FALSE(SlotMap::read(list({list({number(0)})}), "h"));
    EXPECT_FALSE(SlotMap::read(slots({{0, 16384, "a", 1}}), "h"));
    EXPECT_FALSE(SlotMap::read(slots({{-1, 3, "a", 1}}), "h"));
    EXPECT_FALSE(SlotMap::read(slots({{5, 3, "a", 1}}), "h"));
}

TEST(SlotMap, takes_a_server_without_a_name_for_the_one_that_was_asked) {
    const auto map = SlotMap::read(slots({{0, 10, "", 7}}), "here");
    ASSERT_TRUE(map);
    EXPECT_EQ(map->primary(10), "here:7");
    EXPECT_EQ(map->primary(11), "");
}

}  // namespace
}  // namespace model_counter::redis
