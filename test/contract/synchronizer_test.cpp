#include "contract/synchronizer_fixture.hpp"
#include "support/forwarding_database.hpp"

#include <limits>

namespace model_counter::test {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

class Synchronizer : public SynchronizerTest {};

TEST_P(Synchronizer, brings_every_count_into_the_table_once) {
    store_->add(counter("downloads"), 3);
    store_->add(counter("views"), 5);
    store_->add(counter("downloads"), -1);
    const SyncReport report = sync();
    EXPECT_EQ(table(), "downloads=2 views=5");
    EXPECT_EQ(report.rows, 2U);
    EXPECT_EQ(report.amount, 7);
    EXPECT_EQ(report.sets, 1U);
    EXPECT_TRUE(report.warnings.empty());
    EXPECT_EQ(sync().rows, 0U);
    EXPECT_EQ(table(), "downloads=2 views=5");
    EXPECT_TRUE(store_->state(0).waiting.empty());
}

TEST_P(Synchronizer, adds_up_over_many_rounds_and_any_batch_size) {
    for (std::size_t round = 1; round <= 5; ++round) {
        for (std::int64_t user = 1; user <= 7; ++user) {
            store_->add(counter("downloads", user), user);
        }
        const SyncReport report = sync({.pattern = {}, .batch_rows_max = round});
        EXPECT_EQ(report.rows, 7U);
        EXPECT_EQ(report.batches, (7 + round - 1) / round);
    }
    for (std::int64_t user = 1; user <= 7; ++user) {
        EXPECT_EQ(read(counter("downloads", user)), 5 * user);
    }
    EXPECT_EQ(database_fixture_->rows().size(), 7U);
}

TEST_P(Synchronizer, refuses_a_batch_size_outside_its_limits_and_names_them) {
    for (const std::size_t size : {std::size_t{0}, kBatchRowsMax + 1}) {
        try {
            sync({.pattern = {}, .batch_rows_max = size});
            FAIL() << "a batch of " << size << " rows was accepted";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorCode::invalid_argument);
            EXPECT_NE(std::string(error.what()).find("10000000"), std::string::npos);
        }
    }
}

TEST_P(Synchronizer, reads_the_same_value_before_and_after_a_sync) {
    store_->add(counter("downloads"), 3);
    EXPECT_EQ(read(counter("downloads")), 3);
    sync();
    EXPECT_EQ(read(counter("downloads")), 3);
    store_->add(counter("downloads"), 4);
    EXPECT_EQ(read(counter("downloads")), 7);
    static_cast<void>(store_->seal(0));
    EXPECT_EQ(read(counter("downloads")), 7);
    EXPECT_EQ(read(counter("missing")), 0);
}

TEST_P(Synchronizer, applies_set_and_remove_in_order_with_increments) {
    store_->add(counter("downloads"), 3);
    store_->add(counter("views"), 3);
    sync();
    store_->set(counter("downloads"), 100);
    store_->add(counter("downloads"), 1);
    store_->remove(counter("views"));
    EXPECT_EQ(read(counter("downloads")), 101);
    EXPECT_EQ(read(counter("views")), 0);
    sync();
    EXPECT_EQ(table(), "downloads=101");
    store_->add(counter("views"), 2);
    store_->remove(counter("downloads"));
    store_->add(counter("downloads"), 5);
    sync();
    EXPECT_EQ(table(), "downloads=5 views=2");
}

TEST_P(Synchronizer, takes_only_what_a_pattern_chooses_and_the_rest_later) {
    store_->add(counter("downloads", 1), 1);
    store_->add(counter("downloads", 10), 10);
    store_->add(counter("views", 1), 100);
    EXPECT_EQ(sync({.pattern = Pattern("user:1")}).rows, 2U);
    EXPECT_EQ(table(), "downloads=1 views=100");
    EXPECT_EQ(read(counter("downloads", 10)), 10);
    store_->add(counter("downloads", 1), 1);
    EXPECT_EQ(read(counter("downloads", 1)), 2);
    EXPECT_EQ(sync({.pattern = Pattern("user:*:downloads")}).rows, 2U);
    EXPECT_EQ(table(), "downloads=2 views=100 downloads=10");
    EXPECT_EQ(sync().rows, 0U);
    EXPECT_TRUE(store_->state(0).waiting.empty());
    EXPECT_EQ(table(), "downloads=2 views=100 downloads=10");
}

TEST_P(Synchronizer, stays_exact_over_more_patterns_than_the_ledger_has_marks) {
    for (std::int64_t user = 1; user <= 40; ++user) {
        store_->add(counter("downloads", user), user);
        store_->add(counter("views", user), 1);
        sync({.pattern = Pattern("user:" + std::to_string(user) + ":downloads")});
        EXPECT_EQ(read(counter("downloads", user)), user);
        EXPECT_EQ(read(counter("views", user)), 1);
    }
    sync();
    EXPECT_EQ(database_fixture_->rows().size(), 80U);
    for (std::int64_t user = 1; user <= 40; ++user) {
        EXPECT_EQ(read(counter("downloads", user)), user);
    }
}

/// Commits, and loses the reply.
class LosesReplies final : public ForwardingDatabase {
public:
    using ForwardingDatabase::ForwardingDatabase;

    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        FoldResult result = next().fold(request, deadline);
        if (losses_left > 0) {
            --losses_left;
            throw Error(ErrorCode::in_doubt, "the reply to COMMIT was lost");
        }
        return result;
    }

    int losses_left = 0;
};

TEST_P(Synchronizer, settles_a_lost_reply_to_commit_from_the_ledger) {
    for (std::int64_t user = 1; user <= 3; ++user) {
        store_->add(counter("downloads", user), user);
    }
    LosesReplies database(database_fixture_->open());
    database.losses_left = 2;
    synchronize(*store_, database, system_clock(), {}, {.pattern = {}, .batch_rows_max = 2});
    EXPECT_EQ(table(), "downloads=1 downloads=2 downloads=3");
    EXPECT_EQ(database.losses_left, 0);
}

TEST_P(Synchronizer, reports_a_doubt_that_does_not_end_and_loses_nothing) {
    store_->add(counter("downloads"), 1);
    LosesReplies database(database_fixture_->open());
    database.losses_left = 100;
    for (int attempt = 0; attempt < 3; ++attempt) {
        store_->add(counter("views"), 1);
        try {
            synchronize(*store_, database, system_clock(), {}, {});
        } catch (const Error& error) {
            EXPECT_TRUE(error.in_doubt());
        }
    }
    database.losses_left = 0;
    synchronize(*store_, database, system_clock(), {}, {});
    EXPECT_EQ(table(), "downloads=1 views=3");
}

TEST_P(Synchronizer, sets_a_sum_that_leaves_int64_aside_and_goes_on_with_the_rest) {
    store_->set(counter("bytes"), kMost);
    sync();
    store_->add(counter("bytes"), 1);
    store_->add(counter("downloads"), 1);
    EXPECT_THROW(read(counter("bytes")), Error);
    const SyncReport report = sync();
    EXPECT_EQ(report.rejected, 1U);
    EXPECT_EQ(report.rows, 1U);
    EXPECT_EQ(report.taken, report.rows + report.rejected + report.replaced);
    EXPECT_EQ(report.warnings.size(), 1U);
    EXPECT_EQ(table(), "bytes=" + std::to_string(kMost) + " downloads=1");
    ASSERT_EQ(database_fixture_->rejects().size(), 1U);
    EXPECT_EQ(database_fixture_->rejects().front().reject.change.amount, 1);
    EXPECT_EQ(read(counter("bytes")), kMost);
    EXPECT_EQ(sync().rejected, 0U);
}

TEST_P(Synchronizer, counts_the_greatest_amounts_until_the_value_leaves_int64) {
    store_->add(counter("bytes"), kAmountMax);
    store_->add(counter("bytes"), kAmountMax);
    EXPECT_EQ(read(counter("bytes")), 2 * kAmountMax);
    store_->add(counter("bytes"), 1);
    EXPECT_EQ(read(counter("bytes")), kMost);
    EXPECT_EQ(sync().rejected, 0U);
    EXPECT_EQ(table(), "bytes=" + std::to_string(kMost));
}

TEST_P(Synchronizer, previews_what_it_would_do_and_changes_nothing) {
    store_->add(counter("downloads"), 3);
    store_->set(counter("views"), 100);
    sync();
    store_->add(counter("downloads"), -4);
    store_->set(counter("views"), 7);
    store_->add(counter("likes", 2), 1);
    const ShardState before = store_->state(0);
    const auto lines = Reader(*store_, *database_, {}).preview(Pattern());
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].counter + lines[0].pending, "user:1:downloads-4");
    EXPECT_EQ(lines[0].becomes, -1);
    EXPECT_EQ(lines[1].counter + lines[1].pending, "user:1:views=7");
    EXPECT_EQ(lines[1].becomes, 7);
    EXPECT_EQ(lines[2].counter + lines[2].pending, "user:2:likes+1");
    EXPECT_EQ(Reader(*store_, *database_, {}).preview(Pattern("user:2")).size(), 1U);
    EXPECT_EQ(store_->state(0).waiting, before.waiting);
    EXPECT_EQ(store_->state(0).open_seq, before.open_seq);
    EXPECT_EQ(table(), "downloads=3 views=100");
}

TEST_P(Synchronizer, lists_an_owners_counters_sorted_with_unsynced_ones) {
    store_->add(counter("views"), 3);
    store_->add(counter("gone"), 3);
    store_->add(counter("downloads", 2), 3);
    sync();
    store_->add(counter("downloads"), 1);
    store_->add(counter("views"), 1);
    store_->remove(counter("gone"));
    Reader reader(*store_, *database_, {});
    const auto values = reader.read_owner(OwnerRef("user", 1));
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].key, "downloads");
    EXPECT_EQ(values[0].value, 1);
    EXPECT_EQ(values[1].key, "views");
    EXPECT_EQ(values[1].value, 4);
}

TEST_P(Synchronizer, skips_a_round_while_another_one_works_if_told_so) {
    store_->add(counter("downloads"), 1);
    const auto lock = store_->lock(0, std::chrono::milliseconds(0));
    ASSERT_NE(lock, nullptr);
    EXPECT_TRUE(sync({.pattern = {}, .skip_when_busy = true}).skipped);
    EXPECT_EQ(table(), "");
    SyncOptions options;
    options.lock_wait = std::chrono::milliseconds(20);
    EXPECT_FALSE(sync(options).skipped);
    EXPECT_EQ(table(), "downloads=1");
}

TEST_P(Synchronizer, tells_how_far_it_is) {
    for (std::int64_t user = 1; user <= 5; ++user) {
        store_->add(counter("downloads", user), 1);
    }
    std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
    SyncOptions options;
    options.batch_rows_max = 2;
    options.progress = [&](std::uint64_t done, std::uint64_t all) { told.emplace_back(done, all); };
    sync(options);
    EXPECT_EQ(told, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{{2, 5}, {4, 5}, {5, 5}}));
}

TEST_P(Synchronizer, reports_a_database_that_was_restored_from_a_backup) {
    store_->add(counter("downloads"), 1);
    sync();
    const auto restored_fixture = std::get<1>(GetParam()).make();
    const auto restored = restored_fixture->open();
    restored->migrate();
    store_->add(counter("downloads"), 10);
    std::vector<std::string> log;
    const SyncReport report =
        synchronize(*store_, *restored, system_clock(),
                    [&](LogLevel, std::string_view text) { log.emplace_back(text); }, {});
    EXPECT_TRUE(report.database_went_back);
    ASSERT_EQ(log.size(), 1U);
    EXPECT_NE(log[0].find("backup"), std::string::npos);
    ASSERT_EQ(restored_fixture->rows().size(), 1U);
    EXPECT_EQ(restored_fixture->rows().front().count, 10);
}

INSTANTIATE_TEST_SUITE_P(, Synchronizer, every_store_with_every_database(), name_of_pair);

}  // namespace
}  // namespace model_counter::test
