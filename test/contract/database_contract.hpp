#pragma once

#include "model_counter/encoded_id.hpp"
#include "model_counter/error.hpp"
#include "support/catches_errors.hpp"
#include "support/database_fixture.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace model_counter::test {

inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

/// The promises of `Database`, the same for every kind of it.
class DatabaseContract : public testing::TestWithParam<DatabaseKind>,
                         protected test::CatchesErrors {
protected:
    struct Row {
        CounterId counter;
        Change change;
    };
    using Rows = std::vector<Row>;
    using Counts = std::map<std::string, std::int64_t>;

    DatabaseContract() : fixture_(GetParam().make()), database_(fixture_->open()) {
        database_->migrate();
    }

    static CounterId id(const std::string& text) { return CounterId::parse(text); }
    static Row add(const std::string& text, std::int64_t amount) {
        return {id(text), {Change::Kind::add, amount}};
    }
    static Row set(const std::string& text, std::int64_t value) {
        return {id(text), {Change::Kind::set, value}};
    }
    static Row remove(const std::string& text) { return {id(text), {Change::Kind::remove, 0}}; }

    /// Folds rows over the ledger as it is; its floor rises by one.
    FoldResult fold(const Rows& rows) {
        const Ledger expected = database_->open_ledger(key_);
        Ledger next = expected;
        ++next.floor;
        return fold(rows, expected, next);
    }

    FoldResult fold(const Rows& rows, const Ledger& expected, const Ledger& next) {
        const Encoded encoded(rows, true);
        return database_->fold({key_, expected, next, encoded.rows});
    }

    void write(const Rows& rows) {
        const Encoded encoded(rows, false);
        database_->write(encoded.rows);
    }

    /// The whole table, by canonical text.
    Counts counts() {
        Counts counts;
        for (const auto& row : fixture_->rows()) {
            counts[canonical_text(decode(row.encoded))] = row.count;
        }
        return counts;
    }

    std::optional<std::int64_t> count(const std::string& text) {
        const CounterId counter = id(text);
        const std::vector<CounterRef> asked{counter.ref()};
        return database_->read(key_, asked).counts.at(0);
    }

    /// Rows as the interface takes them, with the bytes they borrow.
    struct Encoded {
        Encoded(const Rows& from, bool sorted) {
            for (const Row& row : from) {
                texts.emplace_back(encode(row.counter.ref()), row.change);
            }
            if (sorted) {
                std::sort(texts.begin(), texts.end(),
                          [](const auto& a, const auto& b) { return a.first < b.first; });
            }
            for (const auto& [text, change] : texts) {
                rows.push_back({text, change});
            }
        }
        std::vector<std::pair<std::string, Change>> texts;
        std::vector<FoldRow> rows;
    };

    std::unique_ptr<DatabaseFixture> fixture_;
    std::unique_ptr<Database> database_;
    LedgerKey key_{"0123456789abcdef0123456789abcdef", 0};
};

inline std::string kind_name(const testing::TestParamInfo<DatabaseKind>& info) {
    return info.param.name;
}

}  // namespace model_counter::test
