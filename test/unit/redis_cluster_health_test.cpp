#include "store/redis/cluster_health.hpp"

#include <gmock/gmock.h>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::redis {
namespace {

using testing::HasSubstr;
using Result = Check::Result;

std::string info(const std::string& state, int assigned, int pfail, int fail) {
    return "cluster_state:" + state + "\r\ncluster_slots_assigned:" + std::to_string(assigned) +
           "\r\ncluster_slots_ok:1\r\ncluster_slots_pfail:" + std::to_string(pfail) +
           "\r\ncluster_slots_fail:" + std::to_string(fail) + "\r\n";
}

Check health(const std::vector<std::string>& infos, Reply::Kind kind = Reply::Kind::text) {
    std::vector<Answers> answers;
    for (const std::string& text : infos) {
        Reply reply;
        reply.kind = kind;
        reply.text = text;
        answers.push_back({"h:" + std::to_string(answers.size() + 1), {reply}});
    }
    return cluster_health(answers);
}

TEST(RedisClusterHealth, is_good_when_every_slot_is_served) {
    const std::string good = info("ok", 16384, 0, 0);
    const Check check = health({good, good, good});
    EXPECT_EQ(check.result, Result::good);
    EXPECT_EQ(check.message, "3 primaries serve all 16384 slots");
    EXPECT_EQ(check.remedy, "");
}

TEST(RedisClusterHealth, tells_what_is_wrong_and_what_to_do) {
    const std::string good = info("ok", 16384, 0, 0);
    const std::vector<std::pair<std::string, std::string>> wrong{
        {info("fail", 16000, 0, 0), "384 of 16384 slots belong to no server"},
        {info("ok", 16000, 0, 0), "384 of 16384 slots belong to no server"},
        {info("fail", 16384, 0, 5461), "5461 of 16384 slots belong to a server that failed"},
        {info("fail", 16384, 0, 0), "cluster_state is not ok"}};
    for (const auto& [text, message] : wrong) {
        const Check check = health({text, text});
        EXPECT_EQ(check.result, Result::problem);
        EXPECT_THAT(check.message, HasSubstr("each of 2 primaries: "));
        EXPECT_THAT(check.message, HasSubstr(message));
        EXPECT_NE(check.remedy, "");
    }
    const Check check = health({info("ok", 16384, 5461, 0), good});
    EXPECT_EQ(check.result, Result::warning);
    EXPECT_EQ(check.message, "h:1: 5461 of 16384 slots belong to a server that does not answer");
}

TEST(RedisClusterHealth, tells_the_worst_that_any_server_sees) {
    const Check check =
        health({info("ok", 16384, 5461, 0), info("fail", 16384, 0, 0), info("ok", 16384, 5461, 0)});
    EXPECT_EQ(check.result, Result::problem);
    EXPECT_THAT(check.message, HasSubstr("h:2: it takes no commands"));
}

TEST(RedisClusterHealth, says_so_when_the_user_may_not_ask) {
    const Check check = health({"NOPERM no permissions"}, Reply::Kind::error);
    EXPECT_EQ(check.result, Result::good);
    EXPECT_THAT(check.message, HasSubstr("+cluster|info"));
}

}  // namespace
}  // namespace model_counter::redis
