#pragma once

#include "model_counter/database.hpp"
#include "model_counter/encoded_id.hpp"
#include "step_hook.hpp"
#include "support/catches_errors.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace model_counter::test {

/// Rows as the interface takes them, with the bytes they borrow; ascending.
struct EncodedRows {
    void add(const CounterRef& counter, const Change& change) {
        texts.emplace_back(encode(counter), change);
    }
    std::span<const FoldRow> sorted() {
        std::sort(texts.begin(), texts.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        rows.clear();
        for (const auto& [text, change] : texts) {
            rows.push_back({text, change});
        }
        return rows;
    }
    std::vector<std::pair<std::string, Change>> texts;
    std::vector<FoldRow> rows;
};

/// Folds into a database, and what they left there.
class FoldFixture : public testing::Test, protected CatchesErrors {
protected:
    ~FoldFixture() override { internal::step_hook = nullptr; }

    FoldResult fold(Database& database, EncodedRows& rows,
                    const Deadline& deadline = Deadline::never()) {
        return fold(database, key_, rows, deadline);
    }
    static FoldResult fold(Database& database, const LedgerKey& key, EncodedRows& rows,
                           const Deadline& deadline = Deadline::never()) {
        const Ledger expected = database.open_ledger(key);
        Ledger next = expected;
        ++next.floor;
        return database.fold({key, expected, next, rows.sorted()}, deadline);
    }
    /// One row: `user:1:downloads`.
    FoldResult fold(Database& database, std::int64_t amount,
                    const Deadline& deadline = Deadline::never()) {
        EncodedRows rows;
        rows.add({{"user", 1}, "downloads"}, {Change::Kind::add, amount});
        return fold(database, rows, deadline);
    }

    using CountAndFloor = std::pair<std::int64_t, std::uint64_t>;
    CountAndFloor count_and_floor(Database& database) const {
        const std::vector<CounterRef> asked{{{"user", 1}, "downloads"}};
        const Baselines found = database.read(key_, asked);
        return {found.counts.at(0).value_or(0), found.ledger.floor};
    }

    /// Runs `action` once, when a transaction reaches `step`.
    static void at_step(const std::string& step, std::function<void()> action) {
        wanted_step() = step;
        wanted_action() = std::move(action);
        internal::step_hook = [](const char* reached) {
            if (wanted_step() == reached) {
                internal::step_hook = nullptr;
                wanted_action()();
            }
        };
    }

    LedgerKey key_{"0123456789abcdef0123456789abcdef", 0};

private:
    static std::string& wanted_step() {
        static std::string step;
        return step;
    }
    static std::function<void()>& wanted_action() {
        static std::function<void()> action;
        return action;
    }
};

}  // namespace model_counter::test
