#include "contract/postgresql_fixture.hpp"

#include <gmock/gmock.h>
#include <array>
#include <limits>
#include <thread>

namespace model_counter::test {
namespace {

using testing::HasSubstr;
using Texts = std::vector<std::vector<std::string>>;

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

class PostgresqlFold : public PostgresqlFixture {
protected:
    static EncodedRows users(std::int64_t many, const Change& change) {
        EncodedRows rows;
        for (std::int64_t user = 1; user <= many; ++user) {
            rows.add({{"user", user}, "downloads"}, change);
        }
        return rows;
    }
    static LedgerKey store(char digit) { return {std::string(32, digit), 0}; }
};

TEST_F(PostgresqlFold, of_two_stores_that_make_the_same_counters_at_once_adds_up) {
    constexpr std::int64_t kCounters = 100'000;
    constexpr std::int64_t kChunk = 10'000;
    migrated();
    std::vector<std::thread> stores;
    for (const char digit : {'a', 'b'}) {
        stores.emplace_back([this, digit] {
            const auto database = open(url());
            for (std::int64_t first = 1; first <= kCounters; first += kChunk) {
                EncodedRows rows;
                for (std::int64_t user = first; user < first + kChunk; ++user) {
                    rows.add({{"user", user}, "downloads"}, {Change::Kind::add, user});
                }
                EXPECT_FALSE(fold(*database, store(digit), rows).moved);
            }
        });
    }
    for (std::thread& one : stores) {
        one.join();
    }
    EXPECT_EQ(schema_->query("SELECT count(*), sum(count), sum((count <> 2 * owner_id)::int) "
                             "FROM model_counters"),
              (Texts{{"100000", std::to_string(kCounters * (kCounters + 1)), "0"}}));
}

TEST_F(PostgresqlFold, is_run_again_when_it_was_in_a_deadlock) {
    const auto database = migrated();
    EncodedRows rows;
    rows.add({{"user", 1}, "downloads"}, {Change::Kind::add, 1});
    rows.add({{"user", 2}, "downloads"}, {Change::Kind::add, 1});
    fold(*database, rows);
    PostgresqlSession other(url());
    other.run(
        "SET deadlock_timeout = '1h'; BEGIN; "
        "UPDATE model_counters SET count = count + 10 WHERE owner_id = 2");
    std::thread folding([&] { EXPECT_FALSE(fold(*database, rows).moved); });
    while (schema_->query("SELECT count(*) FROM pg_locks WHERE NOT granted AND "
                          "locktype = 'transactionid'")[0][0] == "0") {
        std::this_thread::yield();
    }
    // It holds row 1 and waits for row 2: now each waits for the other.
    other.run("UPDATE model_counters SET count = count + 10 WHERE owner_id = 1; COMMIT");
    folding.join();
    EXPECT_EQ(schema_->query("SELECT count FROM model_counters"), (Texts{{"12"}, {"12"}}));
    EXPECT_EQ(database->open_ledger(key_).floor, 2U);
}

TEST_F(PostgresqlFold, of_two_stores_that_set_and_add_in_opposite_orders_ends) {
    constexpr int kRounds = 40;
    constexpr std::int64_t kCounters = 60;
    migrated();
    std::vector<std::thread> stores;
    for (const char digit : {'a', 'b'}) {
        stores.emplace_back([this, digit] {
            const auto database = open(url());
            for (int round = 0; round < kRounds; ++round) {
                EncodedRows rows;
                for (std::int64_t user = 1; user <= kCounters; ++user) {
                    const bool sets = (user < kCounters / 2) == (digit == 'a');
                    rows.add({{"user", user}, "k"},
                             {sets ? Change::Kind::set : Change::Kind::add, 1});
                }
                EXPECT_FALSE(fold(*database, store(digit), rows).moved);
            }
        });
    }
    for (std::thread& one : stores) {
        one.join();
    }
    const auto database = open(url());
    EXPECT_EQ(database->open_ledger(store('a')).floor, static_cast<std::uint64_t>(kRounds));
    EXPECT_EQ(database->open_ledger(store('b')).floor, static_cast<std::uint64_t>(kRounds));
    EXPECT_EQ(database->status().rows, static_cast<std::uint64_t>(kCounters));
}

TEST_F(PostgresqlFold, sets_aside_one_poison_row_among_a_hundred_thousand) {
    constexpr std::int64_t kCounters = 100'000;
    constexpr std::int64_t kPoisoned = 50'001;
    const auto database = migrated();
    EncodedRows poison;
    poison.add({{"user", kPoisoned}, "downloads"}, {Change::Kind::set, kGreatest});
    fold(*database, poison);
    EncodedRows rows = users(kCounters, {Change::Kind::add, 2});
    const FoldResult result = fold(*database, rows);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("9223372036854775807 + 2"));
    EXPECT_EQ(schema_->query("SELECT count(*), sum(count) FROM model_counters"),
              (Texts{{"100000", "9223372036854975805"}}));
    EXPECT_EQ(schema_->query("SELECT owner_id, amount FROM model_counters_rejects"),
              (Texts{{"50001", "2"}}));
}

TEST_F(PostgresqlFold, sets_aside_what_a_constraint_or_a_trigger_of_somebody_refuses) {
    const auto database = migrated();
    schema_->query("ALTER TABLE model_counters ADD CONSTRAINT not_thirteen CHECK (count <> 13)");
    schema_->query(
        "CREATE FUNCTION leave_out() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
        "IF NEW.owner_id = 5 THEN RETURN NULL; END IF; "
        "IF NEW.owner_id = 6 THEN RAISE EXCEPTION 'six is closed'; END IF; "
        "RETURN NEW; END$$");
    schema_->query(
        "CREATE TRIGGER leave_out BEFORE INSERT ON model_counters FOR EACH ROW "
        "EXECUTE FUNCTION leave_out()");
    EncodedRows rows;
    for (std::int64_t user = 1; user <= 10; ++user) {
        rows.add({{"user", user}, "k"}, {Change::Kind::add, user == 9 ? 13 : user});
    }
    const FoldResult result = fold(*database, rows);
    ASSERT_EQ(result.rejects.size(), 3U);
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("user:5:k: a trigger leaves it out"));
    EXPECT_THAT(result.rejects[1].reason, HasSubstr("user:6:k: six is closed"));
    EXPECT_THAT(result.rejects[2].reason, HasSubstr("not_thirteen"));
    EXPECT_EQ(database->status().rows, 7U);
    EXPECT_EQ(database->status().rejects, 3U);
}

TEST_F(PostgresqlFold, takes_every_id_that_is_a_bigint) {
    const auto database = migrated();
    const std::array<std::int64_t, 6> ids{kLeast, kLeast + 1, -1, 0, kGreatest - 1, kGreatest};
    EncodedRows rows;
    for (const std::int64_t id : ids) {
        rows.add({{"user", id}, "k"}, {Change::Kind::add, id});
    }
    fold(*database, rows);
    for (const std::int64_t id : ids) {
        const std::vector<CounterRef> asked{{{"user", id}, "k"}};
        EXPECT_EQ(database->read(key_, asked).counts.at(0), id);
    }
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters WHERE owner_id = count")[0][0],
              "6");
}

TEST_F(PostgresqlFold, rejects_ids_that_are_no_bigint_and_reads_nothing_for_them) {
    const auto database = migrated();
    EXPECT_EQ(database->owner_id_kind(), OwnerIdKind::bigint);
    EncodedRows rows;
    rows.add({{"user", "abc"}, "k"}, {Change::Kind::add, 1});
    rows.add({{"user", 1}, "k"}, {Change::Kind::add, 1});
    const FoldResult result = fold(*database, rows);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("migrate --owner-id string"));
    const std::vector<CounterRef> asked{{{"user", "abc"}, "k"}, {{"user", 1}, "k"}};
    EXPECT_EQ(database->read(key_, asked).counts,
              (std::vector<std::optional<std::int64_t>>{std::nullopt, 1}));
    EXPECT_TRUE(database->read_owner(key_, {"user", "abc"}).rows.empty());
    EXPECT_EQ(database->read_owner(key_, {"user", 1}).rows.size(), 1U);
}

TEST_F(PostgresqlFold, keeps_what_it_commits_whatever_the_role_prefers) {
    const auto database = open(with_parameter(
        url(), "options", "-csynchronous_commit%3Doff%20-csearch_path%3D" + schema_->name()));
    database->migrate();
    std::string setting;
    schema_->query("CREATE TABLE seen (setting text)");
    schema_->query(
        "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN "
        "INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END$$");
    schema_->query(
        "CREATE TRIGGER look AFTER INSERT ON model_counters FOR EACH ROW "
        "EXECUTE FUNCTION look()");
    fold(*database, 1);
    EXPECT_EQ(schema_->query("SELECT setting FROM seen"), (Texts{{"on"}}));
}

TEST_F(PostgresqlFold, of_existing_rows_changes_no_index) {
    const auto database = migrated();
    EncodedRows rows = users(2000, {Change::Kind::add, 1});
    fold(*database, rows);
    fold(*database, rows);
    database->close();
    std::string hot;
    for (int i = 0; i < 100 && hot != "2000"; ++i) {
        hot = schema_->query(
            "SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relid = "
            "'model_counters'::regclass")[0][0];
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(hot, "2000");
}

}  // namespace
}  // namespace model_counter::test
