#pragma once

#include "model_counter/memory_store.hpp"
#include "support/caller.hpp"
#include "support/catches_errors.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>

namespace model_counter::test {

inline std::string caller_kind_name(const testing::TestParamInfo<CallerKind>& info) {
    return info.param.name;
}

/// An application that keeps its orders in the database of its counters.
class TransactionContract : public testing::TestWithParam<CallerKind>,
                            protected test::CatchesErrors {
protected:
    TransactionContract() : fixture_(GetParam().make()) {
        fixture_->open()->migrate();
        caller_ = fixture_->connect();
        caller_->run("CREATE TABLE orders (number bigint)");
    }

    Counters open(std::unique_ptr<Store> store, Options options = {}) {
        return {std::move(store), fixture_->open(), std::move(options)};
    }
    Counters buffered(Options options = {}) {
        return open(make_memory_store(), std::move(options));
    }

    void order(Counters& counters, std::int64_t amount = 1) {
        caller_->run("INSERT INTO orders VALUES (1)");
        caller_->increment_in(counters, shop_, "orders", amount);
    }
    std::int64_t orders() { return caller_->number("SELECT count(*) FROM orders"); }

    const OwnerRef shop_{"shop", 7};
    std::unique_ptr<CallerFixture> fixture_;
    std::unique_ptr<Caller> caller_;
};

}  // namespace model_counter::test
