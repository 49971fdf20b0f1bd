#pragma once

#include "model_counter/encoded_id.hpp"
#include "model_counter/store.hpp"
#include "support/catches_errors.hpp"
#include "support/store_fixture.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::test {

inline constexpr std::int64_t kLeastValue = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kGreatestValue = std::numeric_limits<std::int64_t>::max();

inline Change added(std::int64_t amount) { return {Change::Kind::add, amount}; }
inline Change valued(std::int64_t value) { return {Change::Kind::set, value}; }
inline Change removed() { return {Change::Kind::remove, 0}; }

/// The promises of `Store`, the same for every kind of it.
class StoreContract : public testing::TestWithParam<StoreKind>, protected test::CatchesErrors {
protected:
    using Changes = std::map<std::string, Change>;

    StoreContract() : fixture_(GetParam().make()), store_(fixture_->open_first()) {}

    static CounterRef key(std::string_view name) { return {OwnerRef("user", 1), name}; }

    std::uint32_t shard() { return store_->shard_of(OwnerRef("user", 1)); }

    /// The parts of one counter of user 1.
    std::vector<Part> parts(std::string_view name) {
        const std::vector<CounterRef> asked{key(name)};
        return store_->read(shard(), asked).counters.at(0);
    }

    /// All parts of one counter together; nothing when it has none.
    std::optional<Change> pending(std::string_view name) {
        std::optional<Change> sum;
        for (const Part& part : parts(name)) {
            sum = sum ? combine(*sum, part.change) : part.change;
        }
        return sum;
    }

    SetId seal() {
        const std::optional<SetId> set = store_->seal(shard());
        EXPECT_TRUE(set.has_value());
        return set.value_or(SetId{});
    }

    /// A set's entries, by canonical text.
    Changes contents(const SetId& id) {
        const std::optional<SealedSet> set = store_->read_set(shard(), id);
        Changes changes;
        if (!set) {
            ADD_FAILURE() << "the set is not there";
            return changes;
        }
        EXPECT_EQ(set->id, id);
        EXPECT_EQ(set->damaged, 0U);
        for (const SealedSet::Entry& entry : set->entries) {
            const bool once =
                changes.emplace(canonical_text(decode(entry.encoded)), entry.change).second;
            EXPECT_TRUE(once) << "twice in one set";
        }
        return changes;
    }

    std::unique_ptr<StoreFixture> fixture_;
    std::unique_ptr<Store> store_;
};

inline std::string kind_name(const testing::TestParamInfo<StoreKind>& info) {
    return info.param.name;
}

}  // namespace model_counter::test
