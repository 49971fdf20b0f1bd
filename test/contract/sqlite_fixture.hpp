#pragma once

#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"
#include "model_counter/sqlite_database.hpp"
#include "step_hook.hpp"
#include "support/catches_errors.hpp"
#include "support/sqlite_query.hpp"
#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::test {

/// A SQLite file of its own, and what only SQLite does.
class SqliteFixture : public testing::Test, protected test::CatchesErrors {
protected:
    ~SqliteFixture() override { internal::step_hook = nullptr; }

    std::string path() const { return directory_.file("counters.sqlite3"); }

    std::unique_ptr<Database> open() { return open(options()); }
    static std::unique_ptr<Database> open(const SqliteOptions& options) {
        return open_sqlite_database(options);
    }
    SqliteOptions options() const {
        return {.path = path(), .busy_timeout = std::chrono::milliseconds(40)};
    }
    std::unique_ptr<Database> migrated() {
        auto database = open();
        database->migrate();
        return database;
    }

    FoldResult fold(Database& database, std::int64_t amount) const {
        const std::string encoded = encode({{"user", 1}, "downloads"});
        const std::vector<FoldRow> rows{{encoded, {Change::Kind::add, amount}}};
        const Ledger expected = database.open_ledger(key_);
        Ledger next = expected;
        ++next.floor;
        return database.fold({key_, expected, next, rows});
    }

    std::pair<std::int64_t, std::uint64_t> count_and_floor(Database& database) const {
        const std::vector<CounterRef> asked{{{"user", 1}, "downloads"}};
        const Baselines found = database.read(key_, asked);
        return {found.counts.at(0).value_or(0), found.ledger.floor};
    }

    /// Everything but `migrate`.
    std::vector<std::function<void()>> calls(Database& database) const {
        return {[&] { fold(database, 1); },
                [&] { (void)count_and_floor(database); },
                [&] {
                    (void)database.read_owner(key_, {"user", 1});
                },
                [&] { (void)database.open_ledger(key_); },
                [&] { (void)database.status(); },
                [&] { database.write({}); }};
    }

    static std::string contents(const std::string& file) {
        std::ostringstream text;
        text << std::ifstream(file, std::ios::binary).rdbuf();
        return text.str();
    }

    /// Runs `action` once, when a transaction reaches `step`.
    static void at_step(const std::string& step, std::function<void()> action) {
        wanted_step() = step;
        wanted_action() = std::move(action);
        internal::step_hook = [](const char* reached) {
            if (wanted_step() == reached) {
                internal::step_hook = nullptr;
                wanted_action()();
            }
        };
    }

    TemporaryDirectory directory_;
    LedgerKey key_{"0123456789abcdef0123456789abcdef", 0};

private:
    static std::string& wanted_step() {
        static std::string step;
        return step;
    }
    static std::function<void()>& wanted_action() {
        static std::function<void()> action;
        return action;
    }
};

}  // namespace model_counter::test
