#include "model_counter/counters.hpp"
#include "model_counter/memory_database.hpp"
#include "model_counter/memory_store.hpp"
#include "support/forwarding_database.hpp"
#include "support/refusal.hpp"

#include <gmock/gmock.h>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace model_counter::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::Le;
using testing::UnorderedElementsAre;

/// Notes how much time each call was given.
class NotesDeadlines final : public ForwardingDatabase {
public:
    struct Note {
        std::string call;
        Deadline::Clock::duration left;
    };

    NotesDeadlines(std::unique_ptr<Database> to, std::shared_ptr<std::vector<Note>> notes)
        : ForwardingDatabase(std::move(to)), notes_(std::move(notes)) {}

    Ledger open_ledger(const LedgerKey& key, const Deadline& deadline) override {
        note("open_ledger", deadline);
        return next().open_ledger(key, deadline);
    }
    FoldResult fold(const FoldRequest& request, const Deadline& deadline) override {
        note("fold", deadline);
        return next().fold(request, deadline);
    }
    Baselines read(const LedgerKey& key, std::span<const CounterRef> counters,
                   const Deadline& deadline) override {
        note("read", deadline);
        return next().read(key, counters, deadline);
    }
    BaselineScan read_owner(const LedgerKey& key, const OwnerRef& owner,
                            const Deadline& deadline) override {
        note("read_owner", deadline);
        return next().read_owner(key, owner, deadline);
    }
    void write(std::span<const FoldRow> rows, const Deadline& deadline) override {
        note("write", deadline);
        next().write(rows, deadline);
    }
    OwnerIdKind owner_id_kind(const Deadline& deadline) override {
        note("owner_id_kind", deadline);
        return next().owner_id_kind(deadline);
    }
    DatabaseStatus status(const Deadline& deadline) override {
        note("status", deadline);
        return next().status(deadline);
    }

private:
    void note(const char* call, const Deadline& deadline) {
        notes_->push_back({call, deadline.remaining()});
    }

    std::shared_ptr<std::vector<Note>> notes_;
};

class DefaultDeadline : public testing::Test {
protected:
    Counters open(std::unique_ptr<Store> store) {
        Options options;
        options.timeout = seconds(20);
        options.transaction_timeout = minutes(7);
        return {std::move(store), std::make_unique<NotesDeadlines>(make_memory_database(), notes_),
                options};
    }

    /// The calls noted since the last time, each once; all of them had about this much time.
    std::vector<std::string> calls_with(seconds time) {
        std::vector<std::string> calls;
        for (const auto& note : *notes_) {
            EXPECT_THAT(note.left, AllOf(Le(time), Gt(time - seconds(10)))) << note.call;
            if (std::find(calls.begin(), calls.end(), note.call) == calls.end()) {
                calls.push_back(note.call);
            }
        }
        notes_->clear();
        return calls;
    }

    std::shared_ptr<std::vector<NotesDeadlines::Note>> notes_ =
        std::make_shared<std::vector<NotesDeadlines::Note>>();
    OwnerRef user_{"user", 1};
};

TEST_F(DefaultDeadline, goes_to_every_look_at_the_database) {
    Counters counters = open(make_memory_store());
    EXPECT_THAT(calls_with(seconds(20)), ElementsAre("owner_id_kind"));
    counters.increment(user_, "k");
    (void)counters.get(user_, "k");
    (void)counters.get(user_, {"k", "l"});
    (void)counters.preview_sync();
    EXPECT_THAT(calls_with(seconds(20)), ElementsAre("read"));
    (void)counters.all(user_);
    (void)counters.remove_all(user_);
    EXPECT_THAT(calls_with(seconds(20)), ElementsAre("read_owner"));
    (void)counters.status();
    EXPECT_THAT(calls_with(seconds(20)), ElementsAre("status"));
}

TEST_F(DefaultDeadline, goes_to_every_transaction_of_direct_mode) {
    Counters counters = open(nullptr);
    notes_->clear();
    counters.increment(user_, "k");
    counters.set(user_, "k", 5);
    counters.remove(user_, "k");
    const std::vector<Increment> increments{{{user_, "k"}, 1}, {{user_, "l"}, 2}};
    EXPECT_EQ(counters.increment_many(increments).done, 2U);
    EXPECT_THAT(calls_with(seconds(20)), ElementsAre("write"));
}

TEST_F(DefaultDeadline, of_a_sync_is_that_of_each_transaction) {
    Counters counters = open(make_memory_store());
    notes_->clear();
    counters.increment(user_, "k");
    counters.sync();
    EXPECT_THAT(calls_with(minutes(7)), UnorderedElementsAre("open_ledger", "fold"));
    counters.increment(user_, "k");
    SyncOptions options;
    options.deadline = Deadline::after(seconds(90));
    counters.sync(options);
    EXPECT_THAT(calls_with(seconds(90)), UnorderedElementsAre("open_ledger", "fold"));
}

TEST_F(DefaultDeadline, gives_way_to_the_calls_own) {
    Counters counters = open(make_memory_store());
    notes_->clear();
    (void)counters.get(user_, "k", Deadline::after(minutes(3)));
    (void)counters.all(user_, Deadline::after(minutes(3)));
    (void)counters.status(Deadline::after(minutes(3)));
    EXPECT_THAT(calls_with(minutes(3)), ElementsAre("read", "read_owner", "status"));
}

TEST_F(DefaultDeadline, is_some_time_at_least) {
    Options none;
    none.timeout = seconds(0);
    EXPECT_THAT(refusal([&] { Counters(nullptr, make_memory_database(), none); }),
                HasSubstr("timeout"));
    none = {};
    none.transaction_timeout = seconds(-1);
    EXPECT_THAT(refusal([&] { Counters(nullptr, make_memory_database(), none); }),
                HasSubstr("transaction_timeout"));
}

}  // namespace
}  // namespace model_counter::test
