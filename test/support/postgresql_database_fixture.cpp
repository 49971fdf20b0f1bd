#include "model/period_text.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/postgresql_database.hpp"
#include "support/database_fixture.hpp"
#include "support/postgresql_server.hpp"

#include <algorithm>

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

class PostgresqlDatabaseFixture final : public DatabaseFixture {
public:
    std::unique_ptr<Database> open() override {
        return open_postgresql_database(
            {.url = schema_.url(), .owner_ids = OwnerIdKind::string, .clock = &clock});
    }

    std::vector<MemoryDatabaseState::Row> rows() override {
        std::vector<MemoryDatabaseState::Row> rows;
        for (const auto& row : schema_.query(
                 R"(SELECT owner_type, owner_id, "key", "interval",
                           extract(epoch FROM period_start)::bigint, count,
                           extract(epoch FROM created_at)::bigint,
                           extract(epoch FROM updated_at)::bigint
                    FROM model_counters)")) {
            rows.push_back({encoded(row[0], row[1], row[2], row[3], row[4]), std::stoll(row[5]),
                            std::stoll(row[6]), std::stoll(row[7])});
        }
        std::sort(rows.begin(), rows.end(),
                  [](const auto& a, const auto& b) { return a.encoded < b.encoded; });
        return rows;
    }

    std::vector<MemoryDatabaseState::RejectRow> rejects() override {
        std::vector<MemoryDatabaseState::RejectRow> rejects;
        for (const auto& row : schema_.query(
                 R"(SELECT store_id, shard, owner_type, owner_id, "key", "interval",
                           extract(epoch FROM period_start)::bigint, kind, amount, reason,
                           extract(epoch FROM rejected_at)::bigint
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
        auto other = std::make_shared<PostgresqlSession>(schema_.url());
        other->run(
            "BEGIN; LOCK TABLE model_counters, model_counters_ledger, model_counters_rejects, "
            "model_counters_migrations");
        return other;
    }

    [[nodiscard]] OwnerIdKind owner_ids() const override { return OwnerIdKind::string; }

private:
    PostgresqlSchema schema_;
};

}  // namespace

DatabaseKind postgresql_database_kind() {
    return {"postgresql", [] { return std::make_unique<PostgresqlDatabaseFixture>(); }};
}

}  // namespace model_counter::test
