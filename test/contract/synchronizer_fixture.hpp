#pragma once

#include "model_counter/clock.hpp"
#include "model_counter/encoded_id.hpp"
#include "support/database_fixture.hpp"
#include "support/store_fixture.hpp"
#include "sync/reader.hpp"
#include "sync/synchronizer.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace model_counter::test {

inline CounterRef counter(std::string_view key, std::int64_t user = 1) {
    return {OwnerRef("user", user), key};
}

/// Every store with every database.
class SynchronizerTest : public testing::TestWithParam<std::tuple<StoreKind, DatabaseKind>> {
protected:
    void SetUp() override {
        store_fixture_ = std::get<0>(GetParam()).make();
        database_fixture_ = std::get<1>(GetParam()).make();
        store_ = store_fixture_->open_first();
        database_ = database_fixture_->open();
        database_->migrate();
    }

    SyncReport sync(const SyncOptions& options = {}) {
        return synchronize(*store_, *database_, system_clock(), {}, options);
    }

    std::int64_t read(const CounterRef& wanted) {
        return Reader(*store_, *database_, {}).read({&wanted, 1}).front();
    }

    /// What stands in the table alone, as `key=count` separated by blanks.
    std::string table() {
        std::string text;
        for (const auto& row : database_fixture_->rows()) {
            text += (text.empty() ? "" : " ") + std::string(decode(row.encoded).key) + "=" +
                    std::to_string(row.count);
        }
        return text;
    }

    std::unique_ptr<StoreFixture> store_fixture_;
    std::unique_ptr<DatabaseFixture> database_fixture_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Database> database_;
};

inline auto every_store_with_every_database() {
    return testing::Combine(testing::ValuesIn(store_kinds()), testing::ValuesIn(database_kinds()));
}

inline std::string name_of_pair(
    const testing::TestParamInfo<std::tuple<StoreKind, DatabaseKind>>& info) {
    return std::get<0>(info.param).name + "_" + std::get<1>(info.param).name;
}

}  // namespace model_counter::test
