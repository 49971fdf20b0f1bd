#include "contract/database_contract.hpp"

namespace model_counter::test {
namespace {

using DatabaseRead = DatabaseContract;

INSTANTIATE_TEST_SUITE_P(, DatabaseRead, testing::ValuesIn(database_kinds()), kind_name);

TEST_P(DatabaseRead, answers_in_the_order_asked_with_nothing_for_missing_rows) {
    fold({add("u:1:a", 1), add("u:1:b", 2), add("u:2:a", 3)});
    const CounterId a = id("u:1:a");
    const CounterId b = id("u:1:b");
    const CounterId c = id("u:1:c");
    const CounterId other = id("u:2:a");
    const std::vector<CounterRef> asked{other.ref(), c.ref(), b.ref(), a.ref(), b.ref()};
    const Baselines found = database_->read(key_, asked);
    EXPECT_EQ(found.counts, (std::vector<std::optional<std::int64_t>>{3, std::nullopt, 2, 1, 2}));
    EXPECT_EQ(found.ledger.floor, 1U);
}

TEST_P(DatabaseRead, reads_the_ledger_alone) {
    fold({add("u:1:a", 1)});
    const Baselines found = database_->read(key_, {});
    EXPECT_TRUE(found.counts.empty());
    EXPECT_EQ(found.ledger.floor, 1U);
}

TEST_P(DatabaseRead, gives_a_default_ledger_where_the_row_is_missing_and_makes_none) {
    fold({add("u:1:a", 1)});
    const LedgerKey other{"ffffffffffffffffffffffffffffffff", 3};
    const CounterId a = id("u:1:a");
    const std::vector<CounterRef> asked{a.ref()};
    const Baselines found = database_->read(other, asked);
    EXPECT_EQ(found.ledger, Ledger{});
    EXPECT_EQ(found.counts.at(0), 1);
    EXPECT_EQ(database_->read_owner(other, {"u", 1}).ledger, Ledger{});
    EXPECT_TRUE(fold({}, Ledger{}, Ledger{}).moved) << "the ledger of key_ is at 1";
    EXPECT_TRUE(database_->fold({other, Ledger{}, Ledger{}, {}}).moved) << "still no row";
}

TEST_P(DatabaseRead, reads_the_whole_ledger_row) {
    Ledger next;
    next.floor = 3;
    next.marks = {{Pattern("user"), 4}, {Pattern("page:*:views"), 5}};
    next.under_way = {Pattern("page"), 6, encode(id("page:%25:views").ref())};
    next.nonces = {7, 8};
    fold({add("u:1:a", 1)}, database_->open_ledger(key_), next);
    EXPECT_EQ(database_->read(key_, {}).ledger, next);
    EXPECT_EQ(database_->read_owner(key_, {"u", 1}).ledger, next);
    EXPECT_EQ(database_->read_owner(key_, {"nobody", 1}).ledger, next);
}

TEST_P(DatabaseRead, reads_many_counters_at_once) {
    Rows rows;
    std::vector<CounterId> ids;
    for (int i = 0; i < 5000; ++i) {
        rows.push_back(add("u:" + std::to_string(i) + ":k", i));
        ids.push_back(rows.back().counter);
    }
    fold(rows);
    std::vector<CounterRef> asked;
    for (auto counter = ids.rbegin(); counter != ids.rend(); ++counter) {
        asked.push_back(counter->ref());
    }
    const Baselines found = database_->read(key_, asked);
    ASSERT_EQ(found.counts.size(), 5000U);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        ASSERT_EQ(found.counts[i], static_cast<std::int64_t>(4999 - i));
    }
}

TEST_P(DatabaseRead, lists_an_owner_s_rows_in_order_and_nobody_else_s) {
    fold({add("u:1:b", 2), add("u:1:a", 1), add("u:1:B", 3), add("u:10:a", 4), add("u:01:a", 5),
          add("v:1:a", 6), add("u:1%3A:a", 7)});
    const BaselineScan found = database_->read_owner(key_, {"u", 1});
    ASSERT_EQ(found.rows.size(), 3U);
    EXPECT_EQ(found.rows[0].encoded, encode(id("u:1:B").ref()));
    EXPECT_EQ(found.rows[1].encoded, encode(id("u:1:a").ref()));
    EXPECT_EQ(found.rows[2].encoded, encode(id("u:1:b").ref()));
    EXPECT_EQ(found.rows[2].count, 2);
    EXPECT_EQ(database_->read_owner(key_, {"u", "01"}).rows.size(), 1U);
    EXPECT_EQ(database_->read_owner(key_, {"u", "1:"}).rows.size(), 1U);
    EXPECT_TRUE(database_->read_owner(key_, {"u", 2}).rows.empty());
}

TEST_P(DatabaseRead, keeps_ids_apart_that_only_look_alike) {
    const std::vector<std::string> texts{"u:1:k",
                                         "u:01:k",
                                         "u:-1:k",
                                         "u:+1:k",
                                         "u:1.0:k",
                                         "u: 1:k",
                                         "u:1 :k",
                                         "u:1:K",
                                         "u:1:k ",
                                         "U:1:k",
                                         "u:a:k",
                                         "u:A:k",
                                         "u:a%3A:k",
                                         "u:a%25:k",
                                         "u:\xC3\xA9:k",
                                         "u:e\xCC\x81:k",
                                         "u:e:k",
                                         "u:1:\xC3\xA9",
                                         "u:1:e",
                                         "u:'; --:k",
                                         "u:\"q\":k",
                                         "u:1e3:k",
                                         "u:1000:k",
                                         "u:0x10:k",
                                         "u:16:k",
                                         "u:9223372036854775807:k",
                                         "u:9223372036854775808:k",
                                         "u:NULL:k",
                                         "u:-9223372036854775808:k",
                                         "u:-9223372036854775809:k",
                                         "u:9223372036854775808.0:k",
                                         "u:\xF0\x9F\x98\x80:k"};
    Rows rows;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        rows.push_back(add(texts[i], static_cast<std::int64_t>(i) + 1));
    }
    fold(rows);
    fold(rows);
    EXPECT_EQ(counts().size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(count(texts[i]), 2 * (static_cast<std::int64_t>(i) + 1)) << texts[i];
        const CounterId counter = id(texts[i]);
        const auto scan = database_->read_owner(key_, counter.owner().ref());
        const auto found = std::any_of(
            scan.rows.begin(), scan.rows.end(),
            [&](const BaselineScan::Row& row) { return row.encoded == encode(counter.ref()); });
        EXPECT_TRUE(found) << texts[i];
    }
}

TEST_P(DatabaseRead, takes_texts_of_the_greatest_length) {
    const CounterId longest(Owner(std::string(255, 't'), std::string(255, 'i')),
                            std::string(100, 'k'));
    Rows rows{{longest, {Change::Kind::add, 1}}};
    fold(rows);
    fold(rows);
    const std::vector<CounterRef> asked{longest.ref()};
    EXPECT_EQ(database_->read(key_, asked).counts.at(0), 2);
    EXPECT_EQ(fixture_->rows().at(0).encoded, encode(longest.ref()));
}

TEST_P(DatabaseRead, orders_the_table_as_the_encoding_does) {
    fold({add("u:-5:k", 1), add("u:a:k", 1), add("u:3:k", 1), add("u:20:k", 1), add("u:05:k", 1),
          add("t:9:k", 1), add("u:3:j", 1), add("\xC3\xA9:1:k", 1)});
    std::string before;
    for (const auto& row : fixture_->rows()) {
        EXPECT_LT(before, row.encoded);
        before = row.encoded;
    }
}

}  // namespace
}  // namespace model_counter::test
