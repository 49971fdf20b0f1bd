#include "contract/postgresql_fixture.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

std::string program_beside_the_server(const std::string& name) {
    return std::filesystem::path(postgresql_recipe().program).parent_path() / name;
}

/// A primary that lets itself be copied.
const ServerRecipe& primary_recipe() {
    static const ServerRecipe recipe = [] {
        ServerRecipe primary = postgresql_recipe();
        primary.prepare = [](const ServerPlace& place, const auto& run) {
            postgresql_recipe().prepare(place, run);
            std::ofstream(place.directory + "/data/pg_hba.conf", std::ios::app)
                << "local replication all trust\n";
        };
        return primary;
    }();
    return recipe;
}

/// A hot standby of a primary, which follows it.
ServerRecipe standby_recipe(const ServerPlace& primary) {
    ServerRecipe standby = postgresql_recipe();
    standby.prepare = [&primary](const ServerPlace& place, const auto& run) {
        run({program_beside_the_server("pg_basebackup"), "--host=" + primary.directory,
             "--port=" + std::to_string(primary.port), "--username=counter",
             "--pgdata=" + place.directory + "/data", "--write-recovery-conf", "--checkpoint=fast",
             "--no-sync"});
        std::ofstream(place.directory + "/data/postgresql.conf", std::ios::app)
            << "unix_socket_directories = '" << place.directory << "'\n";
    };
    return standby;
}

class PostgresqlStandby : public PostgresqlFixture {};

TEST_F(PostgresqlStandby, is_refused_until_it_is_the_primary_which_clients_find_by_themselves) {
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    ServerProcess primary(primary_recipe(), directory.file("primary"));
    primary.start();
    const std::string first = std::to_string(primary.place().port);
    open(postgresql_url(primary.place()))->migrate();
    const ServerRecipe recipe = standby_recipe(primary.place());
    ServerProcess standby(recipe, directory.file("standby"));
    standby.start();
    const std::string second = std::to_string(standby.place().port);

    const auto copy = open(postgresql_url(standby.place()));
    EXPECT_EQ(code_of([&] { (void)count_and_floor(*copy); }), ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("is a standby"));
    EXPECT_EQ(code_of([&] { fold(*copy, 1); }), ErrorCode::unavailable);

    const auto both = open("postgresql://counter@127.0.0.1:" + second + ",127.0.0.1:" + first +
                           "/postgres?target_session_attrs=primary");
    fold(*both, 5);
    EXPECT_EQ(count_and_floor(*both), CountAndFloor(5, 1));
    const auto rows_there = [&] {
        return postgresql_query(postgresql_url(standby.place()),
                                "SELECT count(*) FROM model_counters")[0][0];
    };
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (rows_there() != "1" && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    primary.stop();
    postgresql_query(postgresql_url(standby.place()), "SELECT pg_promote()");
    fold(*both, 1);
    EXPECT_EQ(count_and_floor(*both), CountAndFloor(6, 2));
    EXPECT_EQ(count_and_floor(*copy), CountAndFloor(6, 2));
}

}  // namespace
}  // namespace model_counter::test
