#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/forwarding_database.hpp"
#include "support/forwarding_store.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <utility>

namespace model_counter::test {
namespace {

using testing::HasSubstr;

std::unique_ptr<Database> migrated() {
    auto database = make_memory_database();
    database->migrate();
    return database;
}

/// A database in which somebody else is always faster.
class AlwaysMoved final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;
    FoldResult fold(const FoldRequest&, const Deadline&) override {
        return {.moved = true, .rejects = {}};
    }
};

/// A database in which somebody else leaves no room for a row.
class AlwaysFull final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;
    FoldResult fold(const FoldRequest& request, const Deadline&) override {
        FoldResult result;
        result.rejects.push_back(
            {std::string(request.rows[0].encoded), request.rows[0].change, "no room"});
        return result;
    }
};

/// A store that somebody else seals between any two steps.
class AlwaysSealed final : public ForwardingStore {
public:
    using ForwardingStore::ForwardingStore;
    BoundedAdd add_within(const CounterRef&, std::int64_t, const Bounds&, const Settled*) override {
        return {BoundedAdd::Outcome::unsettled, 0};
    }
};

TEST(OthersAtWork, who_are_always_faster_end_a_sync) {
    Counters counters(make_memory_store(), std::make_unique<AlwaysMoved>(migrated()));
    counters.increment(global_owner(), "k");
    EXPECT_THAT(refusal([&] { counters.sync(); }, ErrorCode::busy),
                HasSubstr("other synchronizers moved its ledger "));
    EXPECT_EQ(counters.get(global_owner(), "k"), 1);
}

TEST(OthersAtWork, who_seal_again_and_again_end_a_check) {
    Counters counters(std::make_unique<AlwaysSealed>(make_memory_store()), migrated());
    EXPECT_THAT(
        refusal([&] { counters.increment_within(global_owner(), "k", 1, 10); }, ErrorCode::busy),
        HasSubstr("the store is sealed again and again; try later"));
    EXPECT_EQ(counters.get(global_owner(), "k"), 0);
}

TEST(OthersAtWork, who_leave_no_room_for_a_count_are_told_of) {
    Counters counters(nullptr, std::make_unique<AlwaysFull>(migrated()));
    EXPECT_THAT(refusal([&] { counters.increment_within(global_owner(), "k", 1, 10); },
                        ErrorCode::out_of_range),
                HasSubstr("1 more leave the 64-bit range; it is in the rejects table"));
}

}  // namespace
}  // namespace model_counter::test
