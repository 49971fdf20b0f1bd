#include "redis/sentinel_client.hpp"

#include "support/catches_errors.hpp"
#include "support/scripted_transport.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <map>

namespace model_counter::test {
namespace {

using redis::Commands;
using redis::Reply;
using std::chrono::milliseconds;
using testing::HasSubstr;

class RedisSentinel : public testing::Test, protected CatchesErrors {
protected:
    /// Reaches whom a test has written a conversation for; nobody listens elsewhere.
    redis::Sentinels::Connect connect() {
        return [this](const redis::ServerUrl& url,
                      const Deadline&) -> std::unique_ptr<redis::Transport> {
            const std::string place = url.host + ":" + std::to_string(url.port);
            asked_.push_back(place);
            const auto found = talks_.find(place);
            if (found == talks_.end()) {
                throw Error(ErrorCode::unavailable, "nobody listens");
            }
            return std::make_unique<ScriptedTransport>(found->second);
        };
    }

    static std::string names(std::string_view host, std::string_view port) {
        return "*2\r\n$" + std::to_string(host.size()) + "\r\n" + std::string(host) + "\r\n$" +
               std::to_string(port.size()) + "\r\n" + std::string(port) + "\r\n";
    }

    redis::ServerUrl primary(redis::Sentinels& sentinels) {
        return sentinels.primary(Deadline::after(milliseconds(100)));
    }

    static Reply ping(redis::SentinelClient& client, milliseconds patience = milliseconds(300)) {
        Commands commands;
        commands.command({"PING"});
        return redis::run_one(client, commands, Deadline::after(patience));
    }

    static constexpr const char* kUrl = "redis+sentinel://one:1,two:2,three:3/counters";
    static constexpr const char* kPrimary = "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n";
    static constexpr const char* kReplica =
        "*5\r\n$5\r\nslave\r\n$1\r\nx\r\n:1\r\n$1\r\nx\r\n:0\r\n";

    std::map<std::string, Conversation> talks_;
    std::vector<std::string> asked_;
};

TEST_F(RedisSentinel, says_where_the_primary_is) {
    talks_["one:1"].answer(names("10.0.0.7", "6380"));
    redis::Sentinels sentinels(
        redis::parse_server_url("redis+sentinel://me:secret@one:1/counters/3"), connect());
    const redis::ServerUrl found = primary(sentinels);
    EXPECT_EQ(found.text(), "redis://10.0.0.7:6380/3");
    EXPECT_EQ(found.user, "me");
    EXPECT_EQ(found.password, "secret");
    EXPECT_EQ(talks_["one:1"].heard,
              "*3\r\n$8\r\nSENTINEL\r\n$23\r\nget-master-addr-by-name\r\n$8\r\ncounters\r\n")
        << "the primary's password is none of a sentinel's business";
}

TEST_F(RedisSentinel, is_given_its_own_password) {
    talks_["one:1"].answer("+OK\r\n" + names("h", "1"));
    redis::Sentinels sentinels(
        redis::parse_server_url("redis+sentinel://:theirs@one:1/"
                                "counters?sentinel_user=me&sentinel_password=mine"),
        connect());
    (void)primary(sentinels);
    EXPECT_THAT(talks_["one:1"].heard, HasSubstr("AUTH\r\n$2\r\nme\r\n$4\r\nmine\r\n"));
}

TEST_F(RedisSentinel, is_left_for_the_next_one_when_it_does_not_answer_or_does_not_know) {
    talks_["two:2"].answer("*-1\r\n");
    talks_["three:3"].answer(names("h", "1"));
    talks_["three:3"].answer(names("h", "2"));
    redis::Sentinels sentinels(redis::parse_server_url(kUrl), connect());
    EXPECT_EQ(primary(sentinels).port, 1);
    EXPECT_EQ(primary(sentinels).port, 2);
    EXPECT_EQ(asked_, (std::vector<std::string>{"one:1", "two:2", "three:3", "three:3"}))
        << "who answered last is asked first";
}

TEST_F(RedisSentinel, that_fails_is_named_with_what_it_said) {
    talks_["one:1"].answer("-NOAUTH Authentication required.\r\n");
    talks_["two:2"].answer("*-1\r\n");
    talks_["three:3"].answer(names("h", "99999"));
    redis::Sentinels sentinels(redis::parse_server_url(kUrl), connect());
    EXPECT_EQ(code_of([&] { (void)primary(sentinels); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("the primary of counters"));
    EXPECT_THAT(message_, HasSubstr("one:1 says: NOAUTH"));
    EXPECT_THAT(message_, HasSubstr("two:2 does not know the service"));
    EXPECT_THAT(message_, HasSubstr("three:3 answers what is no address"));
}

TEST_F(RedisSentinel, is_asked_again_while_the_server_that_it_names_is_a_replica) {
    talks_["one:1"].answer(names("old", "1"));
    talks_["old:1"].answer(kReplica);
    talks_["one:1"].answer(names("new", "1"));
    talks_["new:1"].answer(kPrimary);
    talks_["new:1"].answer("+PONG\r\n");
    redis::SentinelClient client(redis::parse_server_url(kUrl), connect());
    EXPECT_EQ(ping(client).text, "PONG");
    EXPECT_THAT(talks_["old:1"].heard, testing::Not(HasSubstr("PING")));
}

TEST_F(RedisSentinel, is_asked_again_when_the_primary_became_a_replica_and_nothing_was_done) {
    for (const std::string refusal :
         {"-READONLY You can't write against a read only replica.\r\n",
          "-ERR Error running script: @user_script:3: -READONLY You can't write\r\n"}) {
        talks_.clear();
        talks_["one:1"].answer(names("old", "1"));
        talks_["old:1"].answer(kPrimary);
        talks_["old:1"].answer(refusal);
        talks_["one:1"].answer(names("new", "1"));
        talks_["new:1"].answer(kPrimary);
        talks_["new:1"].answer("+PONG\r\n");
        redis::SentinelClient client(redis::parse_server_url(kUrl), connect());
        EXPECT_EQ(ping(client).text, "PONG") << refusal;
    }
}

TEST_F(RedisSentinel, is_asked_again_when_the_server_that_it_names_is_gone) {
    talks_["one:1"].answer(names("gone", "1"));
    talks_["one:1"].answer(names("new", "1"));
    talks_["new:1"].answer(kPrimary);
    talks_["new:1"].answer("+PONG\r\n");
    redis::SentinelClient client(redis::parse_server_url(kUrl), connect());
    EXPECT_EQ(ping(client).text, "PONG");
}

TEST_F(RedisSentinel, never_has_a_lost_reply_asked_for_again) {
    talks_["one:1"].answer(names("old", "1"));
    talks_["old:1"].answer(kPrimary);
    talks_["old:1"].cut();
    redis::SentinelClient client(redis::parse_server_url(kUrl), connect());
    EXPECT_EQ(ping(client).kind, Reply::Kind::lost);
    EXPECT_EQ(talks_["old:1"].connections, 1);
}

TEST_F(RedisSentinel, leaves_a_pipeline_alone_of_which_a_part_was_done) {
    talks_["one:1"].answer(names("old", "1"));
    talks_["old:1"].answer(kPrimary);
    talks_["old:1"].answer(":1\r\n-READONLY no\r\n");
    redis::SentinelClient client(redis::parse_server_url(kUrl), connect());
    Commands commands;
    commands.command({"HINCRBY", "a", "b", "1"});
    commands.command({"HINCRBY", "a", "b", "1"});
    std::vector<Reply> replies;
    const redis::Share share{&commands, &replies};
    client.run({&share, 1}, Deadline::after(milliseconds(300)));
    EXPECT_EQ(replies.at(0).integer, 1);
    EXPECT_EQ(replies.at(1).kind, Reply::Kind::error);
}

TEST_F(RedisSentinel, is_waited_for_until_the_deadline_and_not_for_a_wrong_password) {
    redis::SentinelClient client(redis::parse_server_url(kUrl), connect());
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(ping(client, milliseconds(100)).kind, Reply::Kind::unsent);
    EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds(5000));
    EXPECT_GT(asked_.size(), 3U);
    asked_.clear();
    talks_["one:1"].answer(names("h", "1"));
    talks_["h:1"].answer("-WRONGPASS invalid username-password pair\r\n*0\r\n");
    redis::SentinelClient wrong(redis::parse_server_url("redis+sentinel://:no@one:1/counters"),
                                connect());
    EXPECT_THAT(ping(wrong, milliseconds(60'000)).text, HasSubstr("WRONGPASS"));
}

}  // namespace
}  // namespace model_counter::test
