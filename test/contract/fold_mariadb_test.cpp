#include "contract/mariadb_fixture.hpp"

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

class MariadbFold : public MariadbFixture {
protected:
    static EncodedRows users(std::int64_t many, const Change& change) {
        EncodedRows rows;
        for (std::int64_t user = 1; user <= many; ++user) {
            rows.add({{"user", user}, "downloads"}, change);
        }
        return rows;
    }
    static LedgerKey store(char digit) { return {std::string(32, digit), 0}; }
    static std::optional<std::int64_t> count_of(Database& database, const LedgerKey& key,
                                                const CounterRef& counter) {
        const std::vector<CounterRef> asked{counter};
        return database.read(key, asked).counts.at(0);
    }
};

TEST_F(MariadbFold, of_two_stores_that_make_the_same_counters_at_once_adds_up) {
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
    EXPECT_EQ(schema_->query("SELECT count(*), sum(count), sum(count <> 2 * owner_id) "
                             "FROM model_counters"),
              (Texts{{"100000", std::to_string(kCounters * (kCounters + 1)), "0"}}));
}

TEST_F(MariadbFold, is_run_again_when_it_was_in_a_deadlock) {
    const auto database = migrated();
    EncodedRows rows = users(2, {Change::Kind::add, 1});
    fold(*database, rows);
    schema_->query("CREATE TABLE work (n int PRIMARY KEY) ENGINE InnoDB");
    MariadbSession other(schema_->place(), schema_->name());
    other.run("BEGIN");
    // The server ends the transaction that changed less.
    other.run("INSERT INTO work SELECT seq FROM seq_1_to_1000");
    other.run(
        "UPDATE model_counters SET count = count + 10 WHERE owner_id = 2 "
        "AND owner_type = 'user' AND `key` = 'downloads'");
    const std::string before = schema_->query("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1];
    std::thread folding([&] { EXPECT_FALSE(fold(*database, rows).moved); });
    while (transactions("LOCK WAIT") == "0") {
    }
    // It holds row 1 and waits for row 2: now each waits for the other.
    other.run(
        "UPDATE model_counters SET count = count + 10 WHERE owner_id = 1 "
        "AND owner_type = 'user' AND `key` = 'downloads'");
    other.run("COMMIT");
    folding.join();
    EXPECT_NE(schema_->query("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1], before);
    EXPECT_EQ(schema_->query("SELECT count FROM model_counters"), (Texts{{"12"}, {"12"}}));
    EXPECT_EQ(database->open_ledger(key_).floor, 2U);
}

TEST_F(MariadbFold, of_two_stores_that_set_and_add_in_opposite_orders_ends) {
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

TEST_F(MariadbFold, sets_aside_one_poison_row_among_a_hundred_thousand) {
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

TEST_F(MariadbFold, sets_aside_what_a_constraint_or_a_trigger_of_somebody_refuses) {
    const auto database = migrated();
    schema_->query("ALTER TABLE model_counters ADD CONSTRAINT not_thirteen CHECK (count <> 13)");
    schema_->query(
        "CREATE TRIGGER closed BEFORE INSERT ON model_counters FOR EACH ROW "
        "IF NEW.owner_id = 6 THEN SIGNAL SQLSTATE '45000' "
        "SET MESSAGE_TEXT = 'six is closed'; END IF");
    EncodedRows rows;
    for (std::int64_t user = 1; user <= 400; ++user) {
        rows.add({{"user", user}, "k"}, {Change::Kind::add, user == 9 ? 13 : 1});
    }
    const FoldResult result = fold(*database, rows);
    ASSERT_EQ(result.rejects.size(), 2U);
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("six is closed"));
    EXPECT_THAT(result.rejects[1].reason, HasSubstr("not_thirteen"));
    EXPECT_EQ(database->status().rows, 398U);
    EXPECT_EQ(database->status().rejects, 2U);
}

TEST_F(MariadbFold, takes_every_id_that_is_a_bigint) {
    const auto database = migrated();
    const std::array<std::int64_t, 6> ids{kLeast, kLeast + 1, -1, 0, kGreatest - 1, kGreatest};
    EncodedRows rows;
    for (const std::int64_t id : ids) {
        rows.add({{"user", id}, "k"}, {Change::Kind::add, id});
    }
    fold(*database, rows);
    for (const std::int64_t id : ids) {
        EXPECT_EQ(count_of(*database, key_, {{"user", id}, "k"}), id);
    }
    EXPECT_EQ(schema_->query("SELECT count(*) FROM model_counters WHERE owner_id = count")[0][0],
              "6");
}

TEST_F(MariadbFold, loads_names_of_any_bytes_as_they_are) {
    const auto database = migrated(OwnerIdKind::string);
    const std::vector<std::string> ids{"a",  "A",  "a ",   "a  ", "e",       "é",
                                       "É",  "\\", "\\N",  "\\t", "N",       "'",
                                       "\"", "%",  "ß",    "ss",  "\u00a0a", std::string(255, 'x'),
                                       "01", "1",  "NULL", "😀"};
    // With enough others to be loaded as a file is.
    EncodedRows rows = users(400, {Change::Kind::add, 1});
    std::int64_t amount = 1000;
    for (const std::string& id : ids) {
        rows.add({{std::string(255, 't'), id}, std::string(100, 'k')},
                 {Change::Kind::add, ++amount});
        rows.add({{"type", "id"}, id.substr(0, 100)}, {Change::Kind::add, amount});
    }
    ASSERT_TRUE(fold(*database, rows).rejects.empty());
    amount = 1000;
    for (const std::string& id : ids) {
        ++amount;
        EXPECT_EQ(count_of(*database, key_, {{std::string(255, 't'), id}, std::string(100, 'k')}),
                  amount)
            << id;
        EXPECT_EQ(count_of(*database, key_, {{"type", "id"}, id.substr(0, 100)}), amount) << id;
    }
    EXPECT_EQ(database->status().rows, 400 + 2 * ids.size());
}

TEST_F(MariadbFold, rejects_ids_that_are_no_bigint_and_reads_nothing_for_them) {
    const auto database = migrated();
    EncodedRows rows = users(400, {Change::Kind::add, 1});
    rows.add({{"user", "abc"}, "k"}, {Change::Kind::add, 1});
    const FoldResult result = fold(*database, rows);
    ASSERT_EQ(result.rejects.size(), 1U);
    EXPECT_THAT(result.rejects[0].reason, HasSubstr("migrate --owner-id string"));
    EXPECT_EQ(count_of(*database, key_, {{"user", "abc"}, "k"}), std::nullopt);
    EXPECT_EQ(database->status().rows, 400U);
}

TEST_F(MariadbFold, changes_nothing_when_a_lock_is_held_for_too_long) {
    const auto database = migrated();
    fold(*database, 1);
    MariadbSession other(schema_->place(), schema_->name());
    other.run("BEGIN");
    other.run("SELECT * FROM model_counters FOR UPDATE");
    EXPECT_EQ(code_of([&] { fold(*database, 1, Deadline::after(std::chrono::milliseconds(200))); }),
              ErrorCode::timeout)
        << message_;
    for (int i = 0; i < 100 && transactions() != "1"; ++i) {
    }
    EXPECT_EQ(transactions(), "1") << "the other one's";
    other.run("ROLLBACK");
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(1, 1));
    fold(*database, 1);
    EXPECT_EQ(count_and_floor(*database), CountAndFloor(2, 2));
}

}  // namespace
}  // namespace model_counter::test
