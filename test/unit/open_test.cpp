#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "support/catches_errors.hpp"
#include "support/sqlite_query.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>

namespace model_counter::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class OpenTest : public testing::Test, protected test::CatchesErrors {
protected:
    Config config() {
        Config config;
        config.data_dir = directory_.file("data");
        config.log = [this](LogLevel level, std::string_view text) {
            (level == LogLevel::info ? info_ : warnings_).emplace_back(text);
        };
        return config;
    }

    static unsigned mode_of(const std::string& path) {
        struct stat found {};
        EXPECT_EQ(stat(path.c_str(), &found), 0) << path;
        return found.st_mode & 0777U;
    }

    TemporaryDirectory directory_;
    std::vector<std::string> info_;
    std::vector<std::string> warnings_;
    Owner user_{"user", 1};
};

TEST_F(OpenTest, makes_a_private_data_directory_and_says_where) {
    Config deep = config();
    deep.data_dir = directory_.file("a/b/data");
    Counters counters = Counters::open(deep);
    EXPECT_EQ(mode_of(directory_.file("a/b/data")), 0700U);
    EXPECT_TRUE(std::filesystem::exists(directory_.file("a/b/data/counters.sqlite3")));
    EXPECT_TRUE(std::filesystem::exists(directory_.file("a/b/data/store")));
    EXPECT_THAT(info_, Contains(AllOf(HasSubstr("made"), HasSubstr(directory_.file("a/b/data")))));
    EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(OpenTest, puts_a_buffer_in_front_of_redis_only) {
    Config wanted = config();
    wanted.buffer = "memory";
    for (const char* const store : {"embedded", "memory", "direct"}) {
        wanted.store = store;
        EXPECT_EQ(code_of([&] { (void)Counters::open(wanted); }), ErrorCode::invalid_argument);
        EXPECT_THAT(message_, AllOf(HasSubstr("buffer = memory"), HasSubstr(store)));
    }
    wanted.buffer = "disk";
    EXPECT_EQ(code_of([&] { (void)Counters::open(wanted); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("none, memory nor embedded"));
}

TEST_F(OpenTest, keeps_counts_from_one_run_to_the_next) {
    Counters::open(config()).increment(user_, "a", 3);
    info_.clear();
    Counters counters = Counters::open(config());
    EXPECT_THAT(info_, Not(Contains(HasSubstr("made"))));
    EXPECT_EQ(counters.get(user_, "a"), 3);
    counters.sync();
    EXPECT_EQ(sqlite_query(directory_.file("data/counters.sqlite3"),
                           "SELECT owner_type, owner_id, key, count FROM model_counters"),
              (std::vector<std::vector<std::string>>{{"user", "1", "a", "3"}}));
}

TEST_F(OpenTest, shares_the_counts_of_several_instances) {
    Counters one = Counters::open(config());
    Counters two = Counters::open(config());
    one.increment(user_, "a", 1);
    two.increment(user_, "a", 2);
    EXPECT_EQ(one.get(user_, "a"), 3);
    EXPECT_EQ(two.sync().amount, 3);
    EXPECT_EQ(one.get(user_, "a"), 3);
}

TEST_F(OpenTest, keeps_prefixes_apart) {
    Config other = config();
    other.prefix = "other/../x:";
    Counters one = Counters::open(config());
    Counters two = Counters::open(other);
    one.increment(user_, "a", 1);
    two.increment(user_, "a", 10);
    EXPECT_EQ(one.get(user_, "a"), 1);
    EXPECT_EQ(two.get(user_, "a"), 10);
    one.sync();
    two.sync();
    // One database: its row is the sum of its stores.
    EXPECT_EQ(one.get(user_, "a"), 11);
    EXPECT_EQ(two.get(user_, "a"), 11);
}

TEST_F(OpenTest, puts_an_embedded_store_where_it_is_told) {
    Config elsewhere = config();
    elsewhere.store = "embedded:" + directory_.file("elsewhere");
    elsewhere.database = "sqlite:" + directory_.file("my.sqlite3");
    elsewhere.table_name = "visits";
    Counters counters = Counters::open(elsewhere);
    counters.increment(user_, "a");
    counters.sync();
    EXPECT_TRUE(std::filesystem::exists(directory_.file("elsewhere")));
    EXPECT_FALSE(std::filesystem::exists(directory_.file("data")));
    EXPECT_EQ(sqlite_query(directory_.file("my.sqlite3"), "SELECT count FROM visits"),
              (std::vector<std::vector<std::string>>{{"1"}}));
}

TEST_F(OpenTest, opens_the_memory_store_with_a_warning_in_its_status) {
    Config memory = config();
    memory.store = "memory";
    Counters counters = Counters::open(memory);
    counters.increment(user_, "a");
    EXPECT_THAT(counters.status().store.warnings, Contains(HasSubstr("ends with this process")));
    counters.sync();
}

TEST_F(OpenTest, opens_without_a_store) {
    Config direct = config();
    direct.store = "direct";
    Counters counters = Counters::open(direct);
    counters.increment(user_, "a", 2);
    EXPECT_TRUE(counters.status().direct);
    EXPECT_EQ(
        sqlite_query(directory_.file("data/counters.sqlite3"), "SELECT count FROM model_counters"),
        (std::vector<std::vector<std::string>>{{"2"}}));
}

TEST_F(OpenTest, names_the_component_that_a_scheme_needs_and_touches_nothing) {
    std::vector<std::pair<std::string, std::string>> stores;
#ifndef MODEL_COUNTER_TEST_REDIS
    for (const char* url : {"redis", "redis://u:hunter2@h", "rediss://h", "redis+unix:///r"}) {
        stores.emplace_back(url, "model_counter::redis");
    }
#endif
    for (const auto& [store, component] : stores) {
        Config missing = config();
        missing.store = store;
        EXPECT_EQ(code_of([&] { Counters::open(missing); }), ErrorCode::invalid_argument);
        EXPECT_THAT(message_, AllOf(HasSubstr(component), Not(HasSubstr("hunter2"))));
    }
    std::vector<std::pair<std::string, std::string>> databases;
#ifndef MODEL_COUNTER_TEST_POSTGRESQL
    databases.emplace_back("postgresql://u:hunter2@h/d", "model_counter::postgresql");
#endif
#ifndef MODEL_COUNTER_TEST_MARIADB
    databases.emplace_back("mysql://u:hunter2@h/d", "model_counter::mysql");
#endif
    for (const auto& [database, component] : databases) {
        Config missing = config();
        missing.database = database;
        EXPECT_EQ(code_of([&] { Counters::open(missing); }), ErrorCode::invalid_argument);
        EXPECT_THAT(message_, AllOf(HasSubstr(component), Not(HasSubstr("hunter2"))));
    }
    EXPECT_FALSE(std::filesystem::exists(directory_.file("data")));
}

TEST_F(OpenTest, refuses_a_configuration_that_load_would_refuse) {
    Config bad = config();
    bad.sync_batch_size = 0;
    EXPECT_EQ(code_of([&] { Counters::open(bad); }), ErrorCode::invalid_argument);
    EXPECT_THAT(message_, HasSubstr("sync_batch_size"));
    bad = config();
    bad.store = "nonsense";
    EXPECT_EQ(code_of([&] { Counters::open(bad); }), ErrorCode::invalid_argument);
    bad = config();
    bad.close_timeout = std::chrono::milliseconds(-1);
    EXPECT_EQ(code_of([&] { Counters::open(bad); }), ErrorCode::invalid_argument);
    EXPECT_FALSE(std::filesystem::exists(directory_.file("data")));
}

TEST_F(OpenTest, says_why_a_data_directory_cannot_be_used) {
    std::ofstream(directory_.path() / "data") << "a file";
    EXPECT_EQ(code_of([&] { Counters::open(config()); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, AllOf(HasSubstr(directory_.file("data")), HasSubstr("data_dir")));
    Config below = config();
    below.data_dir = directory_.file("data/below");
    EXPECT_EQ(code_of([&] { Counters::open(below); }), ErrorCode::unavailable);
}

}  // namespace
}  // namespace model_counter::test
