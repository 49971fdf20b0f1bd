#pragma once

#include "contract/fold_fixture.hpp"
#include "model_counter/error.hpp"
#include "model_counter/postgresql_database.hpp"
#include "support/need_server.hpp"
#include "support/postgresql_server.hpp"
#include "support/shared_server.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::test {

/// A schema of its own on the run's server, and what only PostgreSQL does.
class PostgresqlFixture : public FoldFixture {
protected:
    void SetUp() override {
        need_server(postgresql_recipe());
        if (!IsSkipped() && !HasFatalFailure()) {
            schema_ = std::make_unique<PostgresqlSchema>();
        }
    }

    const std::string& url() const { return schema_->url(); }

    static std::unique_ptr<Database> open(const std::string& url,
                                          OwnerIdKind owner_ids = OwnerIdKind::bigint) {
        return open_postgresql_database({.url = url, .owner_ids = owner_ids});
    }
    std::unique_ptr<Database> migrated(OwnerIdKind owner_ids = OwnerIdKind::bigint) {
        auto database = open(url(), owner_ids);
        database->migrate();
        return database;
    }

    /// Ends every other session of this test, as an administrator would.
    void terminate_sessions() const {
        schema_->query(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE application_name = current_setting('application_name') "
            "AND pid <> pg_backend_pid()");
    }
    /// How many other sessions of this test are in a transaction.
    std::string sessions_in_transaction() const {
        return schema_->query(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE application_name = current_setting('application_name') "
            "AND pid <> pg_backend_pid() AND xact_start IS NOT NULL")[0][0];
    }

    std::unique_ptr<PostgresqlSchema> schema_;
};

}  // namespace model_counter::test
