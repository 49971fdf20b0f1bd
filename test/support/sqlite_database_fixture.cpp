#include "model/period_text.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/sqlite_database.hpp"
#include "support/database_fixture.hpp"
#include "support/sqlite_query.hpp"
#include "support/temporary_directory.hpp"

#include <sqlite3.h>

namespace model_counter::test {
namespace {

Change::Kind kind_of(const std::string& name) {
    return name == "add" ? Change::Kind::add
                         : (name == "set" ? Change::Kind::set : Change::Kind::remove);
}

std::string encoded(const std::string& type, const std::string& id, const std::string& key,
                    const std::string& interval, const std::string& start) {
    const StoredPeriod period = stored_period(interval, std::stoll(start));
    return encode({{type, id}, key, period.interval, period.period});
}

class SqliteDatabaseFixture final : public DatabaseFixture {
public:
    std::unique_ptr<Database> open() override {
        return open_sqlite_database({.path = path(), .clock = &clock});
    }

    std::vector<MemoryDatabaseState::Row> rows() override {
        std::vector<MemoryDatabaseState::Row> rows;
        for (const auto& row :
             sqlite_query(path(),
                          R"(SELECT owner_type, owner_id, "key", "interval", period_start, count,
                           created_at, updated_at
                    FROM model_counters
                    ORDER BY owner_type, owner_id, "key", "interval", period_start)")) {
            rows.push_back({encoded(row[0], row[1], row[2], row[3], row[4]), std::stoll(row[5]),
                            std::stoll(row[6]), std::stoll(row[7])});
        }
        return rows;
    }

    std::vector<MemoryDatabaseState::RejectRow> rejects() override {
        std::vector<MemoryDatabaseState::RejectRow> rejects;
        for (const auto& row : sqlite_query(
                 path(),
                 R"(SELECT store_id, shard, owner_type, owner_id, "key", "interval", period_start,
                           kind, amount, reason, rejected_at
                    FROM model_counters_rejects ORDER BY id)")) {
            rejects.push_back({{row[0], static_cast<std::uint32_t>(std::stoul(row[1]))},
                               {encoded(row[2], row[3], row[4], row[5], row[6]),
                                {kind_of(row[7]), std::stoll(row[8])},
                                row[9]},
                               std::stoll(row[10])});
        }
        return rejects;
    }

    std::shared_ptr<void> lock_out_others() override {
        sqlite3* other = nullptr;
        sqlite3_open(path().c_str(), &other);
        // In WAL mode only this keeps readers out too.
        sqlite3_exec(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr,
                     nullptr);
        return {other, sqlite3_close};
    }

private:
    std::string path() const { return directory_.file("counters.sqlite3"); }

    TemporaryDirectory directory_;
};

}  // namespace

DatabaseKind sqlite_database_kind() {
    return {"sqlite", [] { return std::make_unique<SqliteDatabaseFixture>(); }};
}

}  // namespace model_counter::test
