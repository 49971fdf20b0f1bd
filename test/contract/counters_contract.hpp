#pragma once

#include "model_counter/counters.hpp"
#include "model_counter/encoded_id.hpp"
#include "support/catches_errors.hpp"
#include "support/database_fixture.hpp"
#include "support/store_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::test {

/// A store, or none, with a database.
struct CountersKind {
    std::string name;
    std::optional<StoreKind> store;
    DatabaseKind database;
};

/// Every store, and none, with every database.
inline std::vector<CountersKind> counters_kinds() {
    std::vector<CountersKind> kinds;
    for (const DatabaseKind& database : database_kinds()) {
        kinds.push_back({"direct_" + database.name, std::nullopt, database});
        for (const StoreKind& store : store_kinds()) {
            kinds.push_back({store.name + "_" + database.name, store, database});
        }
    }
    return kinds;
}

inline std::string counters_kind_name(const testing::TestParamInfo<CountersKind>& info) {
    return info.param.name;
}

/// The promises of `Counters`, the same whatever stands behind it.
class CountersContract : public testing::TestWithParam<CountersKind>,
                         protected test::CatchesErrors {
protected:
    using Values = std::vector<CounterValue>;
    using Rows = std::map<std::string, std::int64_t>;

    static constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

    CountersContract() : database_(GetParam().database.make()) {
        if (GetParam().store) {
            store_ = GetParam().store->make();
        }
        database_->open()->migrate();
    }

    /// Opens the counters; the first call decides the options.
    Counters& counters(Options options = {}) {
        if (!counters_) {
            counters_.emplace(open(std::move(options)));
        }
        return *counters_;
    }

    Counters open(Options options = {}) {
        if (!options.log) {
            options.log = [this](LogLevel, std::string_view text) { log_.emplace_back(text); };
        }
        return {store_ ? store_->open_first() : nullptr, database_->open(), std::move(options)};
    }

    [[nodiscard]] bool is_direct() const { return store_ == nullptr; }

    /// The table's totals, by canonical text.
    Rows rows() {
        Rows rows;
        for (const auto& row : database_->rows()) {
            rows[canonical_text(decode(row.encoded))] = row.count;
        }
        return rows;
    }

    std::unique_ptr<StoreFixture> store_;
    std::unique_ptr<DatabaseFixture> database_;
    std::vector<std::string> log_;
    std::optional<Counters> counters_;
    Owner user_{"user", 1};
};

}  // namespace model_counter::test
