#include "support/need_server.hpp"
#include "support/postgresql_server.hpp"
#include "support/shared_server.hpp"

#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <csignal>
#include <filesystem>

namespace model_counter::test {
namespace {

/// The promises that the tests of every server stand on.
class Server : public testing::Test {
protected:
    void SetUp() override { need_server(postgresql_recipe()); }
};

TEST_F(Server, of_a_run_is_shared_and_answers_over_both_ways) {
    const ServerPlace& place = shared_server(postgresql_recipe());
    EXPECT_EQ(&place, &shared_server(postgresql_recipe()));
    const auto one = std::vector<std::vector<std::string>>{{"1"}};
    EXPECT_EQ(postgresql_query(postgresql_url(place), "SELECT 1"), one);
    EXPECT_EQ(postgresql_query(postgresql_socket_url(place), "SELECT 1"), one);
}

TEST_F(Server, of_one_test_keeps_its_data_when_it_is_killed_and_ends_with_the_test) {
    const TemporaryDirectory directory;
    ASSERT_EQ(chmod(directory.path().c_str(), 0711), 0);
    pid_t last = 0;
    {
        ServerProcess server(postgresql_recipe(), directory.file("server"));
        server.start();
        const std::string url = postgresql_url(server.place());
        postgresql_query(url, "CREATE TABLE t AS SELECT 7 AS n");
        server.kill();
        EXPECT_THROW(postgresql_query(url, "SELECT 1"), std::runtime_error);
        server.start();
        EXPECT_EQ(postgresql_query(url, "SELECT n FROM t")[0][0], "7");
        last = server.pid();
    }
    EXPECT_EQ(kill(last, 0), -1);
    EXPECT_FALSE(std::filesystem::exists(directory.file("server")));
}

TEST_F(Server, schemas_are_each_test_s_own) {
    const PostgresqlSchema one;
    const PostgresqlSchema two;
    one.query("CREATE TABLE t (n int)");
    EXPECT_NO_THROW(two.query("CREATE TABLE t (n int)"));
    EXPECT_EQ(one.query("SELECT current_schema()")[0][0], one.name());
}

}  // namespace
}  // namespace model_counter::test
