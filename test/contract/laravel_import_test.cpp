#include "model_counter/laravel_import.hpp"
#include "model_counter/encoded_id.hpp"
#include "support/catches_errors.hpp"
#include "support/database_fixture.hpp"
#include "support/forwarding_database.hpp"
#include "support/sqlite_query.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <deque>
#include <map>
#include <utility>

namespace model_counter::test {
namespace {

using testing::ElementsAre;

/// A database whose folds end as they are told to.
class InDoubtDatabase final : public ForwardingDatabase {
public:
    enum class End { well, in_doubt_undone, in_doubt_done, after_another_one };

    InDoubtDatabase(std::unique_ptr<Database> next, std::deque<End> ends,
                    std::function<void()> another_one)
        : ForwardingDatabase(std::move(next)),
          ends_(std::move(ends)),
          another_one_(std::move(another_one)) {}

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        const End end = ends_.empty() ? End::well : ends_.front();
        if (!ends_.empty()) {
            ends_.pop_front();
        }
        if (end == End::after_another_one) {
            another_one_();
        }
        FoldResult result;
        if (end != End::in_doubt_undone) {
            result = next().fold(request, deadline);
        }
        if (end == End::in_doubt_undone || end == End::in_doubt_done) {
            throw Error(ErrorCode::in_doubt, "the reply was lost");
        }
        return result;
    }

private:
    std::deque<End> ends_;
    std::function<void()> another_one_;
};

std::string name_of_database(const testing::TestParamInfo<DatabaseKind>& info) {
    return info.param.name;
}

/// An import from a SQLite file into every kind of database.
class LaravelImportInto : public testing::TestWithParam<DatabaseKind>, protected CatchesErrors {
protected:
    using Counts = std::map<std::string, std::int64_t>;

    LaravelImportInto() : fixture_(GetParam().make()), database_(fixture_->open()) {
        database_->migrate();
        run(R"(CREATE TABLE model_counters ("id" integer primary key autoincrement not null,
               "owner_type" varchar, "owner_id" integer, "key" varchar not null,
               "interval" varchar, "period_start" date, "count" integer not null default '0'))");
        options_.from = "sqlite:" + source();
        options_.batch_rows_max = 3;
    }

    std::string source() const { return directory_.file("database.sqlite"); }
    void run(const std::string& sql) const { sqlite_query(source(), sql); }
    void add_rows(int from, int to) const {
        for (int i = from; i <= to; ++i) {
            run("INSERT INTO model_counters (owner_type, owner_id, \"key\", count) VALUES "
                "('User', " +
                std::to_string(i % 5) + ", 'k" + std::to_string(i) + "', " + std::to_string(i) +
                ")");
        }
    }
    std::int64_t sum() {
        std::int64_t sum = 0;
        for (const auto& row : fixture_->rows()) {
            sum += row.count;
        }
        return sum;
    }

    TemporaryDirectory directory_;
    std::unique_ptr<DatabaseFixture> fixture_;
    std::unique_ptr<Database> database_;
    LaravelImport options_;
};

INSTANTIATE_TEST_SUITE_P(, LaravelImportInto, testing::ValuesIn(database_kinds()),
                         name_of_database);

TEST_P(LaravelImportInto, writes_totals_and_periods) {
    run(R"(INSERT INTO model_counters (owner_type, owner_id, "key", "interval", period_start, count)
           VALUES ('User', 1, 'k', NULL, NULL, 5), ('User', 1, 'k', 'day', '2024-12-03', -3),
                  ('User', 1, 'k', 'week', '2024-12-02', 7), (NULL, NULL, 'all', NULL, NULL, 0))");
    const LaravelReport report = import_laravel(*database_, options_);
    EXPECT_EQ(report.rows_taken, 4U);
    const std::vector<CounterRef> counters{{{"user", 1}, "k"},
                                           {{"user", 1}, "k", "day", "2024-12-03"},
                                           {{"user", 1}, "k", "week", "2024-W49"},
                                           {global_owner(), "all"}};
    EXPECT_THAT(database_->read({std::string(32, '0'), 0}, counters).counts,
                ElementsAre(5, -3, 7, 0));
    const LaravelCheck check = check_laravel(*database_, options_);
    EXPECT_EQ(check.differences, 0U);
    EXPECT_EQ(check.sums.back(), (LaravelSum{"", "", "", "9", "9"}));
}

TEST_P(LaravelImportInto, goes_on_where_it_was_stopped) {
    add_rows(1, 10);
    int batches = 0;
    options_.stop = [&] { return ++batches == 2; };
    LaravelReport report = import_laravel(*database_, options_);
    EXPECT_TRUE(report.stopped);
    EXPECT_EQ(sum(), 21);
    options_.stop = {};
    options_.batch_rows_max = 4;
    report = import_laravel(*database_, options_);
    EXPECT_EQ(report.rows_taken, 4U);
    EXPECT_EQ(report.rows_taken_before, 6U);
    EXPECT_EQ(sum(), 55);
}

TEST_P(LaravelImportInto, is_settled_by_the_ledger_when_replies_are_lost) {
    add_rows(1, 10);
    using End = InDoubtDatabase::End;
    InDoubtDatabase doubtful(fixture_->open(),
                             {End::in_doubt_done, End::in_doubt_undone, End::in_doubt_undone,
                              End::well, End::in_doubt_done},
                             {});
    const LaravelReport report = import_laravel(doubtful, options_);
    EXPECT_EQ(report.rows_taken, 10U);
    EXPECT_EQ(sum(), 55);
}

TEST_P(LaravelImportInto, lets_another_import_have_what_it_took) {
    add_rows(1, 10);
    using End = InDoubtDatabase::End;
    InDoubtDatabase slow(fixture_->open(), {End::well, End::after_another_one}, [&] {
        LaravelImport other = options_;
        int batches = 0;
        other.batch_rows_max = 2;
        other.stop = [&] { return ++batches == 4; };
        EXPECT_EQ(import_laravel(*database_, other).rows_taken, 5U);
    });
    const LaravelReport report = import_laravel(slow, options_);
    EXPECT_EQ(report.rows_taken, 5U);
    EXPECT_EQ(report.rows_taken_before, 5U);
    EXPECT_EQ(sum(), 55);
}

TEST_P(LaravelImportInto, changes_nothing_in_a_dry_run) {
    add_rows(1, 10);
    options_.dry_run = true;
    EXPECT_EQ(import_laravel(*database_, options_).rows_taken, 10U);
    EXPECT_TRUE(fixture_->rows().empty());
    options_.dry_run = false;
    EXPECT_EQ(import_laravel(*database_, options_).rows_taken, 10U);
    options_.dry_run = true;
    EXPECT_EQ(import_laravel(*database_, options_).rows_taken_before, 10U);
}

TEST_P(LaravelImportInto, passes_rows_it_cannot_take) {
    add_rows(1, 4);
    run("UPDATE model_counters SET owner_id = NULL WHERE id IN (2, 3, 4)");
    EXPECT_EQ(import_laravel(*database_, options_).bad, 3U);
    EXPECT_EQ(sum(), 1);
    run("UPDATE model_counters SET id = -id WHERE id = 2");
    EXPECT_EQ(code_of([&] { import_laravel(*database_, options_); }), ErrorCode::conflict);
    options_.same_source = true;
    EXPECT_EQ(import_laravel(*database_, options_).rows_taken_before, 1U);
    EXPECT_EQ(sum(), 1);
}

}  // namespace
}  // namespace model_counter::test
