#pragma once

#include "contract/fold_fixture.hpp"
#include "model_counter/error.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/mariadb_server.hpp"
#include "support/need_server.hpp"
#include "support/shared_server.hpp"

#include <gtest/gtest.h>
#include <chrono>
#include <exception>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace model_counter::test {

/// The statements of the operator's page that grant, for this user and this database.
inline std::vector<std::string> documented_mariadb_grants(const std::string& user,
                                                          const std::string& database) {
    std::ifstream page(MODEL_COUNTER_TEST_DIR "/../docs/operating/mysql.md");
    std::vector<std::string> grants;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("GRANT ")) {
            line.replace(line.find("TO app;"), std::string::npos, "TO " + user);
            grants.push_back(line.replace(line.find("shop."), 5, database + "."));
        }
    }
    return grants;
}

/// The URL for another user, with a password if there is one.
inline std::string mariadb_url_of(std::string url, const std::string& user) {
    return url.replace(url.find("root@"), 4, user);
}

/// A database of its own on the run's server, and what only MariaDB does.
class MariadbFixture : public FoldFixture {
protected:
    void SetUp() override {
        need_server(mariadb_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<MariadbSchema>();
        }
    }

    std::string url() const { return schema_->url(); }

    static std::unique_ptr<Database> open(const std::string& url,
                                          OwnerIdKind owner_ids = OwnerIdKind::bigint) {
        return open_mysql_database({.url = url, .owner_ids = owner_ids});
    }
    std::unique_ptr<Database> migrated(OwnerIdKind owner_ids = OwnerIdKind::bigint) const {
        auto database = open(url(), owner_ids);
        database->migrate();
        return database;
    }

    /// Ends every other session of this test, as an administrator would.
    void terminate_sessions() const {
        const std::string others =
            "SELECT id FROM information_schema.processlist WHERE db = DATABASE() "
            "AND id <> CONNECTION_ID()";
        for (const auto& session : schema_->query(others)) {
            try {
                schema_->query("KILL CONNECTION " + session[0]);
            } catch (const std::exception& error) {
                // One that ended by itself meanwhile.
                if (std::string(error.what()).find("Unknown thread id") == std::string::npos) {
                    throw;
                }
            }
        }
        while (!schema_->query(others).empty()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    /// How many sessions of this test are in a transaction, and in such a state.
    std::string transactions(const std::string& state = "%") const {
        // The server looks again only when nobody asked for a tenth of a second.
        std::this_thread::sleep_for(std::chrono::milliseconds(120));
        return schema_->query(
            "SELECT count(*) FROM information_schema.innodb_trx AS trx "
            "JOIN information_schema.processlist AS session "
            "ON session.id = trx.trx_mysql_thread_id "
            "WHERE session.db = DATABASE() AND trx.trx_state LIKE '" +
            state + "'")[0][0];
    }

    std::unique_ptr<MariadbSchema> schema_;
};

}  // namespace model_counter::test
