#include "model/period_text.hpp"
#include "model_counter/encoded_id.hpp"
#include "model_counter/mysql_database.hpp"
#include "support/database_fixture.hpp"
#include "support/mariadb_server.hpp"

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

class MariadbDatabaseFixture final : public DatabaseFixture {
public:
    std::unique_ptr<Database> open() override {
        return open_mysql_database(
            {.url = schema_.url(), .owner_ids = OwnerIdKind::string, .clock = &clock});
    }

    std::vector<MemoryDatabaseState::Row> rows() override {
        std::vector<MemoryDatabaseState::Row> rows;
        for (const auto& row : schema_.query(
                 R"(SELECT owner_type, owner_id, `key`, `interval`,
                           TIMESTAMPDIFF(SECOND, '1970-01-01', period_start), count,
                           TIMESTAMPDIFF(SECOND, '1970-01-01', created_at),
                           TIMESTAMPDIFF(SECOND, '1970-01-01', updated_at)
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
                 R"(SELECT store_id, shard, owner_type, owner_id, `key`, `interval`,
                           TIMESTAMPDIFF(SECOND, '1970-01-01', period_start), kind, amount, reason,
                           TIMESTAMPDIFF(SECOND, '1970-01-01', rejected_at)
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
        auto other = std::make_shared<MariadbSession>(schema_.place(), schema_.name());
        other->run(
            "LOCK TABLES model_counters WRITE, model_counters_ledger WRITE, "
            "model_counters_rejects WRITE, model_counters_migrations WRITE");
        return other;
    }

    [[nodiscard]] OwnerIdKind owner_ids() const override { return OwnerIdKind::string; }

private:
    MariadbSchema schema_;
};

}  // namespace

DatabaseKind mariadb_database_kind() {
    return {"mysql", [] { return std::make_unique<MariadbDatabaseFixture>(); }};
}

}  // namespace model_counter::test
