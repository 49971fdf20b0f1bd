#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
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

}  // namespace
}  // namespace model_counter::test
