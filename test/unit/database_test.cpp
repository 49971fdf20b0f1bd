#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>

/// What some client library calls its connections.
struct ForeignConnection {};

template <>
struct model_counter::CallerConnectionType<ForeignConnection> {
    static constexpr std::string_view name = "ForeignConnection*";
};

namespace model_counter::test {
namespace {

TEST(Database, takes_no_callers_transaction_unless_it_says_so) {
    auto database = make_memory_database();
    database->migrate();
    Counters counters(nullptr, std::move(database));
    ForeignConnection connection;
    EXPECT_THAT(refusal([&] { counters.increment_in(&connection, global_owner(), "k"); }),
                testing::HasSubstr("ForeignConnection*"));
    EXPECT_EQ(counters.get(global_owner(), "k"), 0);
}

TEST(Database, takes_no_callers_transaction_where_it_has_a_sole_writer) {
    auto database = make_memory_database();
    database->migrate();
    Options options;
    options.sole_writer = true;
    Counters counters(make_memory_store(), std::move(database), std::move(options));
    ForeignConnection connection;
    EXPECT_THAT(refusal([&] { counters.increment_in(&connection, global_owner(), "k"); },
                        ErrorCode::conflict),
                testing::HasSubstr("declared the table's sole writer"));
}

TEST(Database, says_what_its_kind_cannot_do) {
    auto database = make_memory_database();
    EXPECT_THAT(refusal([&] { (void)database->Database::totals(); }),
                testing::HasSubstr("this kind of database cannot sum up its table"));
    EXPECT_THAT(refusal([&] { (void)database->Database::periods_before("day", 0, 1); }),
                testing::HasSubstr("this kind of database cannot list old periods"));
    EXPECT_THAT(refusal([&] { (void)database->Database::count_periods_before("day", 0); }),
                testing::HasSubstr("this kind of database cannot count old periods"));
}

TEST(Store, says_what_its_kind_cannot_do) {
    auto store = make_memory_store();
    const CounterRef counter{global_owner(), "k"};
    EXPECT_THAT(refusal([&] { (void)store->Store::add_once(counter, 1, Token("t")); }),
                testing::HasSubstr("this store keeps no tokens"));
    EXPECT_THAT(refusal([&] { (void)store->Store::add_within(counter, 1, {}, nullptr); }),
                testing::HasSubstr("this kind of store checks no limits"));
}

}  // namespace
}  // namespace model_counter::test
