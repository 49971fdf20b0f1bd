#include "contract/postgresql_fixture.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

/// A server of the test's own that takes TLS alone, and a certificate that nobody uses.
const ServerRecipe& recipe_with_tls() {
    static const ServerRecipe recipe = [] {
        ServerRecipe with = postgresql_recipe();
        with.prepare = [](const ServerPlace& place, const auto& run) {
            postgresql_recipe().prepare(place, run);
            for (const char* name : {"server", "other"}) {
                run({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
                     "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                     "-keyout", place.directory + "/data/" + name + ".key", "-out",
                     place.directory + "/data/" + name + ".crt"});
            }
            std::ofstream(place.directory + "/data/pg_hba.conf")
                << "local all all trust\nhostssl all all 127.0.0.1/32 trust\n";
            std::ofstream(place.directory + "/data/postgresql.conf", std::ios::app) << "ssl = on\n";
        };
        with.is_ready = [](const ServerPlace& place) {
            return access((place.directory + "/.s.PGSQL." + std::to_string(place.port)).c_str(),
                          F_OK) == 0 &&
                   postgresql_recipe().is_ready(place);
        };
        return with;
    }();
    return recipe;
}

class PostgresqlTls : public PostgresqlFixture {};

TEST_F(PostgresqlTls, secures_the_connection_or_none_is_made_as_the_url_demands) {
    EXPECT_EQ(code_of([&] { (void)open(with_parameter(url(), "sslmode", "require"))->status(); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("SSL"));
    if (access("/usr/bin/openssl", X_OK) != 0) {
        GTEST_SKIP() << "openssl makes the certificates";
    }
    const TemporaryDirectory directory;
    std::filesystem::permissions(directory.path(), std::filesystem::perms(0711));
    ServerProcess server(recipe_with_tls(), directory.file("server"));
    server.start();
    const std::string plain = postgresql_url(server.place());
    const auto verified_by = [&](const std::string& name) {
        // The data directory is its user's alone.
        const std::string copy = directory.file(name);
        std::filesystem::copy_file(server.place().directory + "/data/" + name, copy);
        return with_parameter(with_parameter(plain, "sslmode", "verify-full"), "sslrootcert", copy);
    };
    const auto database = open(verified_by("server.crt"));
    database->migrate();
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*open(with_parameter(plain, "sslmode", "require"))),
              CountAndFloor(1, 1));
    EXPECT_EQ(code_of([&] { (void)open(verified_by("other.crt"))->status(); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("certificate"));
    EXPECT_EQ(code_of([&] { (void)open(with_parameter(plain, "sslmode", "disable"))->status(); }),
              ErrorCode::unavailable);
    EXPECT_THAT(message_, HasSubstr("no encryption"));
}

}  // namespace
}  // namespace model_counter::test
